package dev.stageloom.benchmarks.streaming;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.benchmarks.common.ArmJvm;
import dev.stageloom.benchmarks.common.Folders;
import dev.stageloom.benchmarks.common.Measurement;
import dev.stageloom.local.s3.LocalS3;
import dev.stageloom.runtime.StageRuntime;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Sends any number of small items through generated handlers, each in a fresh JVM with little
 * memory, and checks every byte of what they have written. Linux only.
 */
public final class ManyItems {

  private static final String BUCKET = "benchmark";
  private static final OutputLocation MADE = new OutputLocation(BUCKET, "run", "MakeStage");
  private static final OutputLocation CHANGED = new OutputLocation(BUCKET, "run", "ChangeStage");
  private static final OutputLocation SUM = new OutputLocation(BUCKET, "run", "SumStage");

  private final long items;
  private final List<String> flags;
  private final LocalS3 s3;

  private ManyItems(long items, List<String> flags, LocalS3 s3) {
    this.items = items;
    this.flags = flags;
    this.s3 = s3;
  }

  /**
   * Runs the stages one after the other, and prints a Markdown table.
   *
   * @param arguments the number of items and the JVM's flags; see {@code docs/performance.md}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 3 && arguments[0].equals("stage")) {
      ArmJvm.measure(() -> runStage(arguments[1], Long.parseLong(arguments[2])));
      return;
    }
    long items = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    List<String> flags =
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    Path root = Files.createTempDirectory("stageloom-benchmarks-items");
    try (LocalS3 s3 = LocalS3.start(root)) {
      s3.createBucket(BUCKET);
      new ManyItems(items, flags, s3).run();
    } finally {
      Folders.delete(root);
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.println("| stage | MB | parts | wall s | CPU s | peak MB |");
    System.out.println("|---|---|---|---|---|---|");
    runAndPrint(MADE);
    requireLines(MADE, i -> "{\"id\":" + i + ",\"text\":\"item number " + i + "\"}");
    runAndPrint(CHANGED);
    requireLines(CHANGED, i -> "{\"id\":" + (i + 1) + ",\"text\":\"item number " + i + "\"}");
    runAndPrint(SUM);
    long ids = LongStream.rangeClosed(1, items).sum();
    long characters = LongStream.range(0, items).map(i -> ("item number " + i).length()).sum();
    requireSame(
        "{\"items\":" + items + ",\"ids\":" + ids + ",\"characters\":" + characters + "}",
        Files.readString(file(SUM)));
  }

  private void runAndPrint(OutputLocation output) throws IOException, InterruptedException {
    Measurement measurement =
        ArmJvm.fork(
            ManyItems.class,
            Streams.flags(flags, s3.endpoint()),
            "stage",
            output.stage(),
            Long.toString(items));
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %d | %.1f | %.1f | %.0f |%n",
        output.stage(),
        Files.size(file(output)) / 1e6,
        parts(output),
        measurement.wall(),
        measurement.cpu(),
        measurement.peak());
  }

  private Path file(OutputLocation output) {
    return s3.root().resolve(output.bucket()).resolve(output.key());
  }

  /** How many parts an object was uploaded in, which S3 says in its entity tag; 0 for a PUT. */
  private int parts(OutputLocation output) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            s3.endpoint()
                .resolve("/" + output.bucket() + "/" + output.key())
                .toURL()
                .openConnection();
    connection.setRequestMethod("HEAD");
    String etag = connection.getHeaderField("ETag").replace("\"", "");
    return etag.contains("-") ? Integer.parseInt(etag.substring(etag.indexOf('-') + 1)) : 0;
  }

  private void requireLines(OutputLocation output, LongFunction<String> line) throws IOException {
    requireSame(LineFile.of(items, line), LineFile.read(file(output)));
  }

  private static void requireSame(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException("expected " + expected + ", and there is " + actual);
    }
  }

  private static void runStage(String stage, long items) throws IOException {
    StageRuntime runtime =
        StageRuntime.builder().onCompleted(summary -> requireCounts(summary, items)).build();
    switch (stage) {
      case "MakeStage" ->
          Invocation.runFirst(
              new SmallItemWorkflow_MakeStage_Handler(runtime), MADE, Long.toString(items));
      case "ChangeStage" ->
          Invocation.run(new SmallItemWorkflow_ChangeStage_Handler(runtime), CHANGED, MADE.stage());
      default ->
          Invocation.run(new SmallItemWorkflow_SumStage_Handler(runtime), SUM, CHANGED.stage());
    }
  }

  private static void requireCounts(StageSummary summary, long items) {
    System.err.println(summary);
    requireSame(summary.stage().equals(MADE.stage()) ? 1L : items, summary.recordsRead());
    requireSame(summary.stage().equals(SUM.stage()) ? 1L : items, summary.recordsWritten());
  }
}
