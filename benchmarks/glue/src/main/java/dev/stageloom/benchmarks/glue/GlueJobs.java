package dev.stageloom.benchmarks.glue;

import dev.stageloom.benchmarks.common.ArmJvm;
import dev.stageloom.benchmarks.common.Folders;
import dev.stageloom.benchmarks.common.Measurement;
import dev.stageloom.benchmarks.common.Quantiles;
import dev.stageloom.local.s3.LocalS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Compares a Glue stage with the same job written with Spark alone: each run in a fresh JVM, the
 * arms in turn, on the same data in an embedded S3 server.
 */
public final class GlueJobs {

  private static final String BUCKET = "benchmark";
  private static final String EXECUTION = "run";

  private GlueJobs() {}

  /**
   * Measures, and prints a Markdown table. Single measurements go to the standard error stream.
   *
   * @param arguments queries, scale, number of runs and heap; see {@code docs/performance.md}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Query> queries = List.of(Query.values());
    double scale = 1;
    int runs = 3;
    String heap = "2g";
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--query" ->
            queries = List.of(Query.valueOf(arguments[i + 1].toUpperCase(Locale.ROOT)));
        case "--scale" -> scale = Double.parseDouble(arguments[i + 1]);
        case "--runs" -> runs = Integer.parseInt(arguments[i + 1]);
        case "--heap" -> heap = arguments[i + 1];
        default ->
            throw new IllegalArgumentException(
                "Usage: [--query example] [--scale 1] [--runs 3] [--heap 2g]");
      }
    }
    Path root = Files.createTempDirectory("stageloom-benchmarks-glue");
    try (LocalS3 s3 = LocalS3.start(root)) {
      s3.createBucket(BUCKET);
      Path executions = root.resolve(BUCKET).resolve("executions").resolve(EXECUTION);
      for (Input input : queries.stream().map(Query::input).distinct().toList()) {
        long bytes = input.write(executions.resolve(input.name()).resolve("output.json"), scale);
        System.err.printf(Locale.ROOT, "%s: %.0f MB%n", input, bytes / 1e6);
      }
      System.out.println("| query | arm | items | wall s | cpu s | peak MB |");
      System.out.println("|---|---|---|---|---|---|");
      for (Query query : queries) {
        measure(query, runs, heap, s3.endpoint().toString(), executions);
      }
    } finally {
      Folders.delete(root);
    }
  }

  private static void measure(Query query, int runs, String heap, String endpoint, Path executions)
      throws IOException, InterruptedException {
    Map<Arm, List<Measurement>> measurements = new EnumMap<>(Arm.class);
    Map<Arm, Long> items = new EnumMap<>(Arm.class);
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < Arm.values().length; i++) {
        Arm arm = Arm.values()[(run + i) % Arm.values().length];
        Measurement measurement = fork(arm, query, heap, endpoint);
        System.err.println(query + " " + arm + " " + measurement);
        measurements.computeIfAbsent(arm, key -> new ArrayList<>()).add(measurement);
        Path output = executions.resolve(arm + "-" + query);
        items.put(arm, lines(output));
        Folders.delete(output);
      }
    }
    if (items.values().stream().distinct().count() != 1) {
      throw new IllegalStateException("the arms do not agree: " + items);
    }
    for (Arm arm : Arm.values()) {
      List<Measurement> all = measurements.getOrDefault(arm, List.of());
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %d | %.1f | %.1f | %.0f |%n",
          query.name().toLowerCase(Locale.ROOT),
          arm.name().toLowerCase(Locale.ROOT),
          items.get(arm),
          Quantiles.median(all, Measurement::wall),
          Quantiles.median(all, Measurement::cpu),
          Quantiles.median(all, Measurement::peak));
    }
  }

  private static Measurement fork(Arm arm, Query query, String heap, String endpoint)
      throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx" + heap);
    flags.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+")));
    return ArmJvm.fork(
        ArmProcess.class, flags, arm.name(), query.name(), endpoint, BUCKET, EXECUTION);
  }

  /** The number of items in an arm's output: no one writes a part twice, the folder was empty. */
  private static long lines(Path output) throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        if (Files.isRegularFile(file)) {
          try (Stream<String> content = Files.lines(file)) {
            lines += content.count();
          }
        }
      }
    }
    return lines;
  }
}
