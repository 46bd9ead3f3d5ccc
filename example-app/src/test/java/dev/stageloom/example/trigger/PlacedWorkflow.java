package dev.stageloom.example.trigger;

import dev.stageloom.annotations.EventPattern;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Retry;
import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.WorkflowType;

/** Started by events. */
@Workflow(
    name = "placed",
    type = WorkflowType.EXPRESS,
    event = @EventPattern("{\"source\": [\"shop\"], \"detail-type\": [\"Order placed\"]}"))
public final class PlacedWorkflow {

  /** Takes the event's detail. */
  @LambdaStage(timeout = 10)
  @Retry(maxAttempts = 0)
  static final class PackStage {
    public Placed pack(Placed order) {
      return order;
    }
  }

  /** What the shop says. */
  public record Placed(long order, String shop) {}
}
