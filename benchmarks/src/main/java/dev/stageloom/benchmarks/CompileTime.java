package dev.stageloom.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares what annotation processors cost at compile time: each compile in a fresh javac, the arms
 * in turn, so that a busy moment of the machine meets all of them.
 */
public final class CompileTime {

  private static final String HEADING =
      """
      | processor | N | B cpu s | P/B cpu | R/B cpu | P/R cpu | P/R quartiles | P-R s | P-B s | P/R wall |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  private CompileTime() {}

  /**
   * Measures, and prints a Markdown table: P is with the processor, R with one that only writes the
   * same files, B is without any. Single measurements go to the standard error stream.
   *
   * @param arguments sizes, number of runs and processors; see {@code docs/performance.md}
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    try {
      run(Options.parse(arguments));
    } catch (BenchmarkException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Options options)
      throws IOException, InterruptedException, URISyntaxException {
    Path jar =
        Path.of(CompileTime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = jar.resolveSibling("compile-time");
    Path subjects = jar.resolveSibling("../subjects").normalize();
    System.out.print(HEADING);
    for (int size : options.sizes()) {
      for (Experiment experiment : measure(options, size, jar, subjects, target)) {
        System.out.println(row(experiment.subject(), size, experiment.measurements()));
      }
    }
  }

  private static List<Experiment> measure(
      Options options, int size, Path jar, Path subjects, Path target)
      throws IOException, InterruptedException {
    List<Experiment> experiments = new ArrayList<>();
    for (Subject subject : options.subjects()) {
      Path folder = target.resolve(subject.name() + "-" + size);
      experiments.add(Experiment.prepare(subject, size, subjects, jar, folder));
    }
    for (int run = 0; run < options.runs(); run++) {
      for (Experiment experiment : experiments) {
        experiment.run(run);
      }
    }
    return experiments;
  }

  private static String row(Subject subject, int size, Measurements measured) {
    double[] quartiles = measured.quartiles(Arm.PROCESSOR, Arm.REPLAY, Cost::cpu);
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.2f | %.2f | %.2f | **%.3f** | %.2f to %.2f | %.2f | %.2f | %.2f |",
        subject.name(),
        size,
        measured.median(Arm.NONE, Cost::cpu),
        measured.ratio(Arm.PROCESSOR, Arm.NONE, Cost::cpu),
        measured.ratio(Arm.REPLAY, Arm.NONE, Cost::cpu),
        measured.ratio(Arm.PROCESSOR, Arm.REPLAY, Cost::cpu),
        quartiles[0],
        quartiles[1],
        measured.difference(Arm.PROCESSOR, Arm.REPLAY, Cost::cpu),
        measured.difference(Arm.PROCESSOR, Arm.NONE, Cost::cpu),
        measured.ratio(Arm.PROCESSOR, Arm.REPLAY, Cost::wall));
  }
}
