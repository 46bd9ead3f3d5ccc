package dev.stageloom.cdk.example;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.LambdaRuntime;
import dev.stageloom.annotations.WorkerType;
import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.cdk.GlueStep;
import dev.stageloom.cdk.LambdaStep;
import dev.stageloom.cdk.StageFunction;
import dev.stageloom.cdk.StageJob;
import dev.stageloom.cdk.StageWorkflow;
import dev.stageloom.cdk.StepOptions;
import dev.stageloom.cdk.WorkflowConfiguration;
import dev.stageloom.cdk.WorkflowFactory;
import dev.stageloom.cdk.WorkflowResources;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** A STANDARD stack, written as the processor writes it. */
public class CeapWorkflow_Stack extends Stack {
  private final IBucket workflowBucket;

  private final StageFunction etlStage;

  private final StageJob heavyEtlStage;

  private final StageFunction filterStage;

  private final StageFunction scoreStage;

  private final StageFunction storeStage;

  private final StageWorkflow workflow;

  public CeapWorkflow_Stack(Construct scope, String id) {
    this(
        scope,
        id,
        StackProps.builder().description("Scores candidates").build(),
        WorkflowResources.none());
  }

  public CeapWorkflow_Stack(
      Construct scope, String id, StackProps props, WorkflowResources resources) {
    super(scope, id, props);
    this.workflowBucket = WorkflowFactory.createWorkflowBucket(this, resources);
    this.etlStage = createEtlStage(resources);
    this.heavyEtlStage = createHeavyEtlStage(resources);
    this.filterStage = createFilterStage(resources);
    this.scoreStage = createScoreStage(resources);
    this.storeStage = createStoreStage(resources);
    this.workflow = createWorkflow(resources);
  }

  private StageFunction createEtlStage(WorkflowResources resources) {
    return StageFunction.Builder.create(this, "EtlStage")
        .handler("dev.stageloom.cdk.example.EtlStage_Handler")
        .description("Reads the orders")
        .runtime(LambdaRuntime.JAVA_25)
        .architecture(Architecture.X86_64)
        .memory(1024)
        .timeout(300)
        .ephemeralStorage(512)
        .resources(resources)
        .build();
  }

  private StageJob createHeavyEtlStage(WorkflowResources resources) {
    return StageJob.Builder.create(this, "HeavyEtlStage")
        .scriptResource(
            CeapWorkflow_Stack.class,
            "META-INF/stageloom/glue/dev.stageloom.cdk.example.HeavyEtlStage_GlueJob.scala")
        .glueVersion(GlueVersion.V5_1)
        .workerType(WorkerType.G_1X)
        .workers(10)
        .timeout(240)
        .resources(resources)
        .build();
  }

  private StageFunction createFilterStage(WorkflowResources resources) {
    return StageFunction.Builder.create(this, "FilterStage")
        .handler("dev.stageloom.cdk.example.FilterStage_Handler")
        .runtime(LambdaRuntime.JAVA_21)
        .architecture(Architecture.ARM_64)
        .memory(2048)
        .timeout(60)
        .ephemeralStorage(1024)
        .resources(resources)
        .build();
  }

  private StageFunction createScoreStage(WorkflowResources resources) {
    return StageFunction.Builder.create(this, "ScoreStage")
        .handler("dev.stageloom.cdk.example.ScoreStage_Handler")
        .resources(resources)
        .build();
  }

  private StageFunction createStoreStage(WorkflowResources resources) {
    return StageFunction.Builder.create(this, "StoreStage")
        .handler("dev.stageloom.cdk.example.StoreStage_Handler")
        .resources(resources)
        .build();
  }

  private StageWorkflow createWorkflow(WorkflowResources resources) {
    return WorkflowFactory.createStandardWorkflow(
        this,
        WorkflowConfiguration.builder()
            .workflowName("ceap-candidates")
            .workflowType(WorkflowType.STANDARD)
            .definitionResource(
                CeapWorkflow_Stack.class, "META-INF/stageloom/ceap-candidates.asl.json")
            .step(LambdaStep.of("EtlStage", etlStage))
            .step(GlueStep.of("HeavyEtlStage", heavyEtlStage))
            .step(LambdaStep.of("FilterStage", filterStage))
            .step(LambdaStep.of("ScoreStage", scoreStage, StepOptions.none().reads("EtlStage")))
            .step(LambdaStep.of("StoreStage", storeStage, StepOptions.none().withoutOutput()))
            .workflowBucket(workflowBucket)
            .resources(resources)
            .build());
  }

  public IBucket getWorkflowBucket() {
    return workflowBucket;
  }

  public StageFunction getEtlStage() {
    return etlStage;
  }

  public StageJob getHeavyEtlStage() {
    return heavyEtlStage;
  }

  public StageFunction getFilterStage() {
    return filterStage;
  }

  public StageFunction getScoreStage() {
    return scoreStage;
  }

  public StageFunction getStoreStage() {
    return storeStage;
  }

  public StageWorkflow getWorkflow() {
    return workflow;
  }
}
