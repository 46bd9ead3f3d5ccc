package dev.stageloom.cdk;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * What a stack gets from outside: what already exists, so that it does not create its own (a
 * bucket, a queue, a topic, a key, a VPC, roles, log groups, Glue jobs), the jars to deploy, and
 * how it is operated. What is left out is created, or for the jars read from the CDK context.
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

  /** Stands for the state machine in {@link Builder#role} and {@link Builder#logGroup}. */
  public static final String STATE_MACHINE = "StateMachine.";

  private static final WorkflowResources NONE = new WorkflowResources(new Builder());

  private final @Nullable Function<Construct, ? extends IBucket> workflowBucket;
  private final @Nullable Function<Construct, ? extends IQueue> sourceQueue;
  private final @Nullable Function<Construct, ? extends ITopic> failureTopic;
  private final @Nullable PerStack<IKey> encryptionKey;
  private final @Nullable PerStack<Network> network;
  private final @Nullable PerStack<IBucket> accessLogBucket;
  private final Map<String, Function<Construct, ? extends IRole>> roles;
  private final Map<String, Function<Construct, ? extends ILogGroup>> logGroups;
  private final Map<String, String> jobs;
  private final @Nullable Code lambdaCode;
  private final @Nullable Path lambdaJar;
  private final @Nullable Path glueJar;
  private final Map<Stack, Code> jarCode = Collections.synchronizedMap(new WeakHashMap<>());
  private final @Nullable Trigger trigger;
  private final WorkflowSettings settings;
  private final Consumer<StageWorkflow> afterCreation;

  private WorkflowResources(Builder builder) {
    this.workflowBucket = builder.workflowBucket;
    this.sourceQueue = builder.sourceQueue;
    this.failureTopic = builder.failureTopic;
    this.encryptionKey = perStack(builder.encryptionKey);
    this.network = perStack(builder.network);
    this.accessLogBucket = perStack(builder.accessLogBucket);
    this.roles = Map.copyOf(builder.roles);
    this.logGroups = Map.copyOf(builder.logGroups);
    this.jobs = Map.copyOf(builder.jobs);
    this.lambdaCode = builder.lambdaCode;
    this.lambdaJar = builder.lambdaJar;
    this.glueJar = builder.glueJar;
    this.trigger = builder.trigger;
    this.settings = builder.settings;
    this.afterCreation = builder.afterCreation;
  }

  private static <T> @Nullable PerStack<T> perStack(
      @Nullable Function<Construct, ? extends T> factory) {
    return factory == null ? null : new PerStack<>(factory);
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
   * The customer's key that encrypts the bucket, the queues, the topic, the logs and the state
   * machine's data.
   *
   * @param scope a construct in the stack
   * @return the key; empty if each service encrypts with a key of its own
   */
  public Optional<IKey> encryptionKey(Construct scope) {
    return encryptionKey == null ? Optional.empty() : Optional.of(encryptionKey.in(scope));
  }

  /**
   * Where in a VPC the stages run.
   *
   * @param scope a construct in the stack
   * @return the network; empty if they run outside of a VPC
   */
  public Optional<Network> network(Construct scope) {
    return network == null ? Optional.empty() : Optional.of(network.in(scope));
  }

  /**
   * The bucket for the access logs of the workflow bucket.
   *
   * @param scope a construct in the stack
   * @return the bucket; empty for no access logs
   */
  public Optional<IBucket> accessLogBucket(Construct scope) {
    return accessLogBucket == null ? Optional.empty() : Optional.of(accessLogBucket.in(scope));
  }

  /**
   * The existing role of a stage, or of the state machine.
   *
   * @param scope the construct that uses it, as the scope of an import
   * @param name the stage's name, or {@link #STATE_MACHINE}
   * @return the role; empty if one shall be created
   */
  public Optional<IRole> role(Construct scope, String name) {
    return Optional.ofNullable(roles.get(name)).map(role -> role.apply(scope));
  }

  /**
   * The existing log group of a Lambda stage, or of the state machine.
   *
   * @param scope the construct that uses it, as the scope of an import
   * @param name the stage's name, or {@link #STATE_MACHINE}
   * @return the log group; empty if one shall be created
   */
  public Optional<ILogGroup> logGroup(Construct scope, String name) {
    return Optional.ofNullable(logGroups.get(name)).map(group -> group.apply(scope));
  }

  /**
   * The existing job of a Glue stage.
   *
   * @param stage the stage's name
   * @return the job's name; empty if one shall be created
   */
  public Optional<String> job(String stage) {
    return Optional.ofNullable(jobs.get(stage));
  }

  /**
   * What starts executions here.
   *
   * @return the trigger; empty for the one that the workflow has
   */
  public Optional<Trigger> trigger() {
    return Optional.ofNullable(trigger);
  }

  /**
   * How the workflow is operated.
   *
   * @return the settings
   */
  public WorkflowSettings settings() {
    return settings;
  }

  /** Runs the user's changes on a finished workflow. */
  void change(StageWorkflow workflow) {
    afterCreation.accept(workflow);
  }

  /**
   * The code of the Lambda stages: what was given, or the jar that was given, or the jar that the
   * CDK context key {@code stageloom:lambda-jar} names. It is one for all stages of a stack.
   *
   * @param scope a construct in the stack
   * @return the code
   * @throws IllegalStateException if there is no such jar; the message says how to build it
   */
  public Code lambdaCode(Construct scope) {
    return lambdaCode(scope, Stack.of(scope));
  }

  /** The code of the Lambda stages of a stack. */
  Code lambdaCode(Construct scope, Stack stack) {
    return lambdaCode != null
        ? lambdaCode
        : jarCode.computeIfAbsent(
            stack, s -> Code.fromAsset(JarFiles.LAMBDA.find(scope, lambdaJar)));
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
    private @Nullable Function<Construct, ? extends IKey> encryptionKey;
    private @Nullable Function<Construct, ? extends Network> network;
    private @Nullable Function<Construct, ? extends IBucket> accessLogBucket;
    private final Map<String, Function<Construct, ? extends IRole>> roles = new LinkedHashMap<>();
    private final Map<String, Function<Construct, ? extends ILogGroup>> logGroups =
        new LinkedHashMap<>();
    private final Map<String, String> jobs = new LinkedHashMap<>();
    private @Nullable Code lambdaCode;
    private @Nullable Path lambdaJar;
    private @Nullable Path glueJar;
    private @Nullable Trigger trigger;
    private WorkflowSettings settings = WorkflowSettings.defaults();
    private Consumer<StageWorkflow> afterCreation = workflow -> {};

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
     * Encrypts the bucket, the queues, the topic, the logs and the state machine's data with a
     * customer's key, and lets the roles and services use it. The policy of an imported key must
     * allow it to {@code logs}, {@code cloudwatch}, {@code events} and {@code delivery.logs}
     * itself.
     *
     * @param key the key
     * @return this builder
     */
    public Builder encryptionKey(IKey key) {
      return encryptionKey(scope -> key);
    }

    /**
     * Encrypts with a customer's key that is imported into or created in the stack.
     *
     * @param key imports or creates the key, with the stack as the scope
     * @return this builder
     */
    public Builder encryptionKey(Function<Construct, ? extends IKey> key) {
      this.encryptionKey = key;
      return this;
    }

    /**
     * Runs the stages in a VPC.
     *
     * @param network the VPC, its subnets and security groups
     * @return this builder
     */
    public Builder network(Network network) {
      return network(scope -> network);
    }

    /**
     * Runs the stages in a VPC that is imported into the stack.
     *
     * @param network imports the VPC, with the stack as the scope
     * @return this builder
     */
    public Builder network(Function<Construct, ? extends Network> network) {
      this.network = network;
      return this;
    }

    /**
     * Logs every access to the workflow bucket that the stack creates.
     *
     * @param bucket the bucket for the logs
     * @return this builder
     */
    public Builder accessLogBucket(IBucket bucket) {
      return accessLogBucket(scope -> bucket);
    }

    /**
     * Logs every access to the workflow bucket into a bucket that is imported into the stack.
     *
     * @param bucket imports the bucket for the logs, with the stack as the scope
     * @return this builder
     */
    public Builder accessLogBucket(Function<Construct, ? extends IBucket> bucket) {
      this.accessLogBucket = bucket;
      return this;
    }

    /**
     * Uses an existing role for a stage or for the state machine. It gets the same permissions in a
     * policy of its own, unless it was imported as not mutable.
     *
     * @param name the stage's name, or {@link WorkflowResources#STATE_MACHINE}
     * @param role the role, or its import with the stage's construct as the scope
     * @return this builder
     */
    public Builder role(String name, Function<Construct, ? extends IRole> role) {
      this.roles.put(name, role);
      return this;
    }

    /**
     * Uses an existing Glue job of the same account and region for a stage, which takes Stageloom's
     * arguments. Its script, settings and log groups are its owner's. Its role needs access to the
     * workflow bucket: it gets it if {@link #role} names it for the stage too.
     *
     * @param stage the stage's name
     * @param jobName the job's name
     * @return this builder
     * @throws IllegalArgumentException if it cannot be a job's name
     */
    public Builder job(String stage, String jobName) {
      this.jobs.put(stage, PhysicalNames.requireJob(jobName));
      return this;
    }

    /**
     * Another trigger than the one that the workflow has, whose message the first stage can read.
     *
     * @param trigger the trigger
     * @return this builder
     */
    public Builder trigger(Trigger trigger) {
      this.trigger = trigger;
      return this;
    }

    /**
     * Uses an existing log group for a Lambda stage or for the state machine. Its retention and its
     * encryption are its owner's.
     *
     * @param name the stage's name, or {@link WorkflowResources#STATE_MACHINE}
     * @param group the log group, or its import with the stage's construct as the scope
     * @return this builder
     */
    public Builder logGroup(String name, Function<Construct, ? extends ILogGroup> group) {
      this.logGroups.put(name, group);
      return this;
    }

    /**
     * Operates the workflow in this way.
     *
     * @param settings the settings; by default {@link WorkflowSettings#defaults()}
     * @return this builder
     */
    public Builder settings(WorkflowSettings settings) {
      this.settings = settings;
      return this;
    }

    /**
     * Changes the stack when everything in it is there: every construct can be reached from the
     * workflow.
     *
     * @param change the change, after those that were given before
     * @return this builder
     */
    public Builder afterCreation(Consumer<StageWorkflow> change) {
      this.afterCreation = this.afterCreation.andThen(change);
      return this;
    }

    /**
     * Deploys this code as the Lambda stages. For a workflow of more than 60 stages, which has
     * nested stacks, take {@link #lambdaJar}: CDK uses an asset's code in one stack only.
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
