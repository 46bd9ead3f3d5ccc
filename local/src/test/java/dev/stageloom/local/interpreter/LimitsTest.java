package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.json.Json;
import org.junit.jupiter.api.Test;

/** 262,144 bytes of JSON are the limit of data, so a string has two less for its quotes. */
class LimitsTest {

  private static final int LIMIT = 262_144;
  private static final String LARGEST = "x".repeat(LIMIT - 2);
  private static final String TOO_LARGE = "x".repeat(LIMIT - 1);

  @Test
  void takesAndGivesTheLargestData() {
    Machine machine = Machine.ofTask("").tasks((state, resource, arguments) -> LARGEST);

    assertThat(machine.run(Json.writeCompact(LARGEST)))
        .isEqualTo(new ExecutionResult.Succeeded(LARGEST));
  }

  @Test
  void countsBytesAndNotCharacters() {
    Machine machine = Machine.of("'A': {'Type': 'Succeed'}");

    assertLimit(machine, Json.writeCompact("é".repeat(LIMIT / 2)), "its input", LIMIT + 2);
  }

  @Test
  void refusesTooLargeInput() {
    Machine machine = Machine.of("'A': {'Type': 'Pass', 'Output': 1, 'End': true}");

    assertLimit(machine, Json.writeCompact(TOO_LARGE), "its input", LIMIT + 1);
  }

  @Test
  void refusesTooLargeArguments() {
    Machine machine = Machine.ofTask(", 'Arguments': {'x': '{% $states.input %}'}");

    assertLimit(machine, Json.writeCompact(LARGEST), "its Arguments", LIMIT + 6);
  }

  @Test
  void refusesTooLargeResult() {
    Machine machine =
        Machine.ofTask(", 'Output': 1").tasks((state, resource, arguments) -> TOO_LARGE);

    assertLimit(machine, "1", "its result", LIMIT + 1);
  }

  @Test
  void refusesTooLargeOutput() {
    Machine machine =
        Machine.of("'A': {'Type': 'Pass', 'Output': ['{% $states.input %}'], 'End': true}");

    assertLimit(machine, Json.writeCompact(LARGEST), "its output", LIMIT + 2);
  }

  @Test
  void refusesTooLargeResultOfBranches() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Parallel', 'Output': 1, 'End': true, 'Branches': [{'StartAt': 'B',"
                + " 'States': {'B': {'Type': 'Pass', 'End': true}}}]}");

    assertLimit(machine, Json.writeCompact(LARGEST), "its result", LIMIT + 2);
  }

  @Test
  void refusesTooLargeAssign() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'Assign': {'x': '{% $states.input %}', 'y': 1}, 'End': true}");

    assertLimit(machine, Json.writeCompact(LARGEST), "its Assign", LIMIT + 1);
  }

  @Test
  void refusesTooLargeSumOfVariables() {
    StringBuilder states = new StringBuilder();
    for (int i = 0; i < 41; i++) {
      String name = i == 0 ? "A" : "S" + i;
      states.append(
          "'%s': {'Type': 'Pass', 'Assign': {'v%d': '{%% $states.input %%}'}, 'Next': 'S%d'},"
              .formatted(name, i, i + 1));
    }
    states.append("'S41': {'Type': 'Succeed', 'Output': 1}");

    ExecutionResult.Failed failure =
        Machine.of(states.toString()).failure(Json.writeCompact(LARGEST));

    assertThat(failure.error()).isEqualTo("States.DataLimitExceeded");
    assertThat(failure.state()).isEqualTo("S40");
    assertThat(failure.cause())
        .startsWith(
            "state \"S40\": the sum of all variables has 10,747,904 bytes of JSON, and Step"
                + " Functions takes at most 10,485,760");
  }

  @Test
  void countsVariableOnceWhenItIsSetAgain() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'Assign': {'n': 0}, 'Next': 'B'},"
                + " 'B': {'Type': 'Pass', 'Assign': {'x': '{% $states.input %}', 'n': '{% $n + 1"
                + " %}'}, 'Next': 'C'},"
                + " 'C': {'Type': 'Choice', 'Choices': [{'Condition': '{% $n < 45 %}', 'Next':"
                + " 'B'}], 'Default': 'D'},"
                + " 'D': {'Type': 'Succeed', 'Output': '{% $n %}'}");

    assertThat(machine.output(Json.writeCompact("x".repeat(LIMIT - 10)))).isEqualTo("45");
  }

  @Test
  void forgetsVariablesOfBranchesThatEnded() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Map', 'Items': '{% [1..45] %}', 'End': true, 'Output': 'done',"
                + " 'MaxConcurrency': 1, 'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type':"
                + " 'Pass', 'Assign': {'x': '{% $states.context.Execution.Input %}'}, 'End':"
                + " true}}}}");

    assertThat(machine.output(Json.writeCompact("x".repeat(LIMIT - 10)))).isEqualTo("'done'");
  }

  private static void assertLimit(Machine machine, String input, String what, int size) {
    ExecutionResult.Failed failure = machine.failure(input);

    assertThat(failure.error()).isEqualTo("States.DataLimitExceeded");
    assertThat(failure.state()).isEqualTo("A");
    assertThat(failure.cause())
        .isEqualTo(
            "state \"A\": %s has %,d bytes of JSON, and Step Functions takes at most 262,144: put the data into S3 and pass its place"
                .formatted(what, size));
  }
}
