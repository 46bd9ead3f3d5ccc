package dev.stageloom.benchmarks.streaming;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.annotations.contract.OutputLocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Gives a handler the event that the state machine would. */
final class Invocation {

  private Invocation() {}

  /** Runs a stage that reads another one's output. */
  static void run(RequestStreamHandler handler, OutputLocation output, String previousStage)
      throws IOException {
    run(handler, output, "previousStage", '"' + previousStage + '"');
  }

  /** Runs a first stage. */
  static void runFirst(RequestStreamHandler handler, OutputLocation output, String message)
      throws IOException {
    run(handler, output, "initialData", message);
  }

  private static void run(
      RequestStreamHandler handler, OutputLocation output, String input, String json)
      throws IOException {
    String event =
        """
        {"executionId":"%s","currentStage":"%s","workflowBucket":"%s","%s":%s}
        """
            .formatted(output.executionId(), output.stage(), output.bucket(), input, json);
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new QuietContext());
  }
}
