package dev.stageloom.cdk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * What already exists, given to a stack so that it does not create its own: a bucket, a queue, a
 * topic, and the jars to deploy. What is left out is created, or for the jars read from the CDK
 * context.
 *
 * <pre>{@code
 * new CeapWorkflow_Stack(app, "ceap-prod", props,
 *     WorkflowResources.builder()
 *         .workflowBucket(stack -> Bucket.fromBucketName(stack, "Bucket", "my-bucket"))
 *         .failureTopic(alarms.getTopic())
 *         .build());
 * }</pre>
 *
 * <p>A resource that is imported by its name or ARN needs the stack as its scope: give a function
 * of the stack, as for the bucket above.
 */
public final class WorkflowResources {

  private static final WorkflowResources NONE = new WorkflowResources(new Builder());

  private final @Nullable Function<Construct, ? extends IBucket> workflowBucket;
  private final @Nullable Function<Construct, ? extends IQueue> sourceQueue;
  private final @Nullable Function<Construct, ? extends ITopic> failureTopic;
  private final @Nullable Code lambdaCode;
  private final @Nullable Path lambdaJar;
  private final @Nullable Path glueJar;

  private WorkflowResources(Builder builder) {
    this.workflowBucket = builder.workflowBucket;
    this.sourceQueue = builder.sourceQueue;
    this.failureTopic = builder.failureTopic;
    this.lambdaCode = builder.lambdaCode;
    this.lambdaJar = builder.lambdaJar;
    this.glueJar = builder.glueJar;
  }

  /**
   * Nothing exists: the stack creates its bucket, queue and topic, and takes the jars from the CDK
   * context.
   *
   * @return no resources
   */
  public static WorkflowResources none() {
    return NONE;
  }

  /**
   * Starts a description of what exists.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The existing workflow bucket.
   *
   * @param scope the stack, as the scope of an import
   * @return the bucket; empty if the stack shall create one
   */
  public Optional<IBucket> workflowBucket(Construct scope) {
    return workflowBucket == null ? Optional.empty() : Optional.of(workflowBucket.apply(scope));
  }

  /**
   * The existing queue whose messages start executions.
   *
   * @param scope the stack, as the scope of an import
   * @return the queue; empty if the stack shall create one
   */
  public Optional<IQueue> sourceQueue(Construct scope) {
    return sourceQueue == null ? Optional.empty() : Optional.of(sourceQueue.apply(scope));
  }

  /**
   * The existing topic for notices of failures.
   *
   * @param scope the stack, as the scope of an import
   * @return the topic; empty if the stack shall create one
   */
  public Optional<ITopic> failureTopic(Construct scope) {
    return failureTopic == null ? Optional.empty() : Optional.of(failureTopic.apply(scope));
  }

  /**
   * The code of the Lambda stages: what was given, or the jar that was given, or the jar that the
   * CDK context key {@code stageloom:lambda-jar} names.
   *
   * @param scope a construct in the stack
   * @return the code
   * @throws IllegalStateException if there is no such jar; the message says how to build it
   */
  public Code lambdaCode(Construct scope) {
    return lambdaCode != null ? lambdaCode : Code.fromAsset(JarFiles.LAMBDA.find(scope, lambdaJar));
  }

  /**
   * The jar of the Glue stages: the one that was given, or the one that the CDK context key {@code
   * stageloom:glue-jar} names.
   *
   * @param scope a construct in the stack
   * @return the jar's absolute path
   * @throws IllegalStateException if there is no such jar; the message says how to build it
   */
  public Path glueJar(Construct scope) {
    return Path.of(JarFiles.GLUE.find(scope, glueJar));
  }

  /** Builds {@link WorkflowResources}. */
  public static final class Builder {

    private @Nullable Function<Construct, ? extends IBucket> workflowBucket;
    private @Nullable Function<Construct, ? extends IQueue> sourceQueue;
    private @Nullable Function<Construct, ? extends ITopic> failureTopic;
    private @Nullable Code lambdaCode;
    private @Nullable Path lambdaJar;
    private @Nullable Path glueJar;

    private Builder() {}

    /**
     * Uses an existing bucket for the outputs of the stages. Its encryption, its policies and the
     * expiry of {@code executions/} are its owner's. The stages' roles get access to it; a bucket
     * of another account must allow them too.
     *
     * @param bucket the bucket
     * @return this builder
     */
    public Builder workflowBucket(IBucket bucket) {
      return workflowBucket(scope -> bucket);
    }

    /**
     * Uses an existing bucket that is imported into the stack.
     *
     * @param bucket imports the bucket, with the stack as the scope
     * @return this builder
     */
    public Builder workflowBucket(Function<Construct, ? extends IBucket> bucket) {
      this.workflowBucket = bucket;
      return this;
    }

    /**
     * Uses an existing queue: each of its messages starts an execution. Its dead-letter queue and
     * its timeouts are its owner's; for an EXPRESS workflow the visibility timeout must be 1,800 s.
     *
     * @param queue the queue
     * @return this builder
     */
    public Builder sourceQueue(IQueue queue) {
      return sourceQueue(scope -> queue);
    }

    /**
     * Uses an existing queue that is imported into the stack.
     *
     * @param queue imports the queue, with the stack as the scope
     * @return this builder
     */
    public Builder sourceQueue(Function<Construct, ? extends IQueue> queue) {
      this.sourceQueue = queue;
      return this;
    }

    /**
     * Uses an existing topic for notices of failures. An imported topic's own policy must allow
     * {@code cloudwatch.amazonaws.com} to publish.
     *
     * @param topic the topic
     * @return this builder
     */
    public Builder failureTopic(ITopic topic) {
      return failureTopic(scope -> topic);
    }

    /**
     * Uses an existing topic that is imported into the stack.
     *
     * @param topic imports the topic, with the stack as the scope
     * @return this builder
     */
    public Builder failureTopic(Function<Construct, ? extends ITopic> topic) {
      this.failureTopic = topic;
      return this;
    }

    /**
     * Deploys this code as the Lambda stages.
     *
     * @param code the code; it holds the handlers' classes and all they need
     * @return this builder
     */
    public Builder lambdaCode(Code code) {
      this.lambdaCode = code;
      return this;
    }

    /**
     * Deploys this jar as the Lambda stages.
     *
     * @param jar the jar with the handlers' classes and all they need
     * @return this builder
     */
    public Builder lambdaJar(Path jar) {
      this.lambdaJar = jar;
      return this;
    }

    /**
     * Deploys this jar as the Glue stages.
     *
     * @param jar the jar with the stages' classes and all they need beside Spark
     * @return this builder
     */
    public Builder glueJar(Path jar) {
      this.glueJar = jar;
      return this;
    }

    /**
     * The description.
     *
     * @return the resources
     */
    public WorkflowResources build() {
      return new WorkflowResources(this);
    }
  }
}
