package dev.stageloom.cdk.example;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.cdk.LambdaStep;
import dev.stageloom.cdk.StageFunction;
import dev.stageloom.cdk.StageWorkflow;
import dev.stageloom.cdk.WorkflowConfiguration;
import dev.stageloom.cdk.WorkflowFactory;
import dev.stageloom.cdk.WorkflowResources;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** An EXPRESS stack, written as the processor writes it, with its definition made of the steps. */
public class EventsWorkflow_Stack extends Stack {
  private final StageWorkflow workflow;

  public EventsWorkflow_Stack(Construct scope, String id) {
    this(scope, id, StackProps.builder().build(), WorkflowResources.none());
  }

  public EventsWorkflow_Stack(
      Construct scope, String id, StackProps props, WorkflowResources resources) {
    super(scope, id, props);
    IBucket workflowBucket = WorkflowFactory.createWorkflowBucket(this, resources);
    StageFunction parseStage = createStage("ParseStage", resources);
    StageFunction storeStage = createStage("StoreStage", resources);
    this.workflow =
        WorkflowFactory.createExpressWorkflow(
            this,
            WorkflowConfiguration.builder()
                .workflowName("events")
                .workflowType(WorkflowType.EXPRESS)
                .step(LambdaStep.of("ParseStage", parseStage))
                .step(LambdaStep.of("StoreStage", storeStage))
                .workflowBucket(workflowBucket)
                .resources(resources)
                .build());
  }

  private StageFunction createStage(String stage, WorkflowResources resources) {
    return StageFunction.Builder.create(this, stage)
        .handler("dev.stageloom.cdk.example." + stage + "_Handler")
        .timeout(60)
        .resources(resources)
        .build();
  }

  public StageWorkflow getWorkflow() {
    return workflow;
  }
}
