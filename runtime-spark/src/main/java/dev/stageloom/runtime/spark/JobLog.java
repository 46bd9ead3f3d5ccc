package dev.stageloom.runtime.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stageloom.annotations.contract.StageSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * What a Glue job says of itself: the block at its start, and one line of JSON at its start and at
 * its end.
 */
final class JobLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String stage;
  private final Consumer<String> lines;
  private final Instant start = Instant.now();

  JobLog(String stage, Consumer<String> lines) {
    this.stage = stage;
    this.lines = lines;
  }

  void started(GlueArguments arguments) {
    String previous = arguments.previousStage().orElse("none");
    lines.accept("=== Glue Job Started ===");
    lines.accept("Job Name: " + (arguments.jobName().isEmpty() ? "none" : arguments.jobName()));
    lines.accept("Execution ID: " + arguments.executionId());
    lines.accept("Current Stage: " + stage);
    lines.accept("Previous Stage: " + previous);
    lines.accept("Timestamp: " + start.truncatedTo(ChronoUnit.SECONDS));
    ObjectNode event = event("stage.started", arguments);
    arguments.inputUri().ifPresent(uri -> event.put("input", uri));
    event.put("output", arguments.output().uri());
    write(event);
  }

  void completed(GlueArguments arguments, StageSummary summary) {
    ObjectNode event = event("stage.completed", arguments);
    summary.inputs().forEach(event.putArray("inputs")::add);
    event.put("output", summary.output().isEmpty() ? null : summary.output());
    if (summary.recordsRead() >= 0) {
      event.put("recordsRead", summary.recordsRead());
    }
    event.put("recordsWritten", summary.recordsWritten());
    event.put("durationMillis", duration());
    write(event);
  }

  void failed(GlueArguments arguments, Throwable failure) {
    fail(event("stage.failed", arguments), failure);
  }

  /** Glue has started the job, but its classes are other ones than documented. */
  void glueJobUnavailable(Exception cause) {
    ObjectNode event = event("glue.job.unavailable");
    event.put("message", "the Glue job is not initialised, job bookmarks do not move: " + cause);
    write(event);
  }

  /** A failure of the arguments themselves. */
  void failed(Throwable failure) {
    fail(event("stage.failed"), failure);
  }

  private void fail(ObjectNode event, Throwable failure) {
    event.put("error", failure.getClass().getName());
    event.put("message", failure.getMessage());
    event.put("durationMillis", duration());
    write(event);
  }

  private ObjectNode event(String name, GlueArguments arguments) {
    ObjectNode event = event(name);
    event.put("executionId", arguments.executionId());
    event.put("previousStage", arguments.previousStage().orElse(null));
    if (!arguments.jobName().isEmpty()) {
      event.put("jobName", arguments.jobName());
    }
    if (!arguments.jobRunId().isEmpty()) {
      event.put("jobRunId", arguments.jobRunId());
    }
    return event;
  }

  private ObjectNode event(String name) {
    return JSON.createObjectNode().put("event", name).put("stage", stage);
  }

  private long duration() {
    return Duration.between(start, Instant.now()).toMillis();
  }

  private void write(ObjectNode event) {
    try {
      lines.accept(JSON.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a log event cannot be written as JSON", e);
    }
  }
}
