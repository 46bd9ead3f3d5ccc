package dev.stageloom.example.trigger;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Workflow;
import java.util.List;

/** Started by a queue, as is the default. */
@Workflow(name = "orders")
final class OrdersWorkflow {

  /** Takes the message's body. */
  @LambdaStage
  static final class CountStage {
    public int count(List<PlacedWorkflow.Placed> orders) {
      return orders.size();
    }
  }
}
