package dev.stageloom.runtime.sample;

import com.amazonaws.services.lambda.runtime.Context;
import dev.stageloom.annotations.Argument;
import dev.stageloom.annotations.From;
import dev.stageloom.annotations.LambdaStage;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Reads three stages' outputs at once. */
@LambdaStage
public final class ReportStage {
  public Report report(
      Iterator<Score> scores,
      @From(EtlStage.class) Stream<Order> orders,
      @From(FilterStage.class) List<Order> kept,
      @Argument("run-date") LocalDate runDate,
      @Argument(value = "limit", defaultValue = "100") int limit,
      Context lambda) {
    double[] sum = new double[1];
    long read = orders.limit(limit).peek(order -> sum[0] += scores.next().getValue()).count();
    return new Report(runDate, read, kept.size(), sum[0], lambda.getFunctionName());
  }

  /** The stage's result. */
  public record Report(LocalDate day, long orders, int kept, double sum, String function) {}

  /** Named by {@link From} only. */
  @LambdaStage
  public static final class FilterStage {
    public List<Order> filter(List<Order> orders) {
      return orders;
    }
  }
}
