package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageloom.asl.Pass;
import dev.stageloom.asl.StateMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionTest {

  @Test
  void fillsSubstitutionsIn() {
    Machine machine =
        Machine.of(
                "'A': {'Type': 'Task', 'Resource': 'arn:${Partition}:x', 'End': true, 'Arguments':"
                    + " {'list': ['${One}-${Two}', '{% $states.input.${Field} %}']}}")
            .substitutions(
                Map.of("Partition", "aws", "One", "1$", "Two", "\\2", "Field", "a", "Unused", ""))
            .tasks((state, resource, arguments) -> List.of(resource, arguments));

    assertThat(machine.output("{'a': 7}")).isEqualTo("['arn:aws:x',{'list':['1$-\\\\2',7]}]");
  }

  @Test
  void refusesSubstitutionsWithoutValue() {
    assertProblems(
        Machine.of(
                "'A': {'Type': 'Task', 'Resource': 'arn:${Partition}:x', 'End': true, 'Arguments':"
                    + " {'f': ['${Function}']}}")
            .substitutions(Map.of("B", "1", "A", "2")),
        "state \"A\", Resource: ${Partition} has no value: the values given are of A, B",
        "state \"A\", Arguments.f[0]: ${Function} has no value: the values given are of A, B");
  }

  @Test
  void refusesExpressionsThatAreNotJsonata() {
    assertProblems(
        Machine.of(
            "'A': {'Type': 'Pass', 'End': true, 'Output': {'x': '{% 1 + %}'}, 'Assign': {'v': '{%"
                + " ) %}'}}"),
        "state \"A\", Output.x: the expression {% 1 + %} is not JSONata: Unexpected end of"
            + " expression (S0207)",
        "state \"A\", Assign.v: the expression {% ) %} is not JSONata: The symbol \")\" cannot be"
            + " used as a unary operator (S0211)");
  }

  @Test
  void namesStatesInsideBranches() {
    assertProblems(
        Machine.of(
            "'A': {'Type': 'Parallel', 'End': true, 'Branches': [{'StartAt': 'B', 'States': {'B':"
                + " {'Type': 'Map', 'End': true, 'ItemProcessor': {'StartAt': 'C', 'States': {'C':"
                + " {'Type': 'Pass', 'End': true, 'Output': '{% ( %}'}}}}}}]}"),
        "state \"C\", Output: the expression {% ( %} is not JSONata: Expected \")\" before end of"
            + " expression (S0203)");
  }

  @Test
  void refusesMachinesThatBreakTheRules() {
    StateMachine machine =
        new StateMachine(
            "",
            "A",
            Optional.of(60),
            Map.of("A", new Pass("", Optional.empty(), Map.of(), Optional.of("B"))));

    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> Definition.prepare(machine, Map.of()))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .contains(
                        "state \"A\": goes to the state \"B\", which is not there: the states are"
                            + " A"));
  }

  private static void assertProblems(Machine machine, String... problems) {
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(machine::interpreter)
        .satisfies(e -> assertThat(e.problems()).containsExactly(problems))
        .withMessage(String.join("\n", problems));
  }
}
