package dev.stageloom.benchmarks.glue;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run of an arm took.
 *
 * @param wall seconds from the first reading to the end of writing
 * @param cpu seconds of the process in the same time, all threads
 * @param peak the most memory that the process has had, in megabytes
 */
record Measurement(double wall, double cpu, double peak) {

  static Measurement parse(String line) {
    String[] fields = line.split(" ", -1);
    return new Measurement(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]),
        Long.parseLong(fields[2]) / 1024.0);
  }

  /** The median of a measure over the runs. */
  static double median(List<Measurement> runs, ToDoubleFunction<Measurement> measure) {
    double[] values = runs.stream().mapToDouble(measure).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1
        ? values[middle]
        : Arrays.stream(values, middle - 1, middle + 1).average().orElseThrow();
  }
}
