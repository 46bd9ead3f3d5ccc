package dev.stageloom.benchmarks.common;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Quantiles over the runs of an arm. */
public final class Quantiles {

  private Quantiles() {}

  /**
   * The median of a measure over the runs; of an even number of runs the mean of the middle two.
   */
  public static <T> double median(
      Collection<? extends T> runs, ToDoubleFunction<? super T> measure) {
    double[] values = runs.stream().mapToDouble(measure).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** The median of values. */
  public static double median(Collection<Double> values) {
    return median(values, Double::doubleValue);
  }

  /**
   * One of the values: that which a share of them are below.
   *
   * @param values at least one
   * @param share 0 to 1
   */
  public static double quantile(Collection<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.round((sorted.size() - 1) * share));
  }
}
