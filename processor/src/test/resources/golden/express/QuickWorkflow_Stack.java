package p;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.LambdaRuntime;
import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.cdk.LambdaStep;
import dev.stageloom.cdk.StageFunction;
import dev.stageloom.cdk.StageWorkflow;
import dev.stageloom.cdk.WorkflowConfiguration;
import dev.stageloom.cdk.WorkflowFactory;
import dev.stageloom.cdk.WorkflowResources;
import javax.annotation.processing.Generated;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The CDK stack of the workflow {@code quick}, generated from {@link QuickWorkflow}.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
public class QuickWorkflow_Stack extends Stack {
  private final StageWorkflow workflow;

  /**
   * Creates every resource in this stack.
   *
   * @param scope the app
   * @param id the stack's id
   */
  public QuickWorkflow_Stack(Construct scope, String id) {
    this(
        scope,
        id,
        StackProps.builder().description("The workflow quick.").build(),
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
  public QuickWorkflow_Stack(Construct scope, String id, StackProps props,
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
    return WorkflowFactory.createExpressWorkflow(
        scope,
        WorkflowConfiguration.builder()
            .workflowName("quick")
            .workflowType(WorkflowType.EXPRESS)
            .step(LambdaStep.of("First", createFirstFunction(scope, resources)))
            .step(LambdaStep.of("Second", createSecondFunction(scope, resources)))
            .definitionResource(
                QuickWorkflow_Stack.class, "META-INF/stageloom/quick.asl.json")
            .workflowBucket(workflowBucket)
            .resources(resources)
            .build());
  }

  private static StageFunction createFirstFunction(Construct scope, WorkflowResources resources) {
    return StageFunction.Builder.create(scope, "First")
        .handler("p.QuickWorkflow_First_Handler")
        .runtime(LambdaRuntime.JAVA_25)
        .architecture(Architecture.X86_64)
        .memory(1024)
        .timeout(20)
        .ephemeralStorage(512)
        .resources(resources)
        .build();
  }

  private static StageFunction createSecondFunction(Construct scope, WorkflowResources resources) {
    return StageFunction.Builder.create(scope, "Second")
        .handler("p.QuickWorkflow_Second_Handler")
        .runtime(LambdaRuntime.JAVA_25)
        .architecture(Architecture.X86_64)
        .memory(1024)
        .timeout(20)
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
   * What runs the stage First.
   *
   * @return the function
   */
  public StageFunction getFirstFunction() {
    return workflow.getFunction("First");
  }

  /**
   * What runs the stage Second.
   *
   * @return the function
   */
  public StageFunction getSecondFunction() {
    return workflow.getFunction("Second");
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
