package dev.stageloom.benchmarks.streaming;

import com.sun.management.OperatingSystemMXBean;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.local.s3.LocalS3;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Reads and writes a large stream in fresh JVMs with little memory, the arms in turn, on the same
 * data in an embedded S3 server. Linux only.
 */
public final class Streams {

  private static final String BUCKET = "benchmark";
  private static final OutputLocation INPUT = new OutputLocation(BUCKET, "run", "SourceStage");
  private static final OutputLocation OUTPUT = new OutputLocation(BUCKET, "run", "ChangeStage");

  private Streams() {}

  /**
   * What one run of an arm took.
   *
   * @param wall seconds, without the JVM's start
   * @param cpu seconds of the process in the same time, all threads
   * @param peak the most memory that the process has had, in megabytes
   */
  private record Measurement(double wall, double cpu, double peak) {}

  /**
   * Measures, and prints a Markdown table. Single measurements go to the standard error stream.
   *
   * @param arguments megabytes, number of runs and the JVM's flags; see {@code docs/performance.md}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && arguments[0].equals("arm")) {
      measure(Arm.valueOf(arguments[1]), Path.of(arguments[2]));
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
          Measurement measurement = fork(arm, flags, s3.endpoint().toString(), bucket);
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
      delete(root);
    }
    print(megabytes, measurements);
  }

  private static void print(long megabytes, Map<Arm, List<Measurement>> measurements) {
    System.out.println("| arm | wall s | MB/s | CPU s | stageloom / this, CPU | peak MB |");
    System.out.println("|---|---|---|---|---|---|");
    double ours = median(measurements.getOrDefault(Arm.STAGELOOM, List.of()), Measurement::cpu);
    measurements.forEach(
        (arm, all) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.0f | %.1f | %.2f | %.0f |%n",
                arm.name().toLowerCase(Locale.ROOT),
                median(all, Measurement::wall),
                megabytes / median(all, Measurement::wall),
                median(all, Measurement::cpu),
                ours / median(all, Measurement::cpu),
                median(all, Measurement::peak)));
  }

  private static void writeInput(Path file, long bytes) throws IOException {
    Files.createDirectories(file.getParent());
    var type = Jsonb.builder().serializeNulls(true).build().type(LineItem.class);
    long each = type.toJsonBytes(LineItem.of(1_000_000)).length + 1L;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      type.streamAsLines().toJson(LongStream.range(0, bytes / each).mapToObj(LineItem::of), out);
    }
  }

  private static Measurement fork(Arm arm, List<String> flags, String endpoint, Path bucket)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        flags.isEmpty()
            ? List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            : flags);
    command.addAll(
        List.of(
            "-Daws.endpointUrlS3=" + endpoint,
            "-Daws.region=us-east-1",
            "-Daws.accessKeyId=none",
            "-Daws.secretAccessKey=none",
            "-cp",
            System.getProperty("java.class.path"),
            Streams.class.getName(),
            "arm",
            arm.name(),
            bucket.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String[] line =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip()
            .split(" ", -1);
    if (process.waitFor() != 0) {
      throw new IOException(arm + " has failed");
    }
    return new Measurement(
        Double.parseDouble(line[0]), Double.parseDouble(line[1]), Double.parseDouble(line[2]));
  }

  private static void measure(Arm arm, Path bucket) throws IOException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    arm.run(bucket, INPUT, OUTPUT);
    System.out.printf(
        Locale.ROOT,
        "%.2f %.2f %.1f%n",
        (System.nanoTime() - start) / 1e9,
        (process.getProcessCpuTime() - cpu) / 1e9,
        peakResidentMegabytes());
  }

  /** The most memory that the process has had, heap and all else, as Linux counts it. */
  private static double peakResidentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("/proc/self/status has no VmHWM");
  }

  private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> measure) {
    double[] values = runs.stream().mapToDouble(measure).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1
        ? values[middle]
        : Arrays.stream(values, middle - 1, middle + 1).average().orElseThrow();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
