package p;

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
import javax.annotation.processing.Generated;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The CDK stack of the workflow {@code nightly}, generated from {@link NightlyWorkflow}.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
public class NightlyWorkflow_Stack extends Stack {
  private final IBucket workflowBucket;

  private final StageFunction etlStageFunction;

  private final StageJob heavyEtlStageJob;

  private final StageFunction cleanUpFunction;

  private final StageFunction storeStageFunction;

  private final StageWorkflow workflow;

  /**
   * Creates every resource in this stack.
   *
   * @param scope the app
   * @param id the stack's id
   */
  public NightlyWorkflow_Stack(Construct scope, String id) {
    this(
        scope,
        id,
        StackProps.builder().description("Sums the orders up.").build(),
        WorkflowResources.none());
  }

  /**
   * Uses the resources that are given, and creates the others.
   *
   * @param scope the app
   * @param id the stack's id
   * @param props the stack's properties
   * @param resources what exists already
   */
  public NightlyWorkflow_Stack(Construct scope, String id, StackProps props,
      WorkflowResources resources) {
    super(scope, id, props);
    this.workflowBucket = WorkflowFactory.createWorkflowBucket(this, resources);
    this.etlStageFunction = createEtlStageFunction(resources);
    this.heavyEtlStageJob = createHeavyEtlStageJob(resources);
    this.cleanUpFunction = createCleanUpFunction(resources);
    this.storeStageFunction = createStoreStageFunction(resources);
    this.workflow = WorkflowFactory.createStandardWorkflow(
        this,
        WorkflowConfiguration.builder()
            .workflowName("nightly")
            .workflowType(WorkflowType.STANDARD)
            .description("Sums the orders up")
            .step(LambdaStep.of("EtlStage", etlStageFunction))
            .step(GlueStep.of("HeavyEtlStage", heavyEtlStageJob))
            .step(LambdaStep.of("clean-up", cleanUpFunction, StepOptions.none().withoutOutput()))
            .step(LambdaStep.of("StoreStage", storeStageFunction, StepOptions.none().reads("EtlStage")))
            .definitionResource(
                NightlyWorkflow_Stack.class, "META-INF/stageloom/nightly.asl.json")
            .workflowBucket(workflowBucket)
            .resources(resources)
            .build());
  }

  private StageFunction createEtlStageFunction(WorkflowResources resources) {
    return StageFunction.Builder.create(this, "EtlStage")
        .handler("p.EtlStage_Handler")
        .runtime(LambdaRuntime.JAVA_25)
        .architecture(Architecture.X86_64)
        .memory(2048)
        .timeout(240)
        .ephemeralStorage(512)
        .description("Extracts the orders.")
        .resources(resources)
        .build();
  }

  private StageJob createHeavyEtlStageJob(WorkflowResources resources) {
    return StageJob.Builder.create(this, "HeavyEtlStage")
        .scriptResource(
            NightlyWorkflow_Stack.class, "META-INF/stageloom/glue/p.HeavyEtlStage_GlueJob.scala")
        .glueVersion(GlueVersion.V5_1)
        .workerType(WorkerType.G_2X)
        .workers(10)
        .timeout(240)
        .resources(resources)
        .build();
  }

  private StageFunction createCleanUpFunction(WorkflowResources resources) {
    return StageFunction.Builder.create(this, "clean-up")
        .handler("p.CleanStage_Handler")
        .runtime(LambdaRuntime.JAVA_25)
        .architecture(Architecture.X86_64)
        .memory(1024)
        .timeout(300)
        .ephemeralStorage(512)
        .resources(resources)
        .build();
  }

  private StageFunction createStoreStageFunction(WorkflowResources resources) {
    return StageFunction.Builder.create(this, "StoreStage")
        .handler("p.StoreStage_Handler")
        .runtime(LambdaRuntime.JAVA_25)
        .architecture(Architecture.X86_64)
        .memory(1024)
        .timeout(300)
        .ephemeralStorage(512)
        .resources(resources)
        .build();
  }

  /**
   * The bucket of the stages' outputs.
   *
   * @return the bucket
   */
  public IBucket getWorkflowBucket() {
    return workflowBucket;
  }

  /**
   * What runs the stage EtlStage.
   *
   * @return the function
   */
  public StageFunction getEtlStageFunction() {
    return etlStageFunction;
  }

  /**
   * What runs the stage HeavyEtlStage.
   *
   * @return the job
   */
  public StageJob getHeavyEtlStageJob() {
    return heavyEtlStageJob;
  }

  /**
   * What runs the stage clean-up.
   *
   * @return the function
   */
  public StageFunction getCleanUpFunction() {
    return cleanUpFunction;
  }

  /**
   * What runs the stage StoreStage.
   *
   * @return the function
   */
  public StageFunction getStoreStageFunction() {
    return storeStageFunction;
  }

  /**
   * The state machine and what starts and watches it.
   *
   * @return the workflow
   */
  public StageWorkflow getWorkflow() {
    return workflow;
  }
}
