package dev.stageloom.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The costs of one processor at one size, run by run. */
final class Measurements {

  private final Map<Arm, List<Cost>> costs = new EnumMap<>(Arm.class);

  void add(Arm arm, Cost cost) {
    costs.computeIfAbsent(arm, a -> new ArrayList<>()).add(cost);
  }

  /** The median of what an arm took. */
  double median(Arm arm, ToDoubleFunction<Cost> value) {
    return median(of(arm).stream().mapToDouble(value).boxed().toList());
  }

  /** The median over the runs of how much more one arm took than another in the same run. */
  double ratio(Arm arm, Arm to, ToDoubleFunction<Cost> value) {
    return median(ratios(arm, to, value));
  }

  /** Half of the runs' ratios lie between these two. */
  double[] quartiles(Arm arm, Arm to, ToDoubleFunction<Cost> value) {
    List<Double> sorted =
        ratios(arm, to, value).stream().sorted(Comparator.naturalOrder()).toList();
    int last = sorted.size() - 1;
    return new double[] {
      sorted.get((int) Math.round(last * 0.25)), sorted.get((int) Math.round(last * 0.75))
    };
  }

  /** The median over the runs of the seconds that one arm took more than another. */
  double difference(Arm arm, Arm to, ToDoubleFunction<Cost> value) {
    return median(
        runs()
            .mapToObj(i -> value.applyAsDouble(of(arm).get(i)) - value.applyAsDouble(of(to).get(i)))
            .toList());
  }

  private List<Double> ratios(Arm arm, Arm to, ToDoubleFunction<Cost> value) {
    return runs()
        .mapToObj(i -> value.applyAsDouble(of(arm).get(i)) / value.applyAsDouble(of(to).get(i)))
        .toList();
  }

  private IntStream runs() {
    return IntStream.range(0, of(Arm.NONE).size());
  }

  private List<Cost> of(Arm arm) {
    return costs.getOrDefault(arm, List.of());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
