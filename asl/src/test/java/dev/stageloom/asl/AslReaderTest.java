package dev.stageloom.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AslReaderTest {

  @Test
  void readsAndWritesEveryStateUnchanged() {
    StateMachine machine = AslReader.read(EveryState.TEXT);

    assertThat(AslWriter.write(machine)).isEqualTo(EveryState.TEXT);
    assertThat(AslReader.read(AslWriter.writeCompact(machine))).isEqualTo(machine);
    assertThat(AslReader.fromJson(AslWriter.toJson(machine))).isEqualTo(machine);
  }

  @Test
  void readsFieldsIntoRecords() {
    StateMachine machine = AslReader.read(EveryState.TEXT);

    assertThat(machine.comment()).isEqualTo("Everything");
    assertThat(machine.timeoutSeconds()).contains(3600);
    assertThat(machine.states().get("Give up"))
        .isEqualTo(
            new Fail(
                "",
                Optional.of(JsonTemplate.of("GaveUp")),
                Optional.of(JsonTemplate.expression("$string($x)"))));
    assertThat(((Task) machine.states().get("Work")).retry().get(0))
        .isEqualTo(Retrier.never(List.of("Never")));
    assertThat(machine.states().get("Work").successors())
        .containsExactly("Both", "Give up", "Give up");
    assertThat(((Parallel) machine.states().get("Both")).branches().get(1))
        .isEqualTo(
            new Branch(
                "",
                "Right",
                Map.of("Right", new Pass("", Optional.empty(), Map.of(), Optional.empty()))));
  }

  @Test
  void fillsInTheDefaultsOfRetry() {
    StateMachine machine =
        AslReader.read(task("\"Retry\": [{\"ErrorEquals\": [\"E\"]}], \"End\": true"));

    assertThat(((Task) machine.states().get("A")).retry())
        .containsExactly(
            new Retrier(List.of("E"), 1, 3, 2.0, Optional.empty(), JitterStrategy.NONE));
  }

  @Test
  void acceptsTheLanguagesVersionAndTheStatesQueryLanguage() {
    StateMachine machine =
        AslReader.read(
            """
            {"QueryLanguage": "JSONata", "Version": "1.0", "StartAt": "A",
             "States": {"A": {"Type": "Succeed", "QueryLanguage": "JSONata"}}}
            """);

    assertThat(machine.states()).containsOnlyKeys("A");
  }

  @Test
  void refusesWhatIsNotJson() {
    assertProblems(
        "{",
        "the definition is not JSON: line 1, column 2: expected a field's name in double"
            + " quotes, found the end of the text");
    assertProblems("[]", "the definition must be a JSON object, but is an array");
  }

  @Test
  void refusesJsonPath() {
    assertProblems(
        "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
        "the definition: QueryLanguage must be \"JSONata\", but is \"JSONPath\" (the default is"
            + " \"JSONPath\")");
    assertProblems(
        task("\"QueryLanguage\": \"JSONPath\", \"End\": true"),
        "state \"A\": QueryLanguage must be \"JSONata\", but is \"JSONPath\"");
    assertProblems(
        task("\"Parameters\": {}, \"End\": true"),
        "state \"A\": Parameters belongs to JSONPath and not to JSONata: use Arguments instead");
    assertProblems(
        task("\"ResultPath\": \"$.x\", \"End\": true"),
        "state \"A\": ResultPath belongs to JSONPath and not to JSONata: use Output instead");
    assertProblems(
        machine("\"A\": {\"Type\": \"Wait\", \"SecondsPath\": \"$.x\", \"End\": true}"),
        "state \"A\": SecondsPath belongs to JSONPath and not to JSONata: use Seconds instead");
    assertProblems(
        machine(
            "\"A\": {\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.x\", \"IsNull\": true,"
                + " \"Next\": \"A\"}]}"),
        "state \"A\": Choices[0].Variable belongs to JSONPath and not to JSONata: use Condition"
            + " instead");
  }

  @Test
  void refusesUnknownFields() {
    assertProblems(
        task("\"Argument\": {}, \"End\": true"),
        "state \"A\": Argument is not a field that can be here");
    assertProblems(
        task("\"Retry\": [{\"ErrorEquals\": [\"E\"], \"Interval\": 1}], \"End\": true"),
        "state \"A\": Retry[0].Interval is not a field that can be here");
    assertProblems(
        "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"Timeout\": 1,"
            + " \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
        "the definition: Timeout is not a field that can be here");
    assertProblems(
        machine("\"A\": {\"Type\": \"Fail\", \"End\": true}"),
        "state \"A\": End is not a field that can be here");
  }

  @Test
  void refusesUnknownTypes() {
    assertProblems(
        machine("\"A\": {\"Type\": \"Activity\"}"),
        "state \"A\": Type must be Task, Pass, Choice, Wait, Parallel, Map, Succeed or Fail, but is"
            + " \"Activity\"");
    assertProblems(machine("\"A\": {}"), "state \"A\": Type is missing");
  }

  @Test
  void refusesStateWithoutOneWayOn() {
    assertProblems(task("\"Comment\": \"x\""), "state \"A\": needs either Next or \"End\": true");
    assertProblems(
        task("\"Next\": \"A\", \"End\": true"),
        "state \"A\": has both Next and End: leave one out");
  }

  @Test
  void refusesTransitionsToNowhere() {
    assertProblems(
        machine("\"A\": {\"Type\": \"Pass\", \"Next\": \"C\"}, \"B\": {\"Type\": \"Succeed\"}"),
        "state \"A\": goes to the state \"C\", which is not there: the states are A, B",
        "state \"B\": no other state leads to it",
        "no state ends the run: one needs \"End\": true, or be Succeed or Fail");
    assertProblems(
        "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"X\", \"States\": {\"A\": {\"Type\":"
            + " \"Succeed\"}}}",
        "StartAt names the state \"X\", which is not there: the states are A");
  }

  @Test
  void refusesLoopWithoutAnEnd() {
    assertProblems(
        machine(
            "\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, \"B\": {\"Type\": \"Pass\", \"Next\":"
                + " \"A\"}"),
        "no state ends the run: one needs \"End\": true, or be Succeed or Fail");
  }

  @Test
  void refusesProblemsInsideBranches() {
    assertProblems(
        machine(
            "\"A\": {\"Type\": \"Parallel\", \"End\": true, \"Branches\": ["
                + "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}},"
                + "{\"StartAt\": \"X\", \"States\": {\"B\": {\"Type\": \"Succeed\"}}}]}"),
        "state \"A\": another state of the machine has the same name, perhaps in a branch",
        "state \"A\", Branches[1]: StartAt names the state \"X\", which is not there: the states"
            + " are B");
    assertProblems(
        machine(
            "\"A\": {\"Type\": \"Map\", \"End\": true, \"ItemProcessor\": {\"StartAt\": \"B\","
                + " \"States\": {\"B\": {\"Type\": \"Task\", \"End\": true}}}}"),
        "state \"B\": Resource is missing");
  }

  @Test
  void refusesVariableOfTheGraphAroundBranch() {
    assertProblems(
        machine(
            "\"A\": {\"Type\": \"Parallel\", \"Assign\": {\"x\": 1}, \"End\": true, \"Branches\":"
                + " [{\"StartAt\": \"B\", \"States\": {\"B\": {\"Type\": \"Pass\", \"Assign\":"
                + " {\"x\": 2}, \"End\": true}}}]}"),
        "state \"B\": sets the variable \"x\", which a state outside the branch sets: take another"
            + " name");
  }

  @Test
  void refusesNamesThatAreTooLong() {
    String name = "n".repeat(81);

    assertProblems(
        "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"%s\", \"States\": {\"%s\": {\"Type\": \"Succeed\"}}}"
            .formatted(name, name),
        "state \"" + name + "\": a state's name must have 1 to 80 characters, but has 81");
  }

  @Test
  void refusesVariablesThatCannotBe() {
    assertProblems(
        task("\"Assign\": {\"states\": 1}, \"End\": true"),
        "state \"A\": Assign must not set $states: the name is reserved");
    assertProblems(
        task("\"Assign\": {\"a-b\": 1}, \"End\": true"),
        "state \"A\": Assign holds \"a-b\", which is no variable's name: use a letter, then"
            + " letters, digits and '_', at most 80 characters");
  }

  @Test
  void refusesRetryOutOfBounds() {
    assertRetryProblem(
        "\"IntervalSeconds\": 0", "IntervalSeconds must be 1 to 99,999,999, but is 0");
    assertRetryProblem("\"MaxAttempts\": -1", "MaxAttempts must be 0 to 99,999,999, but is -1");
    assertRetryProblem("\"BackoffRate\": 0.9", "BackoffRate must be at least 1, but is 0.9");
    assertRetryProblem(
        "\"MaxDelaySeconds\": 31622401",
        "MaxDelaySeconds must be 1 to 31,622,400, but is 31,622,401");
    assertProblems(
        task(
            "\"Retry\": [{\"ErrorEquals\": [\"E\"], \"JitterStrategy\": \"HALF\"}], \"End\": true"),
        "state \"A\": Retry[0].JitterStrategy must be NONE or FULL, but is \"HALF\"");
    assertProblems(
        task("\"Retry\": [{\"ErrorEquals\": [\"E\"], \"MaxAttempts\": 1.5}], \"End\": true"),
        "state \"A\": Retry[0].MaxAttempts must be an integer, but is 1.5");
  }

  @Test
  void refusesErrorNamesThatCannotBe() {
    assertProblems(
        task("\"Retry\": [{\"ErrorEquals\": []}], \"End\": true"),
        "state \"A\": Retry[0]: ErrorEquals must name at least one error");
    assertProblems(
        task("\"Retry\": [{\"ErrorEquals\": [\"States.Al\"]}], \"End\": true"),
        "state \"A\": Retry[0]: ErrorEquals holds \"States.Al\", which is no error name: names that"
            + " begin with \"States.\" are reserved");
    assertProblems(
        task("\"Retry\": [{\"ErrorEquals\": [\"States.ALL\", \"E\"]}], \"End\": true"),
        "state \"A\": Retry[0]: States.ALL must be alone in its ErrorEquals");
    assertProblems(
        task(
            "\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\": [\"E\"]}],"
                + " \"End\": true"),
        "state \"A\": States.ALL must be in the last item of Retry, but is in Retry[0]");
    assertProblems(
        task(
            "\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"A\"}, {\"ErrorEquals\":"
                + " [\"E\"], \"Next\": \"A\"}], \"End\": true"),
        "state \"A\": States.ALL must be in the last item of Catch, but is in Catch[0]");
  }

  @Test
  void refusesTimeoutsOutOfBounds() {
    assertProblems(
        task("\"TimeoutSeconds\": 0, \"End\": true"),
        "state \"A\": TimeoutSeconds must be 1 to 99,999,999, but is 0");
    assertProblems(
        task("\"TimeoutSeconds\": \"5\", \"End\": true"),
        "state \"A\": TimeoutSeconds must be an integer or an expression");
    assertProblems(
        task("\"TimeoutSeconds\": 5, \"HeartbeatSeconds\": 5, \"End\": true"),
        "state \"A\": HeartbeatSeconds (5) must be smaller than TimeoutSeconds (5)");
    assertProblems(
        "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"TimeoutSeconds\": 0,"
            + " \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
        "the definition: TimeoutSeconds must be 1 to 99,999,999, but is 0");
  }

  @Test
  void refusesHalfExpressions() {
    assertProblems(
        task("\"Arguments\": {\"a\": [\"{% $x\"]}, \"End\": true"),
        "state \"A\": Arguments: the string \"{% $x\" is half an expression: an expression begins"
            + " with {% and ends with %}");
  }

  @Test
  void refusesNullWhereItIsNoValue() {
    assertProblems(task("\"Next\": null, \"End\": true"), "state \"A\": Next must not be null");
  }

  @Test
  void refusesWaitsChoicesAndMapsThatCannotBe() {
    assertProblems(
        machine("\"A\": {\"Type\": \"Wait\", \"End\": true}"),
        "state \"A\": a Wait state needs either Seconds or Timestamp");
    assertProblems(
        machine("\"A\": {\"Type\": \"Wait\", \"Timestamp\": \"today\", \"End\": true}"),
        "state \"A\": Timestamp must be a time such as 2026-11-23T08:00:00Z, but is today");
    assertProblems(
        machine("\"A\": {\"Type\": \"Choice\", \"Choices\": []}"),
        "state \"A\": Choices must hold at least one rule");
    assertProblems(
        machine(
            "\"A\": {\"Type\": \"Choice\", \"Choices\": [{\"Condition\": \"$x\", \"Next\":"
                + " \"A\"}]}"),
        "state \"A\": Choices[0]: Condition must be an expression, {% ... %}");
    assertProblems(
        machine("\"A\": {\"Type\": \"Choice\", \"Choices\": [{\"Next\": \"A\"}]}"),
        "state \"A\": Choices[0].Condition is missing");
    assertProblems(
        machine("\"A\": {\"Type\": \"Parallel\", \"Branches\": [], \"End\": true}"),
        "state \"A\": Branches must hold at least one branch");
    assertProblems(
        machine(
            "\"A\": {\"Type\": \"Map\", \"End\": true, \"ItemProcessor\": {\"ProcessorConfig\":"
                + " {\"Mode\": \"DISTRIBUTED\"}, \"StartAt\": \"B\", \"States\": {\"B\": {\"Type\":"
                + " \"Succeed\"}}}}"),
        "state \"A\": ItemProcessor.ProcessorConfig.Mode must be INLINE: DISTRIBUTED is not"
            + " supported");
    assertProblems(
        machine("\"A\": {\"Type\": \"Task\", \"Resource\": \"lambda\", \"End\": true}"),
        "state \"A\": Resource must be an ARN, but is \"lambda\"");
  }

  @Test
  void listsTheProblemsOfAllStates() {
    assertProblems(
        machine("\"A\": {\"Type\": \"Nothing\"}, \"B\": {\"Type\": \"Pass\"}"),
        "state \"A\": Type must be Task, Pass, Choice, Wait, Parallel, Map, Succeed or Fail, but is"
            + " \"Nothing\"",
        "state \"B\": needs either Next or \"End\": true");
  }

  private static void assertRetryProblem(String field, String problem) {
    assertProblems(
        task("\"Retry\": [{\"ErrorEquals\": [\"E\"], " + field + "}], \"End\": true"),
        "state \"A\": Retry[0]: " + problem);
  }

  private static void assertProblems(String text, String... problems) {
    assertThatExceptionOfType(AslException.class)
        .isThrownBy(() -> AslReader.read(text))
        .satisfies(e -> assertThat(e.problems()).containsExactly(problems))
        .withMessage(String.join("\n", problems));
  }

  private static String task(String fields) {
    return machine(
        "\"A\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", "
            + fields
            + "}");
  }

  private static String machine(String states) {
    return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {" + states + "}}";
  }
}
