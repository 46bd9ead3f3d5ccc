package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChoiceTest {

  private static final String TARGETS =
      ", 'B': {'Type': 'Pass', 'End': true, 'Output': ['B', '{% $states.input %}', '{% [$x, $y]"
          + " %}']}, 'C': {'Type': 'Pass', 'End': true, 'Output': ['C', '{% $states.input %}', '{%"
          + " [$x, $y] %}']}";

  @Test
  void takesTheFirstRuleThatIsTrue() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Choice', 'Choices': ["
                + "{'Condition': '{% $states.input.n > 10 %}', 'Next': 'B'},"
                + "{'Condition': '{% $states.input.n > 5 %}', 'Next': 'C'},"
                + "{'Condition': '{% true %}', 'Next': 'B'}]}"
                + TARGETS);

    assertThat(machine.output("{'n': 11}")).isEqualTo("['B',{'n':11},[]]");
    assertThat(machine.output("{'n': 6}")).isEqualTo("['C',{'n':6},[]]");
    assertThat(machine.output("{'n': 1}")).isEqualTo("['B',{'n':1},[]]");
  }

  @Test
  void goesToTheDefault() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Choice', 'Default': 'C', 'Choices': [{'Condition': '{% false %}',"
                + " 'Next': 'B'}]}"
                + TARGETS);

    assertThat(machine.output("1")).isEqualTo("['C',1,[]]");
  }

  @Test
  void failsWithoutMatchAndDefault() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Choice', 'Choices': [{'Condition': '{% false %}', 'Next': 'B'},"
                + " {'Condition': '{% false %}', 'Next': 'C'}]}"
                + TARGETS);

    assertThat(machine.failure())
        .isEqualTo(
            new ExecutionResult.Failed(
                "States.NoChoiceMatched",
                "state \"A\": no Condition is true, and there is no Default",
                "A",
                null));
  }

  @Test
  void refusesConditionThatIsNoBoolean() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Choice', 'Default': 'C', 'Choices': [{'Condition': '{% $states.input"
                + " %}', 'Next': 'B'}]}"
                + TARGETS);

    assertThat(machine.failure("1").cause())
        .isEqualTo("state \"A\", Choices[0].Condition must be true or false, but is 1");
    assertThat(machine.failure("{'a': 1}").cause())
        .isEqualTo("state \"A\", Choices[0].Condition must be true or false, but is an object");
  }

  @Test
  void takesOutputAndVariablesOfTheRuleBeforeThoseOfTheState() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Choice', 'Default': 'C', 'Output': 'state', 'Assign': {'x': 'state',"
                + " 'y': 'state'}, 'Choices': ["
                + "{'Condition': '{% $states.input = 1 %}', 'Next': 'B', 'Output': 'rule',"
                + " 'Assign': {'x': 'rule'}},"
                + "{'Condition': '{% $states.input = 2 %}', 'Next': 'B'}]}"
                + TARGETS);

    assertThat(machine.output("1")).isEqualTo("['B','rule',['rule','state']]");
    assertThat(machine.output("2")).isEqualTo("['B','state',['state','state']]");
    assertThat(machine.output("3")).isEqualTo("['C','state',['state','state']]");
  }
}
