package dev.stageloom.local;

import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.local.service.ServiceListener;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes what becomes of each stage, from what the services and the interpreter tell. */
final class RunRecorder implements ServiceListener {

  private final Path s3;
  private final RunObserver observer;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private Duration waited = Duration.ZERO;

  /** What is known of a stage so far. */
  private static final class Entry {
    private final WorkflowManifest.Stage stage;
    private StageReport.Status status = StageReport.Status.NOT_RUN;
    private int tries;
    private long tryStart;
    private Duration time = Duration.ZERO;
    private Duration startUp = Duration.ZERO;
    private @Nullable StageSummary summary;

    Entry(WorkflowManifest.Stage stage) {
      this.stage = stage;
    }
  }

  /**
   * Prepares a run.
   *
   * @param s3 the folder of the S3 server's buckets
   * @param observer hears of it
   */
  RunRecorder(WorkflowManifest workflow, Path s3, RunObserver observer) {
    this.s3 = s3;
    this.observer = observer;
    for (WorkflowManifest.Stage stage : workflow.stages()) {
      entries.put(stage.name(), new Entry(stage));
    }
  }

  private Entry entry(String stage) {
    Entry entry = entries.get(stage);
    if (entry == null) {
      throw new IllegalStateException("the state " + stage + " is not a stage of the manifest");
    }
    return entry;
  }

  /** Whether a state is a stage. */
  boolean isStage(String state) {
    return entries.containsKey(state);
  }

  synchronized void tryStarted(String stage) {
    Entry entry = entry(stage);
    entry.tries++;
    entry.tryStart = System.nanoTime();
    entry.summary = null;
    observer.stageStarted(stage);
  }

  synchronized void tryEnded(String stage) {
    Entry entry = entry(stage);
    entry.time = entry.time.plusNanos(System.nanoTime() - entry.tryStart);
  }

  synchronized void waited(Duration time) {
    waited = waited.plus(time);
  }

  synchronized void finished(String stage, StageReport.Status status) {
    Entry entry = entry(stage);
    entry.status = status;
    observer.stageFinished(report(entry));
  }

  @Override
  public synchronized void ready(String stage, Duration startUp) {
    Entry entry = entry(stage);
    entry.startUp = entry.startUp.plus(startUp);
  }

  @Override
  public synchronized void completed(StageSummary summary) {
    entry(summary.stage()).summary = summary;
  }

  @Override
  public void notice(String stage, String text) {
    observer.stageNotice(stage, text);
  }

  synchronized Duration waited() {
    return waited;
  }

  /** The stages in the order of the workflow. */
  synchronized List<StageReport> stages() {
    return entries.values().stream().map(this::report).toList();
  }

  private StageReport report(Entry entry) {
    StageSummary summary = entry.status == StageReport.Status.SUCCEEDED ? entry.summary : null;
    return new StageReport(
        entry.stage.name(),
        entry.stage.kind(),
        entry.status,
        entry.tries,
        summary == null ? -1 : summary.recordsRead(),
        summary == null ? 0 : summary.recordsWritten(),
        entry.time,
        entry.startUp,
        summary == null ? Optional.empty() : file(summary.output()));
  }

  /** Where on disk an {@code s3://bucket/key} lies. */
  private Optional<Path> file(String uri) {
    if (uri.isEmpty()) {
      return Optional.empty();
    }
    URI parsed = URI.create(uri);
    return Optional.of(s3.resolve(parsed.getHost()).resolve(parsed.getPath().substring(1)));
  }
}
