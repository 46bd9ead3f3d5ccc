package dev.stageloom.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import dev.stageloom.annotations.contract.StageSummary;
import io.avaje.jsonb.Jsonb;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what a stage does to Lambda's log: one JSON object a line, no data. Where the function's
 * log format is JSON, Lambda's logger would put that object into a string of another one; the
 * standard output is taken as it is, and its {@code timestamp} and {@code level} are understood.
 */
final class StageLog {

  private static final boolean JSON_FORMAT =
      "JSON".equalsIgnoreCase(System.getenv("AWS_LAMBDA_LOG_FORMAT"));

  private final Jsonb jsonb;
  private final Context context;
  private final String stage;

  StageLog(Jsonb jsonb, Context context, String stage) {
    this.jsonb = jsonb;
    this.context = context;
    this.stage = stage;
  }

  void started(StageEvent event) {
    Map<String, Object> fields = begin("INFO", "stage.started");
    fields.put("executionId", event.context().executionId());
    fields.put("previousStage", event.context().previousStage().orElse(""));
    fields.put("workflowBucket", event.context().workflowBucket());
    fields.put("requestId", String.valueOf(context.getAwsRequestId()));
    write(fields);
  }

  void completed(StageSummary summary, long durationMillis) {
    Map<String, Object> fields = begin("INFO", "stage.completed");
    fields.put("executionId", summary.executionId());
    fields.put("recordsRead", summary.recordsRead());
    fields.put("recordsWritten", summary.recordsWritten());
    fields.put("inputs", summary.inputs());
    fields.put("output", summary.output());
    fields.put("durationMillis", durationMillis);
    write(fields);
  }

  void failed(String executionId, Throwable failure, long durationMillis) {
    Map<String, Object> fields = begin("ERROR", "stage.failed");
    fields.put("executionId", executionId);
    fields.put("error", failure.getClass().getName());
    fields.put("message", String.valueOf(failure.getMessage()));
    fields.put("durationMillis", durationMillis);
    write(fields);
  }

  /** Says how far a stage is whose time is nearly up. */
  void deadline(Progress progress) {
    Map<String, Object> fields = begin("ERROR", "stage.deadline");
    fields.put("recordsRead", progress.recordsRead());
    fields.put("bytesRead", progress.bytesRead());
    fields.put("recordsWritten", progress.recordsWritten());
    fields.put("bytesWritten", progress.bytesWritten());
    fields.put("allottedMillis", progress.allottedMillis());
    write(fields);
  }

  private Map<String, Object> begin(String level, String event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (JSON_FORMAT) {
      fields.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
      fields.put("level", level);
      fields.put("AWSRequestId", String.valueOf(context.getAwsRequestId()));
    }
    fields.put("event", event);
    fields.put("stage", stage);
    return fields;
  }

  private void write(Map<String, Object> fields) {
    String json = jsonb.toJson(fields);
    if (JSON_FORMAT) {
      System.out.println(json);
    } else {
      // Lambda's logger does not end lines itself.
      context.getLogger().log(json + "\n");
    }
  }
}
