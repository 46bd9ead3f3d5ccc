package dev.stageloom.local.spark4;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Workflow;
import dev.stageloom.example.ceap.CustomerActivity;
import dev.stageloom.example.ceap.HeavyEtlStage;
import dev.stageloom.example.ceap.LineItem;
import dev.stageloom.example.ceap.Order;
import dev.stageloom.example.ceap.OrderStatus;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;

/** The example's Glue stage as one of Glue 6.0. */
@Workflow(name = "example")
public final class ExampleWorkflow {

  /** Three orders of two customers. */
  @LambdaStage
  public static final class EtlStage {
    public Stream<Order> extract(Map<String, Object> message) {
      LocalDate day = LocalDate.of(2026, 11, 23);
      LineItem kept = new LineItem(1, 2, 100, false);
      LineItem returned = new LineItem(2, 3, 50, true);
      return Stream.of(
          new Order(1, 7, OrderStatus.FULFILLED, day, List.of(kept, returned)),
          new Order(2, 8, OrderStatus.OPEN, day, List.of(kept)),
          new Order(3, 7, OrderStatus.FULFILLED, day.minusDays(1), List.of(kept)));
    }
  }

  /** What the example does on Glue 5.1. */
  @GlueStage(glueVersion = GlueVersion.V6_0)
  public static final class ActivityStage {
    public Dataset<CustomerActivity> transform(Dataset<Order> orders) {
      return new HeavyEtlStage().transform(orders);
    }
  }

  /** Has the activities read back as JSON. */
  @LambdaStage
  public static final class BestStage {
    public CustomerActivity best(List<CustomerActivity> activities) {
      return activities.stream()
          .max(Comparator.comparingLong(CustomerActivity::spentCents))
          .orElseThrow();
    }
  }
}
