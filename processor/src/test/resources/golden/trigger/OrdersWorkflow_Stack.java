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
            .workflowName("orders")
            .workflowType(WorkflowType.STANDARD)
            .step(LambdaStep.of("ReadStage", createReadStageFunction(scope, resources),
                StepOptions.none().withoutOutput()))
            .definitionResource(
                OrdersWorkflow_Stack.class, "META-INF/stageloom/orders.asl.json")
            .workflowBucket(workflowBucket)
            .trigger(Trigger.schedule("rate(1 day)", "UTC")
                .withInput("{\"shop\": \"north\"}"))
            .resources(resources)
            .build());
  }

  private static StageFunction createReadStageFunction(Construct scope,
      WorkflowResources resources) {
    return StageFunction.Builder.create(scope, "ReadStage")
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
    return workflow.getWorkflowBucket();
  }

  /**
   * What runs the stage ReadStage.
   *
   * @return the function
   */
  public StageFunction getReadStageFunction() {
    return workflow.getFunction("ReadStage");
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
