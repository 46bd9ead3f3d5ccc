package dev.stageloom.example.ceap;

import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.WorkflowType;

/** Chooses, from all orders, the customers to ask for a review. */
@Workflow(
    name = "ceap-candidates",
    description = "Chooses the customers to ask for a review.",
    type = WorkflowType.STANDARD,
    stages = {
      EtlStage.class,
      HeavyEtlStage.class,
      FilterStage.class,
      ScoreStage.class,
      StoreStage.class
    })
public final class CeapWorkflow {

  private CeapWorkflow() {}
}
