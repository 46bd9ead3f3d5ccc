package dev.stageloom.benchmarks;

import dev.stageloom.benchmarks.common.Quantiles;
import java.util.ArrayList;
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
    return Quantiles.median(of(arm), value);
  }

  /** The median over the runs of how much more one arm took than another in the same run. */
  double ratio(Arm arm, Arm to, ToDoubleFunction<Cost> value) {
    return Quantiles.median(ratios(arm, to, value));
  }

  /** Half of the runs' ratios lie between these two. */
  double[] quartiles(Arm arm, Arm to, ToDoubleFunction<Cost> value) {
    List<Double> ratios = ratios(arm, to, value);
    return new double[] {Quantiles.quantile(ratios, 0.25), Quantiles.quantile(ratios, 0.75)};
  }

  /** The median over the runs of the seconds that one arm took more than another. */
  double difference(Arm arm, Arm to, ToDoubleFunction<Cost> value) {
    return Quantiles.median(
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
}
