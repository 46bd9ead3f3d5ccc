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
    this.workflow = addTo(this, resources);
  }

  /**
   * Puts the workflow into a stack: this one, or another one, in a construct of its own.
   *
   * @param scope the stack, or a construct in it, whose id becomes part of the names
   * @param resources what exists already
   * @return the workflow
   */
  public static StageWorkflow addTo(Construct scope, WorkflowResources resources) {
    IBucket workflowBucket = WorkflowFactory.createWorkflowBucket(scope, resources);
    return WorkflowFactory.createStandardWorkflow(
        scope,
        WorkflowConfiguration.builder()
            .workflowName("nightly")
            .workflowType(WorkflowType.STANDARD)
            .description("Sums the orders up")
            .step(LambdaStep.of("EtlStage", createEtlStageFunction(scope, resources)))
            .step(GlueStep.of("HeavyEtlStage", createHeavyEtlStageJob(scope, resources)))
            .step(LambdaStep.of("clean-up", createCleanUpFunction(scope, resources),
                StepOptions.none().withoutOutput()))
            .step(LambdaStep.of("StoreStage", createStoreStageFunction(scope, resources),
                StepOptions.none().reads("EtlStage")))
            .definitionResource(
                NightlyWorkflow_Stack.class, "META-INF/stageloom/nightly.asl.json")
            .workflowBucket(workflowBucket)
            .resources(resources)
            .build());
  }

  private static StageFunction createEtlStageFunction(Construct scope,
      WorkflowResources resources) {
    return StageFunction.Builder.create(scope, "EtlStage")
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

  private static StageJob createHeavyEtlStageJob(Construct scope, WorkflowResources resources) {
    return StageJob.Builder.create(scope, "HeavyEtlStage")
        .scriptResource(
            NightlyWorkflow_Stack.class, "META-INF/stageloom/glue/p.HeavyEtlStage_GlueJob.scala")
        .glueVersion(GlueVersion.V5_1)
        .workerType(WorkerType.G_2X)
        .workers(10)
        .timeout(240)
        .resources(resources)
        .build();
  }

  private static StageFunction createCleanUpFunction(Construct scope, WorkflowResources resources) {
    return StageFunction.Builder.create(scope, "clean-up")
        .handler("p.CleanStage_Handler")
        .runtime(LambdaRuntime.JAVA_25)
        .architecture(Architecture.X86_64)
        .memory(1024)
        .timeout(300)
        .ephemeralStorage(512)
        .resources(resources)
        .build();
  }

  private static StageFunction createStoreStageFunction(Construct scope,
      WorkflowResources resources) {
    return StageFunction.Builder.create(scope, "StoreStage")
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
    return workflow.getWorkflowBucket();
  }

  /**
   * What runs the stage EtlStage.
   *
   * @return the function
   */
  public StageFunction getEtlStageFunction() {
    return workflow.getFunction("EtlStage");
  }

  /**
   * What runs the stage HeavyEtlStage.
   *
   * @return the job
   */
  public StageJob getHeavyEtlStageJob() {
    return workflow.getJob("HeavyEtlStage");
  }

  /**
   * What runs the stage clean-up.
   *
   * @return the function
   */
  public StageFunction getCleanUpFunction() {
    return workflow.getFunction("clean-up");
  }

  /**
   * What runs the stage StoreStage.
   *
   * @return the function
   */
  public StageFunction getStoreStageFunction() {
    return workflow.getFunction("StoreStage");
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
