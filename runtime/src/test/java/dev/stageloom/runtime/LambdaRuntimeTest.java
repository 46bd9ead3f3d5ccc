package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.runtime.LambdaFunction.Answer;
import dev.stageloom.runtime.sample.ProbeStage;
import dev.stageloom.runtime.sample.ProbeStage_Handler;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Generated handlers as Lambda runs them: what Lambda and Step Functions get to see. */
class LambdaRuntimeTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  @RegisterExtension final StageTester tester = new StageTester();

  @TempDir Path folder;

  private LambdaFunction start(Map<String, String> environment) throws IOException {
    return LambdaFunction.start(
        ProbeStage_Handler.class, tester.server().endpoint(), folder, environment);
  }

  private static String probe(String source) {
    return event(
        "ProbeStage", "null", "\"initialData\":{\"source\":\"" + source + "\",\"count\":7}");
  }

  private ProbeStage.Probe output() {
    return Jsonb.instance().type(ProbeStage.Probe.class).fromJson(tester.output("ProbeStage"));
  }

  @Test
  void handlerAndItsClientsServeAllInvocations() throws Exception {
    try (LambdaFunction function = start(Map.of())) {
      Answer first = function.invoke("request-1", probe("any"), TIMEOUT);
      ProbeStage.Probe seenFirst = output();
      Answer second = function.invoke("request-2", probe("any"), Duration.ofSeconds(20));
      ProbeStage.Probe seenSecond = output();

      assertThat(first)
          .isEqualTo(
              new Answer(
                  "response",
                  "request-1",
                  "{\"status\":\"SUCCEEDED\",\"stage\":\"ProbeStage\",\"recordsProcessed\":1}"));
      assertThat(second.kind()).isEqualTo("response");
      assertThat(seenFirst.requestId()).isEqualTo("request-1");
      assertThat(seenFirst.function()).isEqualTo(LambdaFunction.NAME);
      assertThat(seenSecond.requestId()).isEqualTo("request-2");
      assertThat(List.of(seenFirst.instances(), seenFirst.invocations())).containsExactly(1, 1);
      assertThat(List.of(seenSecond.instances(), seenSecond.invocations())).containsExactly(1, 2);
      // The deadline is the invocation's own.
      assertThat(seenFirst.remainingMillis()).isBetween(240_000, 300_000);
      assertThat(seenSecond.remainingMillis()).isBetween(1, 20_000);
    }
  }

  @Test
  void failuresHaveTheNamesThatStateMachinesCatch() throws Exception {
    try (LambdaFunction function = start(Map.of())) {
      Answer own = function.invoke("request-1", probe("own exception"), TIMEOUT);
      Answer checked = function.invoke("request-2", probe("checked exception"), TIMEOUT);
      Answer error = function.invoke("request-3", probe("error"), TIMEOUT);
      Answer ours = function.invoke("request-4", "{\"executionId\":\"../x\"}", TIMEOUT);
      Answer missing =
          function.invoke("request-5", event("ProbeStage", "\"EtlStage\"", "\"x\":1"), TIMEOUT);
      Answer after = function.invoke("request-6", probe("any"), TIMEOUT);

      assertFailed(own, "dev.stageloom.runtime.sample.ProbeStage$SoldOutException", "order 7");
      assertFailed(checked, "java.util.concurrent.TimeoutException", "too slow");
      assertFailed(error, "java.lang.AssertionError", "impossible");
      assertFailed(ours, "dev.stageloom.runtime.InvalidEventException", "currentStage");
      assertFailed(
          missing, "dev.stageloom.runtime.MissingOutputException", "Did stage EtlStage run");
      assertThat(after.kind()).isEqualTo("response");
      assertThat(output().instances()).isEqualTo(1);
      assertThat(stackTrace(own).get(0))
          .startsWith("dev.stageloom.runtime.sample.ProbeStage.probe(ProbeStage.java:");
      assertThat(stackTrace(own))
          .noneMatch(frame -> frame.contains("lambda.runtime.api.client.AWSLambda"));
    }
  }

  private static void assertFailed(Answer answer, String type, String message) {
    assertThat(answer.kind()).isEqualTo("error");
    Map<?, ?> body = json(answer.body());
    assertThat(body.get("errorType")).isEqualTo(type);
    assertThat(body.get("errorMessage")).asString().contains(message);
  }

  private static List<String> stackTrace(Answer answer) {
    return ((List<?>) json(answer.body()).get("stackTrace")).stream().map(String::valueOf).toList();
  }

  private static Map<?, ?> json(String text) {
    return (Map<?, ?>) Jsonb.instance().type(Object.class).fromJson(text);
  }

  @Test
  void settingThatCannotBeFollowedIsAnErrorOfTheInitialization() throws Exception {
    try (LambdaFunction function = start(Map.of("STAGELOOM_S3_CLIENT", "crt"))) {
      Answer answer = function.answer();

      assertThat(answer.kind()).isEqualTo("init/error");
      assertThat(json(answer.body()).get("errorType"))
          .isEqualTo("java.lang.IllegalArgumentException");
      assertThat(json(answer.body()).get("errorMessage"))
          .isEqualTo("STAGELOOM_S3_CLIENT must be \"http\" or \"sdk\", and is \"crt\"");
    }
  }

  /** What the samples and the connection take is loaded before the snapshot, not after it. */
  @Test
  void whatASnapshotCanHoldIsLoadedBeforeIt() throws Exception {
    try (LambdaFunction function =
        start(
            Map.of(
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "snap-start",
                "JAVA_TOOL_OPTIONS",
                // As Lambda's own start script has it.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac -Xlog:class+load"))) {
      assertThat(function.answer().kind()).isEqualTo("restore/next");
      List<String> before = function.log();
      Answer answer = function.invoke("request-1", probe("any"), TIMEOUT);

      assertThat(before)
          .anyMatch(line -> line.contains(" dev.stageloom.runtime.sample.Trigger "))
          .anyMatch(line -> line.contains(" dev.stageloom.runtime.sample.ProbeStage$Probe "))
          .anyMatch(line -> line.contains(" dev.stageloom.runtime.s3.S3Transport "))
          .anyMatch(line -> line.contains(" sun.net.www.http.HttpClient "));
      assertThat(answer.kind()).isEqualTo("response");
    }
  }

  @Test
  void logsOneJsonObjectALine() throws Exception {
    try (LambdaFunction function = start(Map.of())) {
      function.invoke("request-1", probe("any"), TIMEOUT);
      function.invoke("request-2", probe("own exception"), TIMEOUT);

      List<Map<?, ?>> lines = stageLines(function);
      assertThat(values(lines, "event"))
          .containsExactly("stage.started", "stage.completed", "stage.started", "stage.failed");
      assertThat(values(lines, "executionId")).containsOnly(StageTester.EXECUTION);
      assertThat(lines.get(1).get("output")).isEqualTo(StageTester.location("ProbeStage").uri());
      assertThat(function.log()).noneMatch(line -> line.contains("token"));
    }
  }

  @Test
  void logsJsonAsLambdaReadsItWhereItsFormatIsJson() throws Exception {
    try (LambdaFunction function = start(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON"))) {
      function.invoke("request-1", probe("any"), TIMEOUT);
      function.invoke("request-2", probe("own exception"), TIMEOUT);

      List<Map<?, ?>> lines = stageLines(function);
      assertThat(values(lines, "event"))
          .containsExactly("stage.started", "stage.completed", "stage.started", "stage.failed");
      assertThat(values(lines, "level")).containsExactly("INFO", "INFO", "INFO", "ERROR");
      assertThat(values(lines, "AWSRequestId"))
          .containsExactly("request-1", "request-1", "request-2", "request-2");
      assertThat(values(lines, "timestamp"))
          .allSatisfy(text -> assertThat(Instant.parse(text)).isBefore(Instant.MAX));
    }
  }

  private static List<Map<?, ?>> stageLines(LambdaFunction function) {
    List<Map<?, ?>> lines = new ArrayList<>();
    for (String line : function.log()) {
      if (line.contains("\"stage.")) {
        lines.add(json(line));
      }
    }
    return lines;
  }

  private static List<String> values(List<Map<?, ?>> lines, String name) {
    return lines.stream().map(line -> String.valueOf(line.get(name))).toList();
  }
}
