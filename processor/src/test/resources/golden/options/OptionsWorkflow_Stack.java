package p;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.DataLakeFormat;
import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.JobBookmark;
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
 * The CDK stack of the workflow {@code options}, generated from {@link OptionsWorkflow}.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
public class OptionsWorkflow_Stack extends Stack {
  private final StageWorkflow workflow;

  /**
   * Creates every resource in this stack.
   *
   * @param scope the app
   * @param id the stack's id
   */
  public OptionsWorkflow_Stack(Construct scope, String id) {
    this(
        scope,
        id,
        StackProps.builder().description("The workflow options.").build(),
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
  public OptionsWorkflow_Stack(Construct scope, String id, StackProps props,
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
            .workflowName("options")
            .workflowType(WorkflowType.STANDARD)
            .step(LambdaStep.of("Load", createLoadFunction(scope, resources)))
            .step(GlueStep.of("Sum", createSumJob(scope, workflowBucket, resources),
                StepOptions.none().withoutOutput()))
            .definitionResource(
                OptionsWorkflow_Stack.class, "META-INF/stageloom/options.asl.json")
            .workflowBucket(workflowBucket)
            .resources(resources)
            .build());
  }

  private static StageFunction createLoadFunction(Construct scope, WorkflowResources resources) {
    return StageFunction.Builder.create(scope, "Load")
        .handler("p.Load_Handler")
        .runtime(LambdaRuntime.JAVA_25)
        .architecture(Architecture.X86_64)
        .memory(1024)
        .timeout(300)
        .ephemeralStorage(512)
        .resources(resources)
        .build();
  }

  private static StageJob createSumJob(Construct scope, IBucket workflowBucket,
      WorkflowResources resources) {
    return StageJob.Builder.create(scope, "Sum")
        .scriptResource(
            OptionsWorkflow_Stack.class, "META-INF/stageloom/glue/p.Sum_GlueJob.scala")
        .glueVersion(GlueVersion.V5_1)
        .workerType(WorkerType.G_1X)
        .workers(2)
        .timeout(60)
        .executionClass(ExecutionClass.FLEX)
        .autoScaling(true)
        .maxConcurrentRuns(1)
        .jobBookmark(JobBookmark.ENABLE)
        .connections("orders-database")
        .securityConfiguration("shop")
        .extraJars("s3://my-libraries/geo.jar", "s3://my-libraries/tax.jar")
        .extraFiles("s3://my-libraries/rates.csv")
        .dataLakeFormats(DataLakeFormat.ICEBERG, DataLakeFormat.DELTA)
        .workflowBucket(workflowBucket)
        .sparkUi(true)
        .metrics(false)
        .observabilityMetrics(false)
        .defaultArgument("--conf", "spark.sql.shuffle.partitions=64")
        .defaultArgument("--user-jars-first", "true")
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
   * What runs the stage Load.
   *
   * @return the function
   */
  public StageFunction getLoadFunction() {
    return workflow.getFunction("Load");
  }

  /**
   * What runs the stage Sum.
   *
   * @return the job
   */
  public StageJob getSumJob() {
    return workflow.getJob("Sum");
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
