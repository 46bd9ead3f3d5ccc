package dev.stageloom.asl.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.AslWriter;
import dev.stageloom.asl.Retrier;
import dev.stageloom.asl.StateMachine;
import dev.stageloom.asl.Task;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LinearWorkflowTest {

  @Test
  void writesTheExpectedDefinition() throws IOException {
    try (InputStream expected = getClass().getResourceAsStream("mixed.asl.json")) {
      assertThat(AslWriter.write(ExampleWorkflow.mixed().toStateMachine()))
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void breaksNoRuleOfTheLanguage() {
    StateMachine machine = ExampleWorkflow.mixed().toStateMachine();

    assertThat(machine.problems()).isEmpty();
    assertThat(AslReader.read(AslWriter.write(machine))).isEqualTo(machine);
    assertThat(AslReader.read(AslWriter.writeCompact(machine))).isEqualTo(machine);
  }

  @Test
  void leavesTheInputArgumentsOutOfGlueStageThatReadsTheStartMessage() {
    Task task = (Task) ExampleWorkflow.glueOnly().toStateMachine().states().get("Load");

    assertThat(task.arguments().orElseThrow().value())
        .extracting("Arguments")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("--execution-id", "--output-bucket", "--output-key", "--current-stage");
  }

  @Test
  void addsNoRetrierForPolicyWithoutRetries() {
    StateMachine machine = ExampleWorkflow.mixed().toStateMachine();

    assertThat(retriedErrors(machine, "Store-Stage")).doesNotContain(List.of("States.ALL"));
    assertThat(retriedErrors(machine, "Audit_Log")).doesNotContain(List.of("States.ALL"));
    assertThat(retriedErrors(machine, "EtlStage")).endsWith(List.of("States.ALL"));
    assertThat(retriedErrors(machine, "HeavyEtlStage")).endsWith(List.of("States.ALL"));
  }

  @Test
  void writesNoSubstitutionButItsOwn() {
    String text = AslWriter.writeCompact(ExampleWorkflow.mixed().toStateMachine());
    String filled =
        text.replace("${Partition}", "aws")
            .replace("${WorkflowBucketName}", "bucket")
            .replace("${EtlStageFunctionArn}", "arn")
            .replace("${HeavyEtlStageJobName}", "job")
            .replace("${AuditLogJobName}", "job")
            .replace("${StoreStageFunctionArn}", "arn");

    assertThat(filled).doesNotContain("${");
  }

  @Test
  void namesSubstitutionsByTheLettersAndDigitsOfTheStage() {
    assertThat(Substitutions.functionArn("Etl-Stage_2")).isEqualTo("EtlStage2FunctionArn");
    assertThat(Substitutions.jobName("HeavyEtlStage")).isEqualTo("HeavyEtlStageJobName");
    assertThat(Substitutions.reference("Partition")).isEqualTo("${Partition}");
  }

  @Test
  void refusesWorkflowWithoutStages() {
    assertThatThrownBy(() -> new LinearWorkflow("empty", "", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("workflow empty has no stages");
  }

  @Test
  void refusesStagesThatCannotBeToldApart() {
    assertThatThrownBy(() -> workflow(lambda("A", null), lambda("A", null)))
        .hasMessage("workflow w has two stages named A");
    assertThatThrownBy(() -> workflow(lambda("A-B", null), lambda("A_B", null)))
        .hasMessage("workflow w: the stages A-B and A_B differ by '-' and '_' only: rename one");
  }

  @Test
  void refusesStageThatReadsWhatIsNotThereYet() {
    assertThatThrownBy(() -> workflow(lambda("A", "B"), lambda("B", "A")))
        .hasMessage("workflow w: stage A reads the output of B, which does not run before it");
    assertThatThrownBy(() -> workflow(lambda("A", "A")))
        .hasMessage("workflow w: stage A reads the output of A, which does not run before it");
  }

  @Test
  void keysAreThoseOfTheOutputsFormat() {
    GlueTask first = glue("First", null, OutputFile.PARQUET);

    StateMachine machine =
        workflow(first, glue("Second", "First", OutputFile.JSON), lambda("Last", "Second"))
            .toStateMachine();

    assertThat(keys(machine, "First"))
        .containsExactly("{% 'executions/' & $executionId & '/First/output.parquet' %}");
    assertThat(keys(machine, "Second"))
        .containsExactly(
            "{% 'executions/' & $executionId & '/First/output.parquet' %}",
            "{% 'executions/' & $executionId & '/Second/output.json' %}");
  }

  @Test
  void refusesLambdaStageThatReadsParquet() {
    GlueTask first = glue("First", null, OutputFile.PARQUET);

    assertThatThrownBy(() -> workflow(first, lambda("Last", "First")))
        .hasMessage(
            "workflow w: stage Last is a Lambda stage and cannot read the Parquet output of First");
  }

  /** The input's and the output's key of a job's state. */
  private static List<String> keys(StateMachine machine, String state) {
    String text = AslWriter.write(machine);
    int start = text.indexOf("\"" + state + "\": {");
    String body = text.substring(start, text.indexOf("\"Retry\"", start));
    return Pattern.compile("\"--(?:in|out)put-key\": \"(.*)\"")
        .matcher(body)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static GlueTask glue(String name, String previous, OutputFile output) {
    return new GlueTask(
        name,
        "",
        Optional.ofNullable(previous),
        List.of(),
        ExampleWorkflow.noRetry(),
        5,
        GlueTask.START_MINUTES,
        output);
  }

  @Test
  void refusesNamesThatAreNotSafeInsideExpressions() {
    assertThatThrownBy(() -> lambda("A'B", null))
        .hasMessage(
            "the stage name \"A'B\" is not valid: use 1 to 60 letters, digits, '_' and '-', and"
                + " start with a letter");
    assertThatThrownBy(() -> new TaskArgument("a b", Optional.empty()))
        .hasMessage(
            "the argument name \"a b\" is not valid: use letters, digits, '-' and '_', and start"
                + " with a letter");
  }

  @Test
  void refusesArgumentsThatWouldReplaceEachOther() {
    TaskArgument key = new TaskArgument("input_key", Optional.empty());
    TaskArgument twice = new TaskArgument("a", Optional.empty());
    RetryPolicy retry = ExampleWorkflow.noRetry();

    assertThatThrownBy(() -> new GlueTask("Load", "", Optional.empty(), List.of(key), retry, 5))
        .hasMessage(
            "stage Load: the argument \"input_key\" has the name of a job argument that the"
                + " workflow sets itself: rename it");
    assertThatThrownBy(
            () ->
                new LambdaTask("Etl", "", Optional.empty(), List.of(twice, twice), retry, 5, false))
        .hasMessage("stage Etl has the argument \"a\" twice");
  }

  @Test
  void refusesTimeoutsAndRetriesOutOfBounds() {
    RetryPolicy retry = ExampleWorkflow.noRetry();

    assertThatThrownBy(() -> new LambdaTask("A", "", Optional.empty(), List.of(), retry, 0, false))
        .hasMessage("stage A: timeoutSeconds must be at least 1, but is 0");
    assertThatThrownBy(() -> new GlueTask("A", "", Optional.empty(), List.of(), retry, -1))
        .hasMessage("stage A: timeoutMinutes must be at least 1, but is -1");
    assertThatThrownBy(() -> new RetryPolicy(-1, 1, 1, Optional.empty()))
        .hasMessage("MaxAttempts must be 0 to 99,999,999, but is -1");
    assertThatThrownBy(() -> new RetryPolicy(1, 0, 1, Optional.empty()))
        .hasMessage("IntervalSeconds must be 1 to 99,999,999, but is 0");
    assertThatThrownBy(() -> new RetryPolicy(1, 1, 0.5, Optional.empty()))
        .hasMessage("BackoffRate must be at least 1, but is 0.5");
    assertThatThrownBy(() -> new RetryPolicy(1, 1, 1, Optional.of(31_622_401)))
        .hasMessage("MaxDelaySeconds must be 1 to 31,622,400, but is 31,622,401");
  }

  private static List<List<String>> retriedErrors(StateMachine machine, String state) {
    return ((Task) machine.states().get(state)).retry().stream().map(Retrier::errorEquals).toList();
  }

  private static LinearWorkflow workflow(StageTask... stages) {
    return new LinearWorkflow("w", "", List.of(stages));
  }

  private static LambdaTask lambda(String name, String previous) {
    return new LambdaTask(
        name, "", Optional.ofNullable(previous), List.of(), ExampleWorkflow.noRetry(), 5, false);
  }
}
