package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * A workflow for {@link WorkflowFactory}: its steps in the order in which they run, and what they
 * run on.
 *
 * <pre>{@code
 * WorkflowConfiguration.builder()
 *     .workflowName("ceap-candidates")
 *     .workflowType(WorkflowType.STANDARD)
 *     .step(new LambdaStep("EtlStage", "etl"))
 *     .step(new GlueStep("HeavyEtlStage", heavyEtlJob.getJobName()))
 *     .step(new LambdaStep("FilterStage", "filter"))
 *     .lambdaFunctions(Map.of("etl", etlFunction, "filter", filterFunction))
 *     .workflowBucket(workflowBucket)
 *     .build()
 * }</pre>
 *
 * <p>The state machine's definition is made of the steps, or is a resource on the class path that
 * was generated before.
 */
public final class WorkflowConfiguration {

  private final String workflowName;
  private final WorkflowType workflowType;
  private final String description;
  private final @Nullable String stateMachineName;
  private final List<WorkflowStep> steps;
  private final Map<String, IFunction> lambdaFunctions;
  private final IBucket workflowBucket;
  private final @Nullable IQueue sourceQueue;
  private final @Nullable ITopic failureTopic;
  private final RetryConfiguration retryConfig;
  private final Trigger trigger;
  private final WorkflowResources resources;
  private final WorkflowSettings settings;
  private final Optional<String> definition;

  WorkflowConfiguration(Builder builder, IBucket workflowBucket, Optional<String> definition) {
    this.workflowName = builder.workflowName;
    this.workflowType = builder.workflowType;
    this.description = builder.description;
    this.stateMachineName = builder.stateMachineName;
    this.steps = List.copyOf(builder.steps);
    this.lambdaFunctions = Map.copyOf(builder.lambdaFunctions);
    this.workflowBucket = workflowBucket;
    this.sourceQueue = builder.sourceQueue;
    this.failureTopic = builder.failureTopic;
    this.retryConfig = builder.retryConfig;
    this.trigger = builder.chosenTrigger();
    this.resources = builder.resources;
    this.settings = builder.settings == null ? builder.resources.settings() : builder.settings;
    this.definition = definition;
  }

  /**
   * Starts a configuration.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  String workflowName() {
    return workflowName;
  }

  WorkflowType workflowType() {
    return workflowType;
  }

  String description() {
    return description;
  }

  @Nullable String stateMachineName() {
    return stateMachineName;
  }

  List<WorkflowStep> steps() {
    return steps;
  }

  IBucket workflowBucket() {
    return workflowBucket;
  }

  Optional<IQueue> sourceQueue(Construct scope) {
    return sourceQueue == null ? resources.sourceQueue(scope) : Optional.of(sourceQueue);
  }

  Optional<ITopic> failureTopic(Construct scope) {
    return failureTopic == null ? resources.failureTopic(scope) : Optional.of(failureTopic);
  }

  RetryConfiguration retryConfig() {
    return retryConfig;
  }

  Trigger trigger() {
    return trigger;
  }

  WorkflowResources resources() {
    return resources;
  }

  WorkflowSettings settings() {
    return settings;
  }

  /** The text of the definition resource; empty if the definition is made of the steps. */
  Optional<String> definition() {
    return definition;
  }

  /** What a step runs. */
  StepTarget target(Construct scope, WorkflowStep step) {
    if (step instanceof LambdaStep lambda) {
      if (lambda.stageFunction() != null) {
        return FunctionTarget.of(lambda.stageFunction());
      }
      IFunction function = lambda.function();
      if (function == null) {
        function = lambdaFunctions.get(Objects.requireNonNull(lambda.functionKey()));
      }
      return FunctionTarget.of(Objects.requireNonNull(function));
    }
    return JobTarget.of(scope, (GlueStep) step);
  }

  /** The stage whose output is a step's input; empty if that is the start message. */
  Optional<String> previousStage(WorkflowStep step) {
    Optional<String> previous = Optional.empty();
    for (WorkflowStep earlier : steps.subList(0, steps.indexOf(step))) {
      if (earlier.options().hasOutput()) {
        previous = Optional.of(earlier.stageName());
      }
    }
    return previous;
  }

  /** The stages whose outputs a step reads, each once. */
  Set<String> reads(WorkflowStep step) {
    Set<String> reads = new LinkedHashSet<>();
    previousStage(step).ifPresent(reads::add);
    reads.addAll(step.options().alsoReads());
    return reads;
  }

  /** Builds a {@link WorkflowConfiguration}. */
  public static final class Builder {

    String workflowName = "";
    WorkflowType workflowType = WorkflowType.STANDARD;
    String description = "";
    @Nullable String stateMachineName;
    final List<WorkflowStep> steps = new ArrayList<>();
    final Map<String, IFunction> lambdaFunctions = new LinkedHashMap<>();
    @Nullable IBucket workflowBucket;
    @Nullable IQueue sourceQueue;
    @Nullable ITopic failureTopic;
    Trigger trigger = Trigger.queue();
    WorkflowResources resources = WorkflowResources.none();
    @Nullable WorkflowSettings settings;
    RetryConfiguration retryConfig = new RetryConfiguration();
    @Nullable Class<?> definitionOwner;
    @Nullable String definitionResource;

    private Builder() {}

    /** The resources' trigger, or the one that is set, of the bucket that the settings name. */
    Trigger chosenTrigger() {
      Trigger chosen = resources.trigger().orElse(trigger);
      Optional<String> bucket =
          (settings == null ? resources.settings() : settings).triggerBucket(workflowName);
      return chosen instanceof Trigger.ObjectCreated created && bucket.isPresent()
          ? Trigger.objectCreated(bucket.get(), created.prefix(), created.suffix())
          : chosen;
    }

    /**
     * The workflow's name.
     *
     * @param name a letter, then letters, digits and {@code -}
     * @return this builder
     */
    public Builder workflowName(String name) {
      this.workflowName = name;
      return this;
    }

    /**
     * The workflow's type; STANDARD by default.
     *
     * @param type the type
     * @return this builder
     */
    public Builder workflowType(WorkflowType type) {
      this.workflowType = type;
      return this;
    }

    /**
     * What the workflow does: the comment of the definition that is made of the steps.
     *
     * @param text the description; empty for none
     * @return this builder
     */
    public Builder description(String text) {
      this.description = text;
      return this;
    }

    /**
     * The state machine's name; without it {@code <stackName>-Standard} or {@code
     * <stackName>-Express}.
     *
     * @param name letters, digits, {@code -} and {@code _}, at most 80
     * @return this builder
     */
    public Builder stateMachineName(String name) {
      this.stateMachineName = name;
      return this;
    }

    /**
     * Adds a step after those that there are.
     *
     * @param step the step
     * @return this builder
     */
    public Builder step(WorkflowStep step) {
      this.steps.add(step);
      return this;
    }

    /**
     * Adds steps after those that there are.
     *
     * @param steps the steps in the order in which they run
     * @return this builder
     */
    public Builder steps(List<? extends WorkflowStep> steps) {
      this.steps.addAll(steps);
      return this;
    }

    /**
     * Adds the functions of the steps that name them by a key.
     *
     * @param functions the functions by their keys
     * @return this builder
     */
    public Builder lambdaFunctions(Map<String, ? extends IFunction> functions) {
      this.lambdaFunctions.putAll(functions);
      return this;
    }

    /**
     * The bucket that holds the outputs of the stages.
     *
     * @param bucket the bucket, such as {@link WorkflowFactory#createWorkflowBucket}'s
     * @return this builder
     */
    public Builder workflowBucket(IBucket bucket) {
      this.workflowBucket = bucket;
      return this;
    }

    /**
     * The queue whose messages start executions; without it one is created, with a dead-letter
     * queue.
     *
     * @param queue an existing queue
     * @return this builder
     */
    public Builder sourceQueue(IQueue queue) {
      this.sourceQueue = queue;
      return this;
    }

    /**
     * The topic for notices of failures; without it one is created.
     *
     * @param topic an existing topic
     * @return this builder
     */
    public Builder failureTopic(ITopic topic) {
      this.failureTopic = topic;
      return this;
    }

    /**
     * What starts executions, unless the resources say otherwise; by default {@link Trigger#queue}.
     *
     * @param trigger the trigger
     * @return this builder
     */
    public Builder trigger(Trigger trigger) {
      this.trigger = trigger;
      return this;
    }

    /**
     * Takes what is not set here from resources: the queue, the topic, the key, existing roles and
     * log groups, and the settings.
     *
     * @param resources the resources
     * @return this builder
     */
    public Builder resources(WorkflowResources resources) {
      this.resources = resources;
      return this;
    }

    /**
     * How the workflow is operated; by default as the resources say.
     *
     * @param settings the settings
     * @return this builder
     */
    public Builder settings(WorkflowSettings settings) {
      this.settings = settings;
      return this;
    }

    /**
     * How steps without a retry of their own are retried.
     *
     * @param retries the retries; by default {@link RetryConfiguration#RetryConfiguration()}
     * @return this builder
     */
    public Builder retryConfig(RetryConfiguration retries) {
      this.retryConfig = retries;
      return this;
    }

    /**
     * Takes the definition from the class path instead of making it of the steps. The comments,
     * arguments and retries are then those of the definition.
     *
     * @param owner a class whose class loader finds the definition
     * @param resource the definition's name on the class path, such as {@code
     *     META-INF/stageloom/ceap-candidates.asl.json}
     * @return this builder
     */
    public Builder definitionResource(Class<?> owner, String resource) {
      this.definitionOwner = owner;
      this.definitionResource = resource;
      return this;
    }

    /**
     * Checks and builds the configuration.
     *
     * @return the configuration
     * @throws IllegalArgumentException if something is missing or wrong; the message names
     *     everything that is
     */
    public WorkflowConfiguration build() {
      return new ConfigurationCheck(this).configuration();
    }
  }
}
