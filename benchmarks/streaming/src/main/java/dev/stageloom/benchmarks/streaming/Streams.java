package dev.stageloom.benchmarks.streaming;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.benchmarks.common.ArmJvm;
import dev.stageloom.benchmarks.common.Folders;
import dev.stageloom.benchmarks.common.Measurement;
import dev.stageloom.benchmarks.common.Quantiles;
import dev.stageloom.local.s3.LocalS3;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Reads and writes a large stream in fresh JVMs with little memory, the arms in turn, on the same
 * data in an embedded S3 server. Linux only.
 */
public final class Streams {

  private static final String BUCKET = "benchmark";
  private static final OutputLocation INPUT = new OutputLocation(BUCKET, "run", "SourceStage");
  private static final OutputLocation OUTPUT = new OutputLocation(BUCKET, "run", "ChangeStage");

  private static final List<String> SMALL_HEAP =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private Streams() {}

  /**
   * Measures, and prints a Markdown table. Single measurements go to the standard error stream.
   *
   * @param arguments megabytes, number of runs and the JVM's flags; see {@code docs/performance.md}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && arguments[0].equals("arm")) {
      Arm arm = Arm.valueOf(arguments[1]);
      Path bucket = Path.of(arguments[2]);
      ArmJvm.measure(() -> arm.run(bucket, INPUT, OUTPUT));
      return;
    }
    long megabytes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000;
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    List<String> flags =
        Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
    Path root = Files.createTempDirectory("stageloom-benchmarks-streaming");
    Map<Arm, List<Measurement>> measurements = new EnumMap<>(Arm.class);
    try (LocalS3 s3 = LocalS3.start(root)) {
      s3.createBucket(BUCKET);
      Path bucket = root.resolve(BUCKET);
      writeInput(bucket.resolve(INPUT.key()), megabytes * 1_000_000);
      long size = 0;
      for (int run = 0; run < runs; run++) {
        for (int i = 0; i < Arm.values().length; i++) {
          Arm arm = Arm.values()[(run + i) % Arm.values().length];
          Measurement measurement = fork(arm, flags, s3.endpoint(), bucket);
          System.err.println(arm + " " + measurement);
          measurements.computeIfAbsent(arm, key -> new ArrayList<>()).add(measurement);
          Path output = bucket.resolve(OUTPUT.key());
          long written = Files.size(output);
          // The library's loop ends with one more line feed.
          if (size != 0 && Math.abs(size - written) > 1) {
            throw new IllegalStateException(
                arm + " has written " + written + " bytes, another arm " + size);
          }
          size = written;
          Files.delete(output);
        }
      }
    } finally {
      Folders.delete(root);
    }
    print(megabytes, measurements);
  }

  private static void print(long megabytes, Map<Arm, List<Measurement>> measurements) {
    System.out.println("| arm | wall s | MB/s | CPU s | stageloom / this, CPU | peak MB |");
    System.out.println("|---|---|---|---|---|---|");
    double ours =
        Quantiles.median(measurements.getOrDefault(Arm.STAGELOOM, List.of()), Measurement::cpu);
    measurements.forEach(
        (arm, all) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.0f | %.1f | %.2f | %.0f |%n",
                arm.name().toLowerCase(Locale.ROOT),
                Quantiles.median(all, Measurement::wall),
                megabytes / Quantiles.median(all, Measurement::wall),
                Quantiles.median(all, Measurement::cpu),
                ours / Quantiles.median(all, Measurement::cpu),
                Quantiles.median(all, Measurement::peak)));
  }

  private static void writeInput(Path file, long bytes) throws IOException {
    Files.createDirectories(file.getParent());
    var type = Jsonb.builder().serializeNulls(true).build().type(LineItem.class);
    long each = type.toJsonBytes(LineItem.of(1_000_000)).length + 1L;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      type.streamAsLines().toJson(LongStream.range(0, bytes / each).mapToObj(LineItem::of), out);
    }
  }

  private static Measurement fork(Arm arm, List<String> flags, URI endpoint, Path bucket)
      throws IOException, InterruptedException {
    return ArmJvm.fork(Streams.class, flags(flags, endpoint), "arm", arm.name(), bucket.toString());
  }

  /** The flags of a JVM that uses the server; with little memory if none are given. */
  static List<String> flags(List<String> flags, URI endpoint) {
    List<String> all = new ArrayList<>(flags.isEmpty() ? SMALL_HEAP : flags);
    all.addAll(
        List.of(
            "-Daws.endpointUrlS3=" + endpoint,
            "-Daws.region=us-east-1",
            "-Daws.accessKeyId=none",
            "-Daws.secretAccessKey=none"));
    return all;
  }
}
