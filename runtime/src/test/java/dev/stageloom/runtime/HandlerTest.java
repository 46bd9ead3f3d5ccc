package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.BUCKET;
import static dev.stageloom.runtime.StageTester.event;
import static dev.stageloom.runtime.StageTester.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.sample.EtlStage_Handler;
import dev.stageloom.runtime.sample.ReportStage_Handler;
import dev.stageloom.runtime.sample.Score;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Handlers as they are generated, from their events to their answers and log lines. */
class HandlerTest {

  @RegisterExtension final StageTester tester = new StageTester();

  private String invoke(RequestStreamHandler handler, String event) throws IOException {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        response,
        tester.context());
    return response.toString(StandardCharsets.UTF_8);
  }

  @Test
  void stagesRunOneAfterTheOther() throws IOException {
    String first =
        invoke(
            new EtlStage_Handler(tester.runtime()),
            event("EtlStage", "null", "\"initialData\":{\"source\":\"test\",\"count\":3}"));
    tester.run(
        "FilterStage",
        "EtlStage",
        invocation ->
            invocation.writeStream(
                tester.orders(),
                invocation.input().stream(tester.orders()).filter(order -> order.id() > 1)));
    tester.run(
        "ScoreStage",
        "FilterStage",
        invocation ->
            invocation.writeStream(
                tester.runtime().type(Score.class),
                LongStream.range(0, 3).mapToObj(i -> new Score(i, 0.5))));
    String last =
        invoke(
            new ReportStage_Handler(tester.runtime()),
            event(
                "ReportStage",
                "\"ScoreStage\"",
                "\"arguments\":{\"run-date\":\"2026-11-23\",\"limit\":null}"));

    assertThat(first)
        .isEqualTo("{\"status\":\"SUCCEEDED\",\"stage\":\"EtlStage\",\"recordsProcessed\":3}");
    assertThat(last)
        .isEqualTo("{\"status\":\"SUCCEEDED\",\"stage\":\"ReportStage\",\"recordsProcessed\":1}");
    assertThat(tester.output("ReportStage"))
        .isEqualTo(
            "{\"day\":\"2026-11-23\",\"orders\":3,\"kept\":2,\"sum\":1.5,"
                + "\"function\":\"test-function\"}");
    assertThat(tester.summary().inputs())
        .containsExactly(
            location("ScoreStage").uri(),
            location("EtlStage").uri(),
            location("FilterStage").uri());
    assertThat(tester.summary().recordsRead()).isEqualTo(3 + 3 + 2);
  }

  @Test
  void defaultsComeFromTheSdksSystemProperties() throws IOException {
    Map<String, String> properties =
        Map.of(
            "aws.endpointUrlS3", tester.server().endpoint().toString(),
            "aws.region", "eu-west-1",
            "aws.accessKeyId", "test",
            "aws.secretAccessKey", "test");
    properties.forEach(System::setProperty);
    try {
      invoke(
          new EtlStage_Handler(),
          event("EtlStage", "null", "\"initialData\":{\"source\":\"test\",\"count\":2}"));
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }

    assertThat(tester.server().root().resolve(BUCKET).resolve(location("EtlStage").key()))
        .content()
        .hasLineCount(2);
  }

  @Test
  void logsWhatItDoes() {
    tester.putOutput("{}\n{}\n");

    tester.run(
        "NextStage",
        "WriteStage",
        invocation ->
            invocation.writeStream(
                tester.triggers(), invocation.input().stream(tester.triggers())));

    List<String> lines = tester.context().lines();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"event\":\"stage.started\",\"stage\":\"NextStage\",\"executionId\":\"execution-1\","
                + "\"previousStage\":\"WriteStage\",\"workflowBucket\":\"workflow-bucket\","
                + "\"requestId\":\"request-1\"}");
    assertThat(lines.get(1))
        .matches(
            "\\{\"event\":\"stage\\.completed\",\"stage\":\"NextStage\","
                + "\"executionId\":\"execution-1\",\"recordsRead\":2,\"recordsWritten\":2,"
                + "\"inputs\":\\[\"s3://workflow-bucket/executions/execution-1/WriteStage/output"
                + "\\.json\"],\"output\":\"s3://workflow-bucket/executions/execution-1/NextStage/"
                + "output\\.json\",\"durationMillis\":\\d+}");
  }

  @Test
  void logsFailureWithoutData() {
    tester.putOutput("{\"source\":\"secret");

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()));

    List<String> lines = tester.context().lines();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .startsWith(
            "{\"event\":\"stage.failed\",\"stage\":\"ReadStage\",\"executionId\":\"execution-1\","
                + "\"error\":\"dev.stageloom.runtime.InvalidDataException\",\"message\":\"stage")
        .doesNotContain("secret");
  }

  @Test
  void logsFailureWithLineBreakOnOneLine() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                tester.runFirst(
                    "EtlStage",
                    "{}",
                    invocation -> {
                      throw new IllegalStateException("two\nlines");
                    }));
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> tester.handle("EtlStage", "text", invocation -> {}));

    assertThat(tester.context().lines())
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"error\":\"java.lang.IllegalStateException\"")
                    .contains("\"message\":\"two\\nlines\""))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"executionId\":\"\"")
                    .contains("\"error\":\"dev.stageloom.runtime.InvalidEventException\""));
  }

  @Test
  void errorNamesAreThoseOfTheStateMachine() {
    assertThat(
            List.of(
                InvalidEventException.class.getName(),
                InvalidDataException.class.getName(),
                MissingOutputException.class.getName(),
                OutputNotCommittedException.class.getName(),
                StorageException.class.getName(),
                DeadlineExceededException.class.getName()))
        .containsExactly(
            "dev.stageloom.runtime.InvalidEventException",
            "dev.stageloom.runtime.InvalidDataException",
            "dev.stageloom.runtime.MissingOutputException",
            "dev.stageloom.runtime.OutputNotCommittedException",
            "dev.stageloom.runtime.StorageException",
            "dev.stageloom.runtime.DeadlineExceededException");
  }
}
