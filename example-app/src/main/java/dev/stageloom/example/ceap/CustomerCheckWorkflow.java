package dev.stageloom.example.ceap;

import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.WorkflowType;

/** Answers within seconds, for one customer: would we ask, and how promising is it? */
@Workflow(
    name = "ceap-customer-check",
    description = "Scores one customer on demand.",
    type = WorkflowType.EXPRESS,
    stages = {LookupStage.class, ScoreStage.class})
public final class CustomerCheckWorkflow {

  private CustomerCheckWorkflow() {}
}
