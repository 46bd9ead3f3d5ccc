package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * Creates workflows of Lambda and Glue stages. Generated stacks call it; it does the same for a
 * stack that is written by hand.
 *
 * <pre>{@code
 * IBucket bucket = WorkflowFactory.createWorkflowBucket(this);
 * StageJob heavyEtlJob =
 *     WorkflowFactory.createGlueJob(this, "HeavyEtlJob", "ceap-heavy-etl-job",
 *         "s3://my-scripts-bucket/glue-scripts/heavy_etl.py", bucket, 10, 240);
 * StageWorkflow workflow =
 *     WorkflowFactory.createStandardWorkflow(this,
 *         WorkflowConfiguration.builder()
 *             .workflowName("CeapWorkflow")
 *             .step(new LambdaStep("EtlStage", "etl"))
 *             .step(new GlueStep("HeavyEtlStage", heavyEtlJob.getJobName()))
 *             .lambdaFunctions(Map.of("etl", etlFunction))
 *             .workflowBucket(bucket)
 *             .build());
 * }</pre>
 */
public final class WorkflowFactory {

  private static final int DEFAULT_WORKERS = 2;
  private static final int DEFAULT_TIMEOUT = 120;

  private WorkflowFactory() {}

  /**
   * Creates a bucket for the outputs of the stages: encrypted by S3, without public access, over
   * TLS only. Outputs under {@code executions/} expire after 7 days, Spark's event logs with the
   * other logs, and unfinished uploads are aborted after one day. The bucket stays when its stack
   * is deleted.
   *
   * @param scope the stack
   * @return the bucket
   */
  public static Bucket createWorkflowBucket(Construct scope) {
    return newBucket(scope, WorkflowResources.none());
  }

  /**
   * The existing bucket of the resources, or else a new one, encrypted with their key and with
   * access logs in their bucket if they have them.
   *
   * @param scope the stack
   * @param resources what exists
   * @return the bucket
   */
  public static IBucket createWorkflowBucket(Construct scope, WorkflowResources resources) {
    return resources.workflowBucket(scope).orElseGet(() -> newBucket(scope, resources));
  }

  private static Bucket newBucket(Construct scope, WorkflowResources resources) {
    Bucket.Builder bucket =
        Bucket.Builder.create(scope, "Workflow.Bucket")
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .removalPolicy(resources.settings().removalPolicy())
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("ExpireExecutions")
                        .prefix("executions/")
                        .expiration(Duration.days(7))
                        .build(),
                    LifecycleRule.builder()
                        .id("ExpireSparkEventLogs")
                        .prefix(EventLogs.FOLDER)
                        .expiration(Duration.days(resources.settings().logRetentionDays()))
                        .build(),
                    LifecycleRule.builder()
                        .id("AbortUnfinishedUploads")
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()));
    resources
        .encryptionKey(scope)
        .ifPresentOrElse(
            key ->
                bucket.encryption(BucketEncryption.KMS).encryptionKey(key).bucketKeyEnabled(true),
            () -> bucket.encryption(BucketEncryption.S3_MANAGED));
    resources
        .accessLogBucket(scope)
        .ifPresent(logs -> bucket.serverAccessLogsBucket(logs).serverAccessLogsPrefix("workflow/"));
    return bucket.build();
  }

  /**
   * Creates a Glue job with 2 workers and a timeout of 120 minutes from a script in S3.
   *
   * @param scope the stack
   * @param id the construct's id
   * @param jobName the job's name: letters, digits, {@code -} and {@code _}
   * @param scriptLocation the script's S3 URI
   * @param workflowBucket the bucket that holds the outputs of the stages
   * @return the job
   * @throws IllegalArgumentException as for the longer form
   */
  public static StageJob createGlueJob(
      Construct scope, String id, String jobName, String scriptLocation, IBucket workflowBucket) {
    return createGlueJob(
        scope, id, jobName, scriptLocation, workflowBucket, DEFAULT_WORKERS, DEFAULT_TIMEOUT);
  }

  /**
   * Creates a Glue job from a script in S3. The language is that of the script's name: {@code .py}
   * is Python, {@code .scala} is Scala, whose classes are in the jar of {@link
   * WorkflowResources#glueJar}. {@link StageJob.Builder} sets more.
   *
   * @param scope the stack
   * @param id the construct's id
   * @param jobName the job's name: letters, digits, {@code -} and {@code _}
   * @param scriptLocation the script's S3 URI
   * @param workflowBucket the bucket that holds the outputs of the stages; the job gets access to
   *     it as a step of a workflow
   * @param numberOfWorkers the number of workers, at least 2
   * @param timeout the timeout in minutes, 1 to 10,080
   * @return the job
   * @throws IllegalArgumentException if a value is outside of Glue's limits; the message names all
   *     of them
   */
  public static StageJob createGlueJob(
      Construct scope,
      String id,
      String jobName,
      String scriptLocation,
      IBucket workflowBucket,
      int numberOfWorkers,
      int timeout) {
    return StageJob.Builder.create(scope, id)
        .jobName(jobName)
        .scriptLocation(scriptLocation)
        .workflowBucket(workflowBucket)
        .workers(numberOfWorkers)
        .timeout(timeout)
        .build();
  }

  /**
   * Creates a STANDARD workflow: up to a year long, Lambda and Glue stages.
   *
   * @param scope the stack, or a construct in it that holds this workflow only
   * @param config the workflow
   * @return the workflow; the stack has the outputs {@code StateMachineArn}, {@code
   *     StateMachineAliasArn}, {@code SourceQueueUrl}, {@code DeadLetterQueueUrl}, {@code
   *     WorkflowBucketName} and {@code FailureTopicArn}, as far as there are
   * @throws IllegalArgumentException if the configuration is of another type or does not fit its
   *     definition
   */
  public static StageWorkflow createStandardWorkflow(
      Construct scope, WorkflowConfiguration config) {
    return create(scope, config, WorkflowType.STANDARD);
  }

  /**
   * Creates an EXPRESS workflow: at most five minutes long, Lambda stages only.
   *
   * @param scope the stack, or a construct in it that holds this workflow only
   * @param config the workflow
   * @return the workflow; the stack has the outputs {@code StateMachineArn}, {@code
   *     StateMachineAliasArn}, {@code SourceQueueUrl}, {@code DeadLetterQueueUrl}, {@code
   *     WorkflowBucketName} and {@code FailureTopicArn}, as far as there are
   * @throws IllegalArgumentException if the configuration is of another type or does not fit its
   *     definition
   */
  public static StageWorkflow createExpressWorkflow(Construct scope, WorkflowConfiguration config) {
    return create(scope, config, WorkflowType.EXPRESS);
  }

  private static StageWorkflow create(
      Construct scope, WorkflowConfiguration config, WorkflowType type) {
    if (config.workflowType() != type) {
      throw new IllegalArgumentException(
          "workflow \""
              + config.workflowName()
              + "\" is configured as "
              + config.workflowType()
              + " and created as "
              + type
              + ": set workflowType(WorkflowType."
              + type
              + ")");
    }
    if (scope.getNode().tryFindChild(StageWorkflow.ID) != null) {
      throw new IllegalArgumentException(
          "workflow \""
              + config.workflowName()
              + "\": there is a workflow in "
              + scope.getNode().getPath()
              + " already: create each in a stack of its own");
    }
    StageWorkflow workflow = new StageWorkflow(scope, config);
    Outputs outputs = new Outputs(scope, config.settings().exportOutputs(), workflow.names());
    outputs.add("StateMachine.Arn", workflow.getStateMachine().getStateMachineArn());
    outputs.add("StateMachineAlias.Arn", workflow.getAlias().getRef());
    workflow
        .getSourceQueue()
        .ifPresent(queue -> outputs.add("SourceQueue.Url", queue.getQueueUrl()));
    workflow
        .getDeadLetterQueue()
        .ifPresent(queue -> outputs.add("DeadLetterQueue.Url", queue.getQueueUrl()));
    outputs.add("WorkflowBucket.Name", workflow.getWorkflowBucket().getBucketName());
    workflow
        .getFailureTopic()
        .ifPresent(topic -> outputs.add("FailureTopic.Arn", topic.getTopicArn()));
    config.resources().change(workflow);
    return workflow;
  }

  /**
   * The outputs of a stack.
   *
   * @param scope the workflow's scope
   * @param export whether they are exported
   * @param names what the exports' names begin with
   */
  private record Outputs(Construct scope, boolean export, String names) {

    /** Adds an output; in a stack, its name is the id without the dot. */
    void add(String id, String value) {
      CfnOutput.Builder output = CfnOutput.Builder.create(scope, id).value(value);
      if (export) {
        output.exportName(names + "-" + id.replace(".", ""));
      }
      output.build();
    }
  }
}
