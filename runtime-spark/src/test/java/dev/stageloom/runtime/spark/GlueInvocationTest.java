package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stageloom.annotations.StageContext;
import dev.stageloom.annotations.contract.StageSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCluster.class)
class GlueInvocationTest {

  public record Line(String article, int quantity) {}

  /** As generated. */
  private static StageSummary run(SparkSession spark, String[] args) throws Exception {
    GlueInvocation invocation = GlueInvocation.start(spark, Execution.STAGE, args);
    Supplier<Integer> declared = invocation.argument("factor", "an int", "1", Integer::parseInt);
    invocation.requireArguments();
    Dataset<Line> lines = invocation.input().dataset(StageEncoders.of(Line.class));
    int factor = declared.get();
    StageContext context = invocation.context();
    return invocation.write(
        lines.map(
            (MapFunction<Line, Line>)
                line -> new Line(context.executionId(), line.quantity() * factor),
            StageEncoders.of(Line.class)));
  }

  private static JsonNode event(List<String> log, String name) throws IOException {
    for (String line : log) {
      if (line.startsWith("{")) {
        JsonNode event = new ObjectMapper().readTree(line);
        if (event.get("event").asText().equals(name)) {
          return event;
        }
      }
    }
    throw new AssertionError(name + " is not in " + log);
  }

  @Test
  void launchesAsGlueDoes(TestCluster.Running cluster) throws Exception {
    Execution execution = cluster.newExecution().withInput("{\"quantity\":1}\n{\"quantity\":2}\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      GlueInvocation.launch(
          Execution.STAGE,
          execution.args("--JOB_NAME", "ceap-heavy", "--JOB_RUN_ID", "jr_1", "--factor", "10"),
          GlueInvocationTest::run);
    } finally {
      System.setOut(before);
    }
    List<String> log = bytes.toString(StandardCharsets.UTF_8).lines().toList();

    assertThat(log.subList(0, 5))
        .containsExactly(
            "=== Glue Job Started ===",
            "Job Name: ceap-heavy",
            "Execution ID: " + execution.id(),
            "Current Stage: HeavyEtlStage",
            "Previous Stage: EtlStage");
    assertThat(log.get(5)).matches("Timestamp: \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    JsonNode started = event(log, "stage.started");
    assertThat(started.get("input").asText()).isEqualTo(execution.input().uri());
    assertThat(started.get("jobRunId").asText()).isEqualTo("jr_1");
    JsonNode completed = event(log, "stage.completed");
    assertThat(completed.get("stage").asText()).isEqualTo("HeavyEtlStage");
    assertThat(completed.get("executionId").asText()).isEqualTo(execution.id());
    assertThat(completed.get("recordsRead").asInt()).isEqualTo(2);
    assertThat(completed.get("recordsWritten").asInt()).isEqualTo(2);
    assertThat(completed.get("inputs").get(0).asText()).isEqualTo(execution.input().uri());
    assertThat(completed.get("output").asText()).isEqualTo(execution.output().uri());
    assertThat(completed.get("durationMillis").asLong()).isNotNegative();

    assertThat(execution.outputLines())
        .containsExactlyInAnyOrder(
            "{\"article\":\"" + execution.id() + "\",\"quantity\":10}",
            "{\"article\":\"" + execution.id() + "\",\"quantity\":20}");
    assertThat(cluster.spark().sparkContext().isStopped()).isFalse();
  }

  @Test
  void aFailureInTheStageIsExplainedLoggedAndThrown(TestCluster.Running cluster) throws Exception {
    Execution execution = cluster.newExecution().withInput("{\"quantity\":1}\n{\"quantity\":\n");
    List<String> log = new ArrayList<>();

    assertThatThrownBy(
            () ->
                GlueInvocation.run(
                    execution.spark(),
                    Execution.STAGE,
                    execution.args(),
                    (spark, args) -> {
                      GlueInvocation invocation =
                          GlueInvocation.start(spark, Execution.STAGE, args);
                      // An action of the stage's own.
                      invocation.input().dataset(StageEncoders.of(Line.class)).count();
                      return invocation.finish();
                    },
                    log::add))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(
            "stage HeavyEtlStage cannot read " + execution.input().uri() + ", line 2: ")
        .hasCauseInstanceOf(org.apache.spark.SparkException.class);

    JsonNode failed = event(log, "stage.failed");
    assertThat(failed.get("error").asText()).isEqualTo(InvalidDataException.class.getName());
    assertThat(failed.get("message").asText()).contains("line 2");
  }

  @Test
  void theStagesOwnExceptionIsThrownAsItIs(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    IOException own = new IOException("the stage's own");
    List<String> log = new ArrayList<>();

    assertThatThrownBy(
            () ->
                GlueInvocation.run(
                    execution.spark(),
                    Execution.STAGE,
                    execution.args(),
                    (spark, args) -> {
                      throw own;
                    },
                    log::add))
        .isSameAs(own);
    assertThat(log).last().asString().contains("stage.failed", "java.io.IOException");
  }

  @Test
  void wrongDeclaredArgumentsEndTheJobBeforeAnythingIsRead(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();

    assertThatThrownBy(
            () -> run(execution.spark(), execution.args("--factor", "ten", "--facto", "1")))
        .isInstanceOf(InvalidArgumentsException.class)
        .hasMessageContaining("the Glue job of stage HeavyEtlStage cannot start")
        .hasMessageContaining("\"factor\" is \"ten\", which is not an int");
  }

  @Test
  void wrongArgumentsOfBothKindsAreOneMessage(TestCluster.Running cluster) {
    String[] args = {"--execution-id", "run-1", "--output-bucket", "b", "--factor", "ten"};
    List<String> log = new ArrayList<>();

    assertThatThrownBy(
            () ->
                GlueInvocation.run(
                    cluster.spark(), Execution.STAGE, args, GlueInvocationTest::run, log::add))
        .isInstanceOf(InvalidArgumentsException.class)
        .hasMessageStartingWith(
            "the Glue job of stage HeavyEtlStage cannot start: --current-stage is missing;"
                + " --output-key is missing; ")
        .hasMessageContaining("\"factor\" is \"ten\", which is not an int");
    assertThat(log).singleElement().asString().contains("--output-key is missing", "not an int");
  }

  @Test
  void wrongArgumentsAreToldByWhateverNeedsThem(TestCluster.Running cluster) {
    GlueInvocation invocation =
        GlueInvocation.start(cluster.spark(), Execution.STAGE, new String[0]);

    assertThatThrownBy(invocation::input)
        .isInstanceOf(InvalidArgumentsException.class)
        .hasMessageContaining("--execution-id is missing");
    assertThatThrownBy(invocation::context).isInstanceOf(InvalidArgumentsException.class);
    assertThatThrownBy(invocation::finish).isInstanceOf(InvalidArgumentsException.class);
  }

  @Test
  void wrongArgumentsAreLogged(TestCluster.Running cluster) {
    List<String> log = new ArrayList<>();

    assertThatThrownBy(
            () ->
                GlueInvocation.run(
                    cluster.spark(),
                    Execution.STAGE,
                    new String[0],
                    GlueInvocationTest::run,
                    log::add))
        .isInstanceOf(InvalidArgumentsException.class);
    assertThat(log)
        .singleElement()
        .asString()
        .contains("stage.failed", "--execution-id is missing");
  }

  @Test
  void aFirstStageHasNoInputButMayHaveAnOutput(TestCluster.Running cluster) throws Exception {
    Execution execution = cluster.newExecution();
    String[] args = {
      "--execution-id",
      execution.id(),
      "--output-bucket",
      TestCluster.BUCKET,
      "--output-key",
      execution.output().key(),
      "--current-stage",
      Execution.STAGE
    };
    GlueInvocation invocation = GlueInvocation.start(cluster.spark(), Execution.STAGE, args);

    assertThat(invocation.context().previousStage()).isEmpty();
    assertThat(invocation.context().currentStage()).isEqualTo("HeavyEtlStage");
    assertThat(invocation.context().workflowBucket()).isEqualTo(TestCluster.BUCKET);
    assertThatThrownBy(invocation::input)
        .isInstanceOf(InvalidArgumentsException.class)
        .hasMessageContaining("was started without --previous-stage");
    invocation.write(cluster.spark().range(3));
    assertThat(invocation.output(Execution.STAGE).dataset(Encoders.LONG()).collectAsList())
        .containsExactlyInAnyOrder(0L, 1L, 2L);
  }
}
