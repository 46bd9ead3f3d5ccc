package dev.stageloom.local;

import dev.stageloom.asl.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a report as JSON, for other programs. */
final class ReportFile {

  private ReportFile() {}

  static void write(RunReport report) {
    Path file = report.reportFile();
    try {
      Files.writeString(file, Json.write(json(report)) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the report " + file + " cannot be written: " + e, e);
    }
  }

  private static Map<String, @Nullable Object> json(RunReport report) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("workflow", report.workflow());
    json.put("executionId", report.executionId());
    json.put("status", report.succeeded() ? "SUCCEEDED" : "FAILED");
    json.put("started", report.started().toString());
    json.put("totalMillis", report.total().toMillis());
    json.put("waitedMillis", report.waited().toMillis());
    json.put("stageMillis", report.stageTime().toMillis());
    json.put("overheadMillis", report.overhead().toMillis());
    json.put("stages", report.stages().stream().map(ReportFile::stage).toList());
    json.put("error", report.failure().map(ReportFile::failure).orElse(null));
    json.put("log", report.logFile().toString());
    return json;
  }

  private static Map<String, @Nullable Object> stage(StageReport stage) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("stage", stage.stage());
    json.put("kind", stage.kind().name());
    json.put("status", stage.status().name());
    json.put("tries", stage.tries());
    json.put("recordsIn", stage.recordsIn() < 0 ? null : stage.recordsIn());
    json.put("recordsOut", stage.recordsOut());
    json.put("millis", stage.time().toMillis());
    json.put("startUpMillis", stage.startUp().toMillis());
    json.put("output", stage.output().map(Path::toString).orElse(null));
    return json;
  }

  private static Map<String, Object> failure(RunFailure failure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", failure.state());
    json.put("error", failure.error());
    json.put("message", failure.message());
    return json;
  }
}
