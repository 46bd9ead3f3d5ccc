package dev.stageloom.local.spark4;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Workflow;
import dev.stageloom.runtime.spark.StageEncoders;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;

/** Lambda, Glue 6.0, Lambda. */
@Workflow(name = "totals")
public final class TotalsWorkflow {

  /** An order. */
  public record Order(String customer, long cents) {}

  /** The orders of a customer. */
  public record Total(String customer, long orders, long cents) {}

  /** Makes orders up. */
  @LambdaStage
  public static final class ExtractStage {
    public Stream<Order> extract(Map<String, Object> message) {
      return Stream.of(new Order("a", 100), new Order("b", 70), new Order("a", 1));
    }
  }

  /** Sums orders by customer. */
  @GlueStage(glueVersion = GlueVersion.V6_0)
  public static final class TotalStage {
    public Dataset<Total> total(Dataset<Order> orders) {
      return orders
          .groupBy("customer")
          .agg(count(lit(1)).as("orders"), sum("cents").as("cents"))
          .as(StageEncoders.of(Total.class));
    }
  }

  /** Finds the largest. */
  @LambdaStage
  public static final class LargestStage {
    public Total largest(List<Total> totals) {
      return totals.stream().max(Comparator.comparingLong(Total::cents)).orElseThrow();
    }
  }
}
