package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.AslWriter;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.workflow.GlueTask;
import dev.stageloom.asl.workflow.LambdaTask;
import dev.stageloom.asl.workflow.LinearWorkflow;
import dev.stageloom.asl.workflow.RetryPolicy;
import dev.stageloom.asl.workflow.TaskArgument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the state machine of a generated workflow with tasks that note what they get. */
class LinearWorkflowRunTest {

  private static final LinearWorkflow WORKFLOW =
      new LinearWorkflow(
          "orders",
          "",
          List.of(
              new LambdaTask(
                  "Etl",
                  "",
                  Optional.empty(),
                  List.of(new TaskArgument("run-date", Optional.empty())),
                  new RetryPolicy(2, 20, 2, Optional.empty()),
                  300,
                  true),
              new GlueTask(
                  "Heavy",
                  "",
                  Optional.of("Etl"),
                  List.of(
                      new TaskArgument("run-date", Optional.empty()),
                      new TaskArgument("limit", Optional.of("10"))),
                  new RetryPolicy(2, 300, 2, Optional.empty()),
                  60)));

  private final List<String> calls = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();

  @Test
  void runsStagesWithTheMessageOfStartByHand() {
    ExecutionResult result = run("{\"run-date\": \"2026-11-23\", \"limit\": 5}");

    assertThat(calls)
        .containsExactly(
            "Etl arn:aws:states:::lambda:invoke {\"FunctionName\":\"etl-arn\",\"Payload\":"
                + "{\"executionId\":\"run-1\",\"currentStage\":\"Etl\",\"previousStage\":null,"
                + "\"workflowBucket\":\"bucket\","
                + "\"initialData\":{\"run-date\":\"2026-11-23\",\"limit\":5},"
                + "\"arguments\":{\"run-date\":\"2026-11-23\"}}}",
            "Heavy arn:aws:states:::glue:startJobRun.sync {\"JobName\":\"heavy-job\",\"Arguments\":"
                + "{\"--execution-id\":\"run-1\",\"--input-bucket\":\"bucket\","
                + "\"--input-key\":\"executions/run-1/Etl/output.json\","
                + "\"--output-bucket\":\"bucket\","
                + "\"--output-key\":\"executions/run-1/Heavy/output.json\","
                + "\"--current-stage\":\"Heavy\",\"--previous-stage\":\"Etl\","
                + "\"--run-date\":\"2026-11-23\",\"--limit\":\"5\"}}");
    assertThat(result)
        .isEqualTo(
            new ExecutionResult.Succeeded(
                Map.of("status", "SUCCEEDED", "stage", "Heavy", "jobRunId", "jr_1")));
  }

  @Test
  void runsStagesWithTheMessageOfPipe() {
    run("[{\"eventSource\": \"aws:sqs\", \"body\": \"{\\\"run-date\\\": \\\"2026-11-23\\\"}\"}]");

    assertThat(calls.get(0)).contains("\"initialData\":{\"run-date\":\"2026-11-23\"}");
    assertThat(calls.get(1)).contains("\"--run-date\":\"2026-11-23\",\"--limit\":\"10\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"a\"]", "[\"a\",2,true]"})
  void passesListsAsTheyAre(String list) {
    run("{\"run-date\": " + list + "}");

    assertThat(calls.get(0)).contains("\"arguments\":{\"run-date\":" + list + "}");
    assertThat(calls.get(1)).contains("\"--run-date\":" + Json.writeCompact(list) + ",");
  }

  @Test
  void failsAtOnceWithoutRequiredArgument() {
    ExecutionResult result = run("{}");

    assertThat(calls).hasSize(1);
    assertThat(calls.get(0)).contains("\"arguments\":{\"run-date\":null}");
    assertThat(delays).isEmpty();
    assertThat(result).isInstanceOf(ExecutionResult.Failed.class);
    assertThat(((ExecutionResult.Failed) result).error()).isEqualTo("States.QueryEvaluationError");
    assertThat(((ExecutionResult.Failed) result).cause())
        .endsWith(
            "failed: stage Heavy needs the argument \"run-date\", and the input of the execution"
                + " has none: add it to the input (D3137)");
  }

  @Test
  void retriesErrorsOfTheStage() {
    errors.addAll(List.of("java.io.IOException", "java.io.IOException", "", "E", "E"));

    assertThat(run("{\"run-date\": 1}")).isInstanceOf(ExecutionResult.Succeeded.class);
    assertThat(delays)
        .containsExactly(
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofSeconds(300),
            Duration.ofSeconds(600));
  }

  @Test
  void doesNotRetryDataThatCannotBeRead() {
    errors.add("dev.stageloom.runtime.InvalidDataException");

    assertThat(run("{}")).isInstanceOf(ExecutionResult.Failed.class);
    assertThat(delays).isEmpty();
  }

  @Test
  void retriesFailuresOfServicesBesides() {
    for (int i = 0; i < 6; i++) {
      errors.add("Lambda.TooManyRequestsException");
    }
    errors.add("E");
    errors.add("");
    errors.add("Glue.ConcurrentRunsExceededException");
    errors.add("Glue.AWSGlueException");

    assertThat(run("{\"run-date\": 1}")).isInstanceOf(ExecutionResult.Succeeded.class);
    assertThat(delays).hasSize(9);
    assertThat(delays.subList(0, 6))
        .allSatisfy(delay -> assertThat(delay).isLessThanOrEqualTo(Duration.ofSeconds(60)));
    assertThat(delays.get(6)).isEqualTo(Duration.ofSeconds(20));
    assertThat(delays.get(7)).isEqualTo(Duration.ofSeconds(60));
    assertThat(delays.get(8)).isLessThanOrEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void waitsThreeMinutesForTheSnapshotOfAFunctionBesides() {
    for (int i = 0; i < 12; i++) {
      errors.add("Lambda.SnapStartNotReadyException");
    }
    errors.addAll(List.of("java.io.IOException", ""));

    assertThat(run("{\"run-date\": 1}")).isInstanceOf(ExecutionResult.Succeeded.class);
    assertThat(delays.subList(0, 12)).containsOnly(Duration.ofSeconds(15));
    assertThat(delays.subList(12, 13)).containsExactly(Duration.ofSeconds(20));
  }

  private ExecutionResult run(String input) {
    // As text, as it comes from the class path of a compiled workflow.
    String definition = AslWriter.write(WORKFLOW.toStateMachine());
    return new StateMachineInterpreter(
            AslReader.read(definition),
            Map.of(
                "Partition",
                "aws",
                "WorkflowBucketName",
                "bucket",
                "EtlFunctionArn",
                "etl-arn",
                "HeavyJobName",
                "heavy-job"),
            this::invoke,
            ExecutionListener.NONE,
            delays::add)
        .run(new ExecutionRequest("run-1", Json.parse(input)));
  }

  /** Fails with the errors in their turn, of which an empty one is none. */
  private Object invoke(String state, String resource, Object arguments) throws TaskFailure {
    calls.add(state + " " + resource + " " + Json.writeCompact(arguments));
    if (!errors.isEmpty()) {
      String error = errors.remove(0);
      if (!error.isEmpty()) {
        throw new TaskFailure(error, "", null);
      }
    }
    return state.equals("Etl")
        ? Map.of("StatusCode", 200, "Payload", Map.of("status", "SUCCEEDED"))
        : Map.of("Id", "jr_1", "JobRunState", "SUCCEEDED");
  }
}
