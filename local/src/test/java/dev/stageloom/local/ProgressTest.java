package dev.stageloom.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.manifest.StageKind;
import dev.stageloom.local.sample.SampleWorkflows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void alignsStages() {
    try (Progress progress = progress(new Terminal(out(), UTF_8, false))) {
      progress.started(SampleWorkflows.orders(), "x");
      progress.stageStarted("TotalStage");
      progress.stageNotice("TotalStage", "note");
      progress.stageRetried("TotalStage", "a.B", "why", 1, 2, Duration.ofSeconds(20), true);
      progress.stageFinished(report(StageReport.Status.SUCCEEDED));
      progress.stageFinished(report(StageReport.Status.FAILED));
    }
    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(
            "orders  STANDARD, execution x",
            "▸ TotalStage    Glue    started",
            "· TotalStage    Glue    note",
            "↻ TotalStage    Glue    retry 1 of 2 after a.B: why (20 s wait)",
            "✓ TotalStage    Glue            ? → 1,234,567 records     0.8 s",
            "✗ TotalStage    Glue    failed after 0.8 s");
  }

  @Test
  void usesColoursAndAsciiWhereTheTerminalSaysSo() {
    try (Progress progress = progress(new Terminal(out(), US_ASCII, true))) {
      progress.started(SampleWorkflows.orders(), "x");
      progress.stageFinished(report(StageReport.Status.FAILED));
    }
    assertThat(bytes.toString(UTF_8))
        .contains("\u001b[31mx\u001b[0m TotalStage    Glue    failed after 0.8 s");
  }

  @Test
  void saysThatAStageIsStillRunning() throws InterruptedException {
    CountDownLatch said = new CountDownLatch(1);
    PrintStream out =
        new PrintStream(bytes, true, UTF_8) {
          @Override
          public void println(String line) {
            if (line.matches("· TotalStage    Glue    running for \\d+\\.\\d s")) {
              said.countDown();
            }
          }
        };
    try (Progress progress = new Progress(new Terminal(out, UTF_8, false), Duration.ofMillis(1))) {
      progress.started(SampleWorkflows.orders(), "x");
      progress.stageStarted("TotalStage");
      assertThat(said.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private PrintStream out() {
    return new PrintStream(bytes, true, UTF_8);
  }

  private static Progress progress(Terminal terminal) {
    return new Progress(terminal, Progress.REMINDER);
  }

  private static StageReport report(StageReport.Status status) {
    return new StageReport(
        "TotalStage",
        StageKind.GLUE,
        status,
        1,
        -1,
        1_234_567,
        Duration.ofMillis(800),
        Duration.ZERO,
        Optional.empty());
  }
}
