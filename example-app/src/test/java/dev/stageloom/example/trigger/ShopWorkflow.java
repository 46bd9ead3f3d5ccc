package dev.stageloom.example.trigger;

import dev.stageloom.annotations.Argument;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Schedule;
import dev.stageloom.annotations.Workflow;

/** Started by a schedule with an input of its own. */
@Workflow(
    name = "shop",
    schedule =
        @Schedule(
            expression = "rate(1 day)",
            input = "{\"shop\": \"north\", \"try\": <aws.scheduler.attempt-number>}"))
final class ShopWorkflow {

  /** Takes what the schedule says. */
  @LambdaStage
  static final class PlanStage {
    public String plan(@Argument("shop") String shop, @Argument("try") int attempt) {
      return shop + " " + attempt;
    }
  }
}
