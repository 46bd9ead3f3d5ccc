package p;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.LambdaRuntime;
import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.cdk.LambdaStep;
import dev.stageloom.cdk.StageFunction;
import dev.stageloom.cdk.StageWorkflow;
import dev.stageloom.cdk.StepOptions;
import dev.stageloom.cdk.Trigger;
import dev.stageloom.cdk.WorkflowConfiguration;
import dev.stageloom.cdk.WorkflowFactory;
import dev.stageloom.cdk.WorkflowResources;
import javax.annotation.processing.Generated;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The CDK stack of the workflow {@code orders}, generated from {@link OrdersWorkflow}.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
public class OrdersWorkflow_Stack extends Stack {
  private final IBucket workflowBucket;

  private final StageFunction readStageFunction;

  private final StageWorkflow workflow;

  /**
   * Creates every resource in this stack.
   *
   * @param scope the app
   * @param id the stack's id
   */
  public OrdersWorkflow_Stack(Construct scope, String id) {
    this(
        scope,
        id,
        StackProps.builder().description("The workflow orders.").build(),
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
  public OrdersWorkflow_Stack(Construct scope, String id, StackProps props,
      WorkflowResources resources) {
    super(scope, id, props);
    this.workflowBucket = WorkflowFactory.createWorkflowBucket(this, resources);
    this.readStageFunction = createReadStageFunction(resources);
    this.workflow = WorkflowFactory.createStandardWorkflow(
        this,
        WorkflowConfiguration.builder()
            .workflowName("orders")
            .workflowType(WorkflowType.STANDARD)
            .step(LambdaStep.of("ReadStage", readStageFunction, StepOptions.none().withoutOutput()))
            .definitionResource(
                OrdersWorkflow_Stack.class, "META-INF/stageloom/orders.asl.json")
            .workflowBucket(workflowBucket)
            .trigger(Trigger.schedule("rate(1 day)", "UTC")
                .withInput("{\"shop\": \"north\"}"))
            .resources(resources)
            .build());
  }

  private StageFunction createReadStageFunction(WorkflowResources resources) {
    return StageFunction.Builder.create(this, "ReadStage")
        .handler("p.ReadStage_Handler")
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
   * What runs the stage ReadStage.
   *
   * @return the function
   */
  public StageFunction getReadStageFunction() {
    return readStageFunction;
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
