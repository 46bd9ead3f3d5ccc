package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineAlias;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineVersion;
import software.amazon.awscdk.services.stepfunctions.CustomerManagedEncryptionConfiguration;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * A workflow: the state machine with tracing and full logging, its version and alias, what starts
 * it, and what watches it: notices of failures, alarms, a dashboard and a saved query.
 *
 * <p>By default a message of a queue starts one execution. How a failure comes back depends on the
 * type:
 *
 * <ul>
 *   <li>STANDARD: the pipe is done when the execution has started ({@code FIRE_AND_FORGET}; a
 *       STANDARD workflow cannot be waited for). Its failure, timeout or abort is an event, which
 *       the failure rule sends to the failure topic. The execution can be redriven for 14 days.
 *   <li>EXPRESS: the pipe waits for the execution ({@code REQUEST_RESPONSE}). If it fails, the
 *       message is received again, and after 5 receives it goes to the dead-letter queue. There is
 *       no failure rule, since EXPRESS workflows send no status events.
 * </ul>
 *
 * <p>In both, a message in the dead-letter queue raises an alarm, which goes to the failure topic.
 * A queue that is passed in keeps its own dead-letter queue and gets no alarms.
 *
 * <p>{@link WorkflowFactory} creates it.
 */
public final class StageWorkflow extends Construct {

  /**
   * The id of this construct: one workflow in a scope. Like every id that the factory gives, it has
   * a dot, which no stage's name can have.
   */
  static final String ID = "Stageloom.Workflow";

  /** CDK spreads statements over policies, of at most 6,144 characters each. */
  private static final int FUNCTIONS_IN_A_STATEMENT = 20;

  private final WorkflowType type;
  private final Stack stack;
  private final String names;
  private final IBucket workflowBucket;
  private final ILogGroup logGroup;
  private final StateMachine stateMachine;
  private final LiveVersion liveVersion;
  private final Starter.Created starter;
  private final @Nullable ITopic failureTopic;
  private final @Nullable Rule failureRule;
  private final @Nullable Rule jobFailureRule;
  private final Map<String, CfnAlarm> alarms;
  private final @Nullable CfnDashboard dashboard;
  private final List<CfnQueryDefinition> queries;
  private final Map<String, StageFunction> functions = new LinkedHashMap<>();
  private final Map<String, StageJob> jobs = new LinkedHashMap<>();

  StageWorkflow(Construct scope, WorkflowConfiguration config) {
    super(scope, ID);
    this.type = config.workflowType();
    this.stack = Stack.of(scope);
    this.names = PhysicalNames.prefix(scope);
    this.workflowBucket = config.workflowBucket();
    WorkflowResources resources = config.resources();
    WorkflowSettings settings = config.settings();
    Optional<IKey> key = resources.encryptionKey(scope);
    key.ifPresent(k -> Encryption.allowServices(this, k));

    String name =
        config.stateMachineName() == null
            ? PhysicalNames.stateMachine(
                names, type == WorkflowType.STANDARD ? "Standard" : "Express")
            : PhysicalNames.requireStateMachine(config.stateMachineName());
    Map<WorkflowStep, StepTarget> targets = new LinkedHashMap<>();
    config.steps().forEach(step -> targets.put(step, config.target(scope, step)));
    targets.forEach((step, target) -> remember(step.stageName(), target));
    WorkflowDefinition definition = WorkflowDefinition.of(config, targets);
    StagePermissions permissions = new StagePermissions(workflowBucket);
    targets.forEach(
        (step, target) ->
            target.grantStage(workflowBucket, permissions, step.stageName(), config.reads(step)));
    if (config.trigger() instanceof Trigger.ObjectCreated created) {
      targets.forEach(
          (step, target) -> {
            if (config.previousStage(step).isEmpty()) {
              created.read(stack).forEach(target::allow);
            }
          });
    }
    List<WatchedStage> stages = new ArrayList<>();
    targets.forEach((step, target) -> stages.add(target.watched(step.stageName())));

    // Groups of this name need no entry of their own in the account's resource policy for log
    // delivery, whose size is limited.
    String logGroupName = "/aws/vendedlogs/states/" + name;
    Optional<ILogGroup> existing = resources.logGroup(this, WorkflowResources.STATE_MACHINE);
    this.logGroup =
        existing.orElseGet(
            () ->
                LogGroups.create(this, "LogGroup", logGroupName, settings.logRetentionDays(), key));
    this.stateMachine = stateMachine(name, definition, resources, key);
    allowStages(targets.values());
    String arn = stateMachine.getStateMachineArn();

    List<String> jobs =
        stages.stream().filter(WatchedStage::job).map(WatchedStage::resourceName).toList();
    boolean standard = type == WorkflowType.STANDARD;
    this.failureTopic =
        standard || settings.alarms()
            ? Notices.topic(this, config.failureTopic(scope), key, settings.alarmEmail())
            : config.failureTopic(scope).orElse(null);
    this.failureRule = standard ? Notices.ofExecutions(this, requireTopic(), stateMachine) : null;
    this.jobFailureRule = jobs.isEmpty() ? null : Notices.ofJobs(this, requireTopic(), jobs);

    Optional<WorkflowAlarms> watch =
        settings.alarms()
            ? Optional.of(new WorkflowAlarms(this, requireTopic().getTopicArn()))
            : Optional.empty();
    List<CfnAlarm> failures = watch.map(w -> w.ofExecutions(arn)).orElse(List.of());
    this.liveVersion = LiveVersion.of(this, type, stateMachine, settings.trafficShift(), failures);
    this.starter =
        new Starter(this, config, stateMachine, liveVersion.alias().getRef(), key)
            .create(scope, config);
    watch.ifPresent(w -> watchQueues(w, settings));
    if (settings.alarms()) {
      String topicArn = requireTopic().getTopicArn();
      targets
          .values()
          .forEach(target -> target.alarmOnErrors(this, settings.stageErrors(), topicArn));
    }
    this.alarms = watch.map(WorkflowAlarms::all).orElse(Map.of());
    this.dashboard =
        settings.dashboard()
            ? WorkflowDashboard.create(
                this, arn, stages, starter.queue(), starter.deadLetterQueue())
            : null;
    this.queries =
        ExecutionQuery.create(
            this,
            Stream.concat(
                    Stream.of(existing.map(ILogGroup::getLogGroupName).orElse(logGroupName)),
                    stages.stream().flatMap(stage -> stage.logGroups().stream()))
                .toList());
    // Everything with a log group is there when the state machine is.
    queries.forEach(query -> query.getNode().addDependency(stateMachine));
  }

  private StateMachine stateMachine(
      String name, WorkflowDefinition definition, WorkflowResources resources, Optional<IKey> key) {
    StateMachine.Builder builder =
        StateMachine.Builder.create(this, "StateMachine")
            .stateMachineName(name)
            .stateMachineType(
                type == WorkflowType.STANDARD
                    ? StateMachineType.STANDARD
                    : StateMachineType.EXPRESS)
            .role(
                resources
                    .role(this, WorkflowResources.STATE_MACHINE)
                    .orElseGet(this::stateMachineRole))
            .definitionBody(definition.body())
            .definitionSubstitutions(definition.substitutions())
            .logs(
                LogOptions.builder()
                    .destination(logGroup)
                    .level(LogLevel.ALL)
                    .includeExecutionData(true)
                    .build())
            .tracingEnabled(true);
    key.ifPresent(
        k -> builder.encryptionConfiguration(new CustomerManagedEncryptionConfiguration(k)));
    return builder.build();
  }

  private void remember(String stage, StepTarget target) {
    if (target instanceof FunctionTarget function) {
      function.stage().ifPresent(own -> functions.put(stage, own));
    } else if (target instanceof JobTarget job && job.job() != null) {
      jobs.put(stage, job.job());
    }
  }

  private void allowStages(Collection<StepTarget> targets) {
    List<String> functions =
        targets.stream().flatMap(target -> target.invocation().stream()).distinct().toList();
    for (int from = 0; from < functions.size(); from += FUNCTIONS_IN_A_STATEMENT) {
      stateMachine.addToRolePolicy(
          StagePermissions.allow(
              List.of("lambda:InvokeFunction"),
              functions.subList(
                  from, Math.min(functions.size(), from + FUNCTIONS_IN_A_STATEMENT))));
    }
    targets.forEach(target -> target.permission(this).ifPresent(stateMachine::addToRolePolicy));
  }

  /** What the names of the workflow's resources begin with. */
  String names() {
    return names;
  }

  /** Whether a construct is in the same stack. */
  boolean isInStackOf(Construct construct) {
    return stack.equals(Stack.of(construct));
  }

  private Role stateMachineRole() {
    return Role.Builder.create(this, "StateMachineRole")
        .assumedBy(
            ServicePrincipal.Builder.create("states.amazonaws.com")
                .conditions(
                    Map.of(
                        "StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build())
        .build();
  }

  private void watchQueues(WorkflowAlarms watch, WorkflowSettings settings) {
    if (starter.deadLetterQueue() != null) {
      watch.ofDeadLetters(starter.deadLetterQueue());
    }
    // A queue that was passed in is watched by its owner.
    if (starter.queue() instanceof Queue own && starter.deadLetterQueue() != null) {
      watch.ofAge(own, type, settings);
    }
  }

  private ITopic requireTopic() {
    return Objects.requireNonNull(failureTopic);
  }

  /**
   * The workflow's type.
   *
   * @return the type
   */
  public WorkflowType getType() {
    return type;
  }

  /**
   * The bucket that holds the outputs of the stages.
   *
   * @return the bucket
   */
  public IBucket getWorkflowBucket() {
    return workflowBucket;
  }

  /**
   * The state machine.
   *
   * @return the state machine, to be changed or to grant others the start of executions
   */
  public StateMachine getStateMachine() {
    return stateMachine;
  }

  /**
   * What runs a Lambda stage.
   *
   * @param stage the stage's name
   * @return the function
   * @throws IllegalArgumentException if no step of that name has a {@link StageFunction}
   */
  public StageFunction getFunction(String stage) {
    return ofStage(stage, functions);
  }

  /**
   * What runs a Glue stage.
   *
   * @param stage the stage's name
   * @return the job
   * @throws IllegalArgumentException if no step of that name has a {@link StageJob}
   */
  public StageJob getJob(String stage) {
    return ofStage(stage, jobs);
  }

  private static <T> T ofStage(String stage, Map<String, T> constructs) {
    T found = constructs.get(stage);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no \"" + stage + "\" among " + constructs.keySet());
    }
    return found;
  }

  /**
   * The state machine's log group.
   *
   * @return the log group that was created or passed in
   */
  public ILogGroup getLogGroup() {
    return logGroup;
  }

  /**
   * The version of the state machine that is deployed. Versions stay when another one takes their
   * place.
   *
   * @return the version's resource
   */
  public CfnStateMachineVersion getVersion() {
    return liveVersion.version();
  }

  /**
   * The alias {@code live}, which the trigger starts: what others should start too.
   *
   * @return the alias's resource, whose reference is its ARN
   */
  public CfnStateMachineAlias getAlias() {
    return liveVersion.alias();
  }

  /**
   * The queue whose messages start executions.
   *
   * @return the queue that was created or passed in; empty if the trigger is another one
   */
  public Optional<IQueue> getSourceQueue() {
    return Optional.ofNullable(starter.queue());
  }

  /**
   * The queue of what started no execution: messages that were received 5 times without success, or
   * times and events.
   *
   * @return the queue; empty if the source queue was passed in, or there is no trigger
   */
  public Optional<Queue> getDeadLetterQueue() {
    return Optional.ofNullable(starter.deadLetterQueue());
  }

  /**
   * The pipe from the queue to the state machine.
   *
   * @return the pipe's resource; empty if the trigger is another one
   */
  public Optional<CfnPipe> getPipe() {
    return Optional.ofNullable(starter.pipe());
  }

  /**
   * The schedule that starts executions.
   *
   * @return the schedule's resource; empty if the trigger is another one
   */
  public Optional<CfnSchedule> getSchedule() {
    return Optional.ofNullable(starter.schedule());
  }

  /**
   * The rule of the events that start executions.
   *
   * @return the rule's resource; empty if the trigger is another one
   */
  public Optional<CfnRule> getRule() {
    return Optional.ofNullable(starter.rule());
  }

  /**
   * The topic of the alarms and of the notices of failures.
   *
   * @return the topic that was created or passed in; empty in an EXPRESS workflow without alarms
   */
  public Optional<ITopic> getFailureTopic() {
    return Optional.ofNullable(failureTopic);
  }

  /**
   * The rule that sends failed, timed-out and aborted executions to the topic.
   *
   * @return the rule; empty for an EXPRESS workflow, which sends no status events
   */
  public Optional<Rule> getFailureRule() {
    return Optional.ofNullable(failureRule);
  }

  /**
   * The rule that sends failed, timed-out and stopped runs of the Glue jobs to the topic.
   *
   * @return the rule; empty without Glue stages
   */
  public Optional<Rule> getJobFailureRule() {
    return Optional.ofNullable(jobFailureRule);
  }

  /**
   * The alarm that there is a message in the dead-letter queue.
   *
   * @return the alarm; empty without that queue, or without alarms
   */
  public Optional<CfnAlarm> getDeadLetterAlarm() {
    return Optional.ofNullable(alarms.get("DeadLetterAlarm"));
  }

  /**
   * The alarms of the executions and of the queues. Those of the stages are the stages'.
   *
   * @return the alarms by their ids: {@code ExecutionsFailed}, {@code ExecutionsTimedOut}, {@code
   *     ExecutionThrottled}, {@code DeadLetterAlarm}, {@code OldestMessage}, as far as there are
   */
  public Map<String, CfnAlarm> getAlarms() {
    return alarms;
  }

  /**
   * The dashboard.
   *
   * @return the dashboard's resource; empty if the settings want none
   */
  public Optional<CfnDashboard> getDashboard() {
    return Optional.ofNullable(dashboard);
  }

  /**
   * The saved queries that follow one execution through all logs.
   *
   * @return one query, or one for each 50 log groups
   */
  public List<CfnQueryDefinition> getQueries() {
    return queries;
  }
}
