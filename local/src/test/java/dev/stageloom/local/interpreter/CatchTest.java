package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatchTest {

  private static final String B = "'B': {'Type': 'Pass', 'End': true";

  @Test
  void leadsOnToTheNextStateWithErrorAndCause() {
    Machine machine = machine("[{'ErrorEquals': ['E'], 'Next': 'B'}]", B + "}");

    assertThat(machine.output()).isEqualTo("{'Error':'E','Cause':'why'}");
    assertThat(machine.events)
        .containsExactly(
            "started run-1",
            "entered A",
            "caught A E to B",
            "exited A {'Error':'E','Cause':'why'}",
            "entered B",
            "exited B {'Error':'E','Cause':'why'}",
            "finished true");
  }

  @Test
  void makesItsOwnOutputAndVariables() {
    Machine machine =
        machine(
            "[{'ErrorEquals': ['States.ALL'], 'Next': 'B', 'Output': {'in': '{% $states.input.a"
                + " %}'}, 'Assign': {'why': '{% $states.errorOutput.Cause %}'}}]",
            B + ", 'Output': ['{% $states.input %}', '{% $why %}']}");

    assertThat(machine.output("{'a': 1}")).isEqualTo("[{'in':1},'why']");
  }

  @Test
  void takesTheFirstCatcherThatMatches() {
    Machine machine =
        machine(
            "[{'ErrorEquals': ['F'], 'Next': 'A'}, {'ErrorEquals': ['E'], 'Next': 'B', 'Output':"
                + " 1}, {'ErrorEquals': ['States.ALL'], 'Next': 'B', 'Output': 2}]",
            B + "}");

    assertThat(machine.output()).isEqualTo("1");
  }

  @Test
  void comesAfterRetry() {
    Machine machine =
        machine(
            "[{'ErrorEquals': ['E'], 'Next': 'B'}], 'Retry': [{'ErrorEquals': ['E'],"
                + " 'MaxAttempts': 2}]",
            B + "}");

    machine.output();

    assertThat(machine.events)
        .containsSubsequence(
            "retried A E 1/2 after PT1S", "retried A E 2/2 after PT2S", "caught A E to B");
  }

  @Test
  void leavesOtherErrorsAlone() {
    Machine machine = machine("[{'ErrorEquals': ['F'], 'Next': 'B'}]", B + "}");

    assertThat(machine.failure().error()).isEqualTo("E");
  }

  @Test
  void cannotCatchWhatItsOwnExpressionsThrow() {
    Machine machine =
        machine(
            "[{'ErrorEquals': ['States.ALL'], 'Next': 'B', 'Output': '{% $missing %}'}]", B + "}");

    ExecutionResult.Failed failure = machine.failure();

    assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(failure.state()).isEqualTo("A");
    assertThat(machine.events).endsWith("failed A States.QueryEvaluationError", "finished false");
  }

  @Test
  void cannotCatchRuntimeErrors() {
    Machine machine =
        machineOf("States.Runtime", "[{'ErrorEquals': ['States.ALL'], 'Next': 'B'}]", B + "}");

    assertThat(machine.failure().error()).isEqualTo("States.Runtime");
  }

  private static Machine machine(String catchers, String next) {
    return machineOf("E", catchers, next);
  }

  private static Machine machineOf(String error, String catchers, String next) {
    return Machine.of(
            "'A': {'Type': 'Task', 'Resource': 'arn:aws:x', 'End': true, 'Catch': "
                + catchers
                + "}, "
                + next)
        .tasks(
            (state, resource, arguments) -> {
              throw new TaskFailure(error, "why", null);
            });
  }
}
