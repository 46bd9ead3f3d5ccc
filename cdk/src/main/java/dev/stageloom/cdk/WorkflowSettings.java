package dev.stageloom.cdk;

import dev.stageloom.asl.trigger.BucketName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;

/**
 * How a workflow is operated: what is kept and for how long, what is watched, how a new version
 * takes over. {@link WorkflowResources.Builder#settings} hands it to a stack, {@link Environment}
 * reads it from {@code cdk.json}.
 *
 * <pre>{@code
 * WorkflowSettings.builder()
 *     .logRetentionDays(90)
 *     .alarmEmail("operations@example.com")
 *     .trafficShift(TrafficShift.canary(10, Duration.minutes(30)))
 *     .build()
 * }</pre>
 */
public final class WorkflowSettings {

  private static final WorkflowSettings DEFAULTS = builder().build();

  private final int logRetentionDays;
  private final RemovalPolicy removalPolicy;
  private final boolean alarms;
  private final @Nullable String alarmEmail;
  private final int stageErrors;
  private final @Nullable Duration oldestMessage;
  private final boolean dashboard;
  private final boolean triggerEnabled;
  private final boolean snapStart;
  private final @Nullable TrafficShift trafficShift;
  private final boolean exportOutputs;
  private final Map<String, Integer> memory;
  private final Map<String, Integer> workers;
  private final Map<String, Integer> maxConcurrentRuns;
  private final Map<String, List<String>> connections;
  private final Map<String, String> securityConfigurations;
  private final Map<String, String> triggerBuckets;

  private WorkflowSettings(Builder builder) {
    this.logRetentionDays = builder.logRetentionDays;
    this.removalPolicy = builder.removalPolicy;
    this.alarms = builder.alarms;
    this.alarmEmail = builder.alarmEmail;
    this.stageErrors = builder.stageErrors;
    this.oldestMessage = builder.oldestMessage;
    this.dashboard = builder.dashboard;
    this.triggerEnabled = builder.triggerEnabled;
    this.snapStart = builder.snapStart;
    this.trafficShift = builder.trafficShift;
    this.exportOutputs = builder.exportOutputs;
    this.memory = Map.copyOf(builder.memory);
    this.workers = Map.copyOf(builder.workers);
    this.maxConcurrentRuns = Map.copyOf(builder.maxConcurrentRuns);
    this.connections = Map.copyOf(builder.connections);
    this.securityConfigurations = Map.copyOf(builder.securityConfigurations);
    this.triggerBuckets = Map.copyOf(builder.triggerBuckets);
  }

  /**
   * What holds where nothing else is set.
   *
   * @return the defaults
   */
  public static WorkflowSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Starts settings from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  int logRetentionDays() {
    return logRetentionDays;
  }

  RemovalPolicy removalPolicy() {
    return removalPolicy;
  }

  boolean alarms() {
    return alarms;
  }

  Optional<String> alarmEmail() {
    return Optional.ofNullable(alarmEmail);
  }

  int stageErrors() {
    return stageErrors;
  }

  Optional<Duration> oldestMessage() {
    return Optional.ofNullable(oldestMessage);
  }

  boolean dashboard() {
    return dashboard;
  }

  boolean triggerEnabled() {
    return triggerEnabled;
  }

  boolean snapStart() {
    return snapStart;
  }

  Optional<TrafficShift> trafficShift() {
    return Optional.ofNullable(trafficShift);
  }

  boolean exportOutputs() {
    return exportOutputs;
  }

  /** The memory of a Lambda stage in MB; empty for what the stage says. */
  OptionalInt memory(String stage) {
    return optional(memory.get(stage));
  }

  /** The number of workers of a Glue stage; empty for what the stage says. */
  OptionalInt workers(String stage) {
    return optional(workers.get(stage));
  }

  /** How many runs a Glue stage may have at the same time; empty for what the stage says. */
  OptionalInt maxConcurrentRuns(String stage) {
    return optional(maxConcurrentRuns.get(stage));
  }

  /** The connections of a Glue stage; empty for what the stage says. */
  Optional<List<String>> connections(String stage) {
    return Optional.ofNullable(connections.get(stage));
  }

  /** The security configuration of a Glue stage; empty for what the stage says. */
  Optional<String> securityConfiguration(String stage) {
    return Optional.ofNullable(securityConfigurations.get(stage));
  }

  /** The stages that have a setting of their own. */
  Set<String> stages() {
    return Stream.of(memory, workers, maxConcurrentRuns, connections, securityConfigurations)
        .flatMap(settings -> settings.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The bucket whose new objects start a workflow; empty for what the workflow says. */
  Optional<String> triggerBucket(String workflow) {
    return Optional.ofNullable(triggerBuckets.get(workflow));
  }

  /** The workflows with such a bucket. */
  Set<String> workflows() {
    return new TreeSet<>(triggerBuckets.keySet());
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** Builds {@link WorkflowSettings}. */
  public static final class Builder {

    private int logRetentionDays = 14;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;
    private boolean alarms = true;
    private @Nullable String alarmEmail;
    private int stageErrors = 3;
    private @Nullable Duration oldestMessage;
    private boolean dashboard = true;
    private boolean triggerEnabled = true;
    private boolean snapStart = true;
    private @Nullable TrafficShift trafficShift;
    private boolean exportOutputs;
    private final Map<String, Integer> memory = new LinkedHashMap<>();
    private final Map<String, Integer> workers = new LinkedHashMap<>();
    private final Map<String, Integer> maxConcurrentRuns = new LinkedHashMap<>();
    private final Map<String, List<String>> connections = new LinkedHashMap<>();
    private final Map<String, String> securityConfigurations = new LinkedHashMap<>();
    private final Map<String, String> triggerBuckets = new LinkedHashMap<>();

    private Builder() {}

    /**
     * How long logs are kept; 14 days by default.
     *
     * @param days a number of days that CloudWatch Logs offers, such as 1, 7, 14, 30, 90 or 365
     * @return this builder
     */
    public Builder logRetentionDays(int days) {
      this.logRetentionDays = days;
      return this;
    }

    /**
     * What happens to the bucket and the dead-letter queue when the stack is deleted; they stay by
     * default. A bucket that is deleted must be empty.
     *
     * @param policy RETAIN or DESTROY
     * @return this builder
     */
    public Builder removalPolicy(RemovalPolicy policy) {
      this.removalPolicy = policy;
      return this;
    }

    /**
     * Whether there are alarms; there are by default. The notices of failed executions and jobs
     * stay.
     *
     * @param alarms whether to create them
     * @return this builder
     */
    public Builder alarms(boolean alarms) {
      this.alarms = alarms;
      return this;
    }

    /**
     * Sends what comes to the failure topic by email, once the address has confirmed it.
     *
     * @param address the address
     * @return this builder
     */
    public Builder alarmEmail(String address) {
      this.alarmEmail = address;
      return this;
    }

    /**
     * How many errors of one Lambda stage within five minutes raise its alarm; 3 by default, which
     * is a stage that fails with both of its retries.
     *
     * @param errors at least 1
     * @return this builder
     */
    public Builder stageErrors(int errors) {
      this.stageErrors = errors;
      return this;
    }

    /**
     * The age of the oldest message in the source queue that raises an alarm. By default 15
     * minutes; for an EXPRESS workflow, whose queue hides a message for half an hour before it is
     * tried again, 2 hours.
     *
     * @param age the age, at least 1 minute
     * @return this builder
     */
    public Builder oldestMessage(Duration age) {
      this.oldestMessage = age;
      return this;
    }

    /**
     * Whether there is a dashboard; there is by default.
     *
     * @param dashboard whether to create it
     * @return this builder
     */
    public Builder dashboard(boolean dashboard) {
      this.dashboard = dashboard;
      return this;
    }

    /**
     * Whether the trigger starts executions; it does by default. Messages stay in the queue of a
     * trigger that is off, events and times are lost.
     *
     * @param enabled whether it does
     * @return this builder
     */
    public Builder triggerEnabled(boolean enabled) {
      this.triggerEnabled = enabled;
      return this;
    }

    /**
     * Whether Lambda stages start from a snapshot (SnapStart); they do by default, except those
     * with more than 512 MB of {@code /tmp}, for which Lambda has none.
     *
     * @param snapStart whether they do
     * @return this builder
     */
    public Builder snapStart(boolean snapStart) {
      this.snapStart = snapStart;
      return this;
    }

    /**
     * Moves executions to a new version of the state machine gradually, and back if one of the
     * workflow's alarms of failed or timed-out executions goes off. By default all new executions
     * run the new version at once.
     *
     * @param shift how
     * @return this builder
     */
    public Builder trafficShift(TrafficShift shift) {
      this.trafficShift = shift;
      return this;
    }

    /**
     * Whether the stack's outputs are exported, as {@code <stackName>-<output>}; they are not by
     * default. An export that another stack imports cannot be changed.
     *
     * @param export whether they are
     * @return this builder
     */
    public Builder exportOutputs(boolean export) {
      this.exportOutputs = export;
      return this;
    }

    /**
     * The memory of a Lambda stage, in place of the stage's own.
     *
     * @param stage the stage's name
     * @param megabytes 128 to 10,240
     * @return this builder
     */
    public Builder memory(String stage, int megabytes) {
      this.memory.put(stage, megabytes);
      return this;
    }

    /**
     * The number of workers of a Glue stage, in place of the stage's own.
     *
     * @param stage the stage's name
     * @param workers at least 2
     * @return this builder
     */
    public Builder workers(String stage, int workers) {
      this.workers.put(stage, workers);
      return this;
    }

    /**
     * How many runs a Glue stage may have at the same time, in place of the stage's own number.
     *
     * @param stage the stage's name
     * @param runs at least 1
     * @return this builder
     */
    public Builder maxConcurrentRuns(String stage, int runs) {
      this.maxConcurrentRuns.put(stage, runs);
      return this;
    }

    /**
     * The Glue connections of a Glue stage, in place of the stage's own.
     *
     * @param stage the stage's name
     * @param names the connections' names
     * @return this builder
     */
    public Builder connections(String stage, List<String> names) {
      this.connections.put(stage, List.copyOf(names));
      return this;
    }

    /**
     * The Glue security configuration of a Glue stage, in place of the stage's own.
     *
     * @param stage the stage's name
     * @param name the security configuration's name
     * @return this builder
     */
    public Builder securityConfiguration(String stage, String name) {
      this.securityConfigurations.put(stage, name);
      return this;
    }

    /**
     * The bucket whose new objects start a workflow, in place of the one that the workflow names.
     *
     * @param workflow the workflow's name
     * @param bucketName the bucket's name; it sends its events to EventBridge
     * @return this builder
     */
    public Builder triggerBucket(String workflow, String bucketName) {
      this.triggerBuckets.put(workflow, bucketName);
      return this;
    }

    /**
     * Checks and builds the settings.
     *
     * @return the settings
     * @throws IllegalArgumentException if a value is not allowed; the message names all that are
     *     not
     */
    public WorkflowSettings build() {
      Problems problems = new Problems("workflow settings");
      check(problems);
      problems.throwIfAny();
      return new WorkflowSettings(this);
    }

    /** Adds what is wrong to the problems. */
    void check(Problems problems) {
      if (!LogRetention.isAllowed(logRetentionDays)) {
        problems.add(
            "logRetentionDays is "
                + logRetentionDays
                + ": CloudWatch Logs offers "
                + LogRetention.allowed());
      }
      if (removalPolicy != RemovalPolicy.RETAIN && removalPolicy != RemovalPolicy.DESTROY) {
        problems.add("removalPolicy is " + removalPolicy + ": RETAIN and DESTROY are allowed");
      }
      if (alarmEmail != null && !alarmEmail.contains("@")) {
        problems.add("alarmEmail is \"" + alarmEmail + "\": it must be an email address");
      }
      triggerBuckets.forEach(
          (workflow, bucket) ->
              BucketName.problem(bucket)
                  .ifPresent(
                      problem ->
                          problems.add(
                              "the trigger bucket of "
                                  + workflow
                                  + " is \""
                                  + bucket
                                  + "\", which cannot be a bucket's name: "
                                  + problem)));
      problems.requireMin("stageErrors", stageErrors, 1);
      maxConcurrentRuns.forEach(
          (stage, runs) -> problems.requireMin("maxConcurrentRuns of " + stage, runs, 1));
      if (oldestMessage != null) {
        problems.requireMin("oldestMessage (seconds)", oldestMessage.toSeconds().intValue(), 60);
      }
    }
  }
}
