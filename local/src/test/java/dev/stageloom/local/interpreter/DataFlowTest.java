package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFlowTest {

  @Test
  void passesTheInputOnWithoutOutput() {
    Machine machine = Machine.of("'A': {'Type': 'Pass', 'Next': 'B'}, 'B': {'Type': 'Succeed'}");

    assertThat(machine.output("{'a': [1, 2.5, null, 'x']}")).isEqualTo("{'a':[1,2.5,null,'x']}");
    assertThat(machine.output("null")).isEqualTo("null");
  }

  @Test
  void evaluatesExpressionsAtAnyDepth() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'End': true, 'Output': {'plain': 'x', 'list': ['{% 1 + 1 %}',"
                + " {'deep': '{% $states.input.a %}'}], 'null': null}}");

    assertThat(machine.output("{'a': {'b': 1}}"))
        .isEqualTo("{'plain':'x','list':[2,{'deep':{'b':1}}],'null':null}");
  }

  @Test
  void setsVariablesThatLaterStatesRead() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'Next': 'B', 'Assign': {'x': '{% $states.input.a %}', 'n': null,"
                + " 'list': [1]}},"
                + " 'B': {'Type': 'Pass', 'End': true, 'Output': '{% [$x, $n, $list] %}'}");

    assertThat(machine.output("{'a': 'v'}")).isEqualTo("['v',null,1]");
  }

  @Test
  void evaluatesOutputAndAssignWithTheOldValues() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'Next': 'B', 'Assign': {'x': 1, 'y': 2}},"
                + " 'B': {'Type': 'Pass', 'Next': 'C', 'Assign': {'x': '{% $y %}', 'y': '{% $x"
                + " %}'}, 'Output': '{% $x %}'},"
                + " 'C': {'Type': 'Pass', 'End': true, 'Output': ['{% $states.input %}', '{% $x"
                + " %}', '{% $y %}']}");

    assertThat(machine.output()).isEqualTo("[1,2,1]");
  }

  @Test
  void setsNoVariableWhenTheOutputFails() {
    Machine machine =
        Machine.of(
                "'A': {'Type': 'Task', 'Resource': 'arn:aws:x', 'Assign': {'x': 'set'}, 'Output':"
                    + " '{% $error(\\'no\\') %}', 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next':"
                    + " 'B'}], 'End': true},"
                    + " 'B': {'Type': 'Pass', 'End': true, 'Output': '{% $exists($x) %}'}")
            .tasks((state, resource, arguments) -> Map.of());

    assertThat(machine.output()).isEqualTo("false");
  }

  @Test
  void succeedsWithAnOutput() {
    Machine machine =
        Machine.of("'A': {'Type': 'Succeed', 'Output': {'is': '{% $states.input.a %}'}}");

    assertThat(machine.output("{'a': 1}")).isEqualTo("{'is':1}");
  }

  @Test
  void failsWithErrorAndCause() {
    Machine machine =
        Machine.of("'A': {'Type': 'Fail', 'Error': 'Own', 'Cause': '{% $states.input.why %}'}");

    assertThat(machine.failure("{'why': 'because'}"))
        .isEqualTo(new ExecutionResult.Failed("Own", "because", "A", null));
  }

  @Test
  void failsWithoutErrorAndCause() {
    assertThat(Machine.of("'A': {'Type': 'Fail'}").failure())
        .isEqualTo(new ExecutionResult.Failed("", "", "A", null));
  }

  @Test
  void refusesCauseThatIsNoString() {
    ExecutionResult.Failed failure =
        Machine.of("'A': {'Type': 'Fail', 'Cause': '{% 1 %}'}").failure();

    assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(failure.cause()).isEqualTo("state \"A\", Cause must be a string, but is 1");
  }

  @Test
  void refusesInputThatIsNotJson() {
    StateMachineInterpreter interpreter = Machine.of("'A': {'Type': 'Succeed'}").interpreter();

    assertThatThrownBy(() -> interpreter.run(new ExecutionRequest("x", Map.of("a", String.class))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a java.lang.Class is no JSON value");
  }

  @Test
  void refusesExecutionNamesThatCannotBe() {
    assertThatThrownBy(() -> new ExecutionRequest("a/b", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the execution name \"a/b\" is not valid: use 1 to 80 letters, digits, '-' and '_'");
    assertThatThrownBy(() -> new ExecutionRequest("", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExecutionRequest("n".repeat(81), null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
