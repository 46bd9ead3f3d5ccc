package dev.stageloom.local;

import dev.stageloom.asl.manifest.StageKind;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.local.Terminal.Color;
import dev.stageloom.local.Terminal.Sign;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Prints how a run goes: a line for each start, retry, end and notice, and from time to time one
 * for a stage that takes long.
 */
final class Progress implements RunObserver, AutoCloseable {

  /** Often enough for people and for servers that stop builds which say nothing. */
  static final Duration REMINDER = Duration.ofSeconds(30);

  private final Terminal terminal;
  private final Duration reminder;
  private final Timer timer = new Timer("progress", true);
  private final Map<String, TimerTask> reminders = new HashMap<>();
  private final Map<String, String> prefixes = new HashMap<>();

  /**
   * Prepares.
   *
   * @param reminder how often to print that a stage is still running
   */
  Progress(Terminal terminal, Duration reminder) {
    this.terminal = terminal;
    this.reminder = reminder;
  }

  @Override
  public void started(WorkflowManifest workflow, String executionId) {
    int width = workflow.stages().stream().mapToInt(stage -> stage.name().length()).max().orElse(1);
    for (WorkflowManifest.Stage stage : workflow.stages()) {
      prefixes.put(
          stage.name(),
          String.format(
              Locale.ROOT, "%-" + width + "s  %-6s  ", stage.name(), service(stage.kind())));
    }
    terminal.line(
        workflow.workflow()
            + "  "
            + terminal.in(Color.DIM, workflow.type() + ", execution " + executionId));
  }

  /** The name of the service that runs a stage. */
  static String service(StageKind kind) {
    return switch (kind) {
      case LAMBDA -> "Lambda";
      case GLUE -> "Glue";
    };
  }

  @Override
  public void stageStarted(String stage) {
    print(Sign.STARTED, Color.DIM, stage, "started");
    remind(stage);
  }

  @Override
  public void stageNotice(String stage, String text) {
    print(Sign.NOTICE, Color.DIM, stage, text);
  }

  @Override
  public void stageRetried(
      String stage,
      String error,
      String message,
      int retry,
      int of,
      Duration delay,
      boolean waits) {
    stopReminding(stage);
    print(
        Sign.RETRY,
        Color.YELLOW,
        stage,
        "retry "
            + retry
            + " of "
            + of
            + " after "
            + error
            + ": "
            + message
            + " ("
            + delay.toSeconds()
            + " s wait"
            + (waits ? ")" : " skipped)"));
  }

  @Override
  public void stageFinished(StageReport stage) {
    stopReminding(stage.stage());
    if (stage.status() == StageReport.Status.SUCCEEDED) {
      String records =
          String.format(
              Locale.ROOT,
              "%9s %s %9s records  %8s",
              Format.records(stage.recordsIn()),
              terminal.sign(Sign.ARROW),
              Format.records(stage.recordsOut()),
              Format.time(stage.time()));
      print(Sign.DONE, Color.GREEN, stage.stage(), records);
    } else {
      print(Sign.FAILED, Color.RED, stage.stage(), "failed after " + Format.time(stage.time()));
    }
  }

  private void remind(String stage) {
    long start = System.nanoTime();
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            stageNotice(stage, "running for " + Format.time(time));
          }
        };
    synchronized (reminders) {
      reminders.put(stage, task);
    }
    timer.schedule(task, reminder.toMillis(), reminder.toMillis());
  }

  private void stopReminding(String stage) {
    synchronized (reminders) {
      TimerTask task = reminders.remove(stage);
      if (task != null) {
        task.cancel();
      }
    }
  }

  private void print(Sign sign, Color color, String stage, String text) {
    terminal.line(
        terminal.in(color, terminal.sign(sign))
            + " "
            + prefixes.getOrDefault(stage, stage + "  ")
            + text);
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
