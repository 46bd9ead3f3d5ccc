package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * A workflow: the state machine with tracing and full logging, the queue that starts it through a
 * pipe, and the notices of failures.
 *
 * <p>A message of the queue starts one execution. How a failure comes back depends on the type:
 *
 * <ul>
 *   <li>STANDARD: the pipe is done when the execution has started ({@code FIRE_AND_FORGET}; a
 *       STANDARD workflow cannot be waited for). Its failure, timeout or abort is an event, which
 *       the failure rule sends to the failure topic. The execution can be redriven for 14 days.
 *   <li>EXPRESS: the pipe waits for the execution ({@code REQUEST_RESPONSE}). If it fails, the
 *       message is received again, and after 3 receives it goes to the dead-letter queue. There is
 *       no failure rule, since EXPRESS workflows send no status events.
 * </ul>
 *
 * <p>In both, a message in the dead-letter queue raises an alarm, which goes to the failure topic.
 * A queue that is passed in keeps its own dead-letter queue and gets no alarm.
 *
 * <p>{@link WorkflowFactory} creates it.
 */
public final class StageWorkflow extends Construct {

  /**
   * The id of this construct: one workflow in a scope. Like every id that the factory gives, it has
   * a dot, which no stage's name can have.
   */
  static final String ID = "Stageloom.Workflow";

  private final WorkflowType type;
  private final IBucket workflowBucket;
  private final LogGroup logGroup;
  private final StateMachine stateMachine;
  private final IQueue sourceQueue;
  private final @Nullable Queue deadLetterQueue;
  private final CfnPipe pipe;
  private final @Nullable ITopic failureTopic;
  private final @Nullable Rule failureRule;
  private final @Nullable Alarm deadLetterAlarm;

  StageWorkflow(Construct scope, WorkflowConfiguration config) {
    super(scope, ID);
    this.type = config.workflowType();
    this.workflowBucket = config.workflowBucket();

    String name =
        config.stateMachineName() == null
            ? PhysicalNames.stateMachine(
                this, type == WorkflowType.STANDARD ? "Standard" : "Express")
            : PhysicalNames.requireStateMachine(
                config.stateMachineName(), ": change stateMachineName");
    Map<WorkflowStep, StepTarget> targets = new LinkedHashMap<>();
    config.steps().forEach(step -> targets.put(step, config.target(scope, step)));
    WorkflowDefinition definition = WorkflowDefinition.of(config, targets);
    targets.forEach(
        (step, target) -> target.grantStage(workflowBucket, step.stageName(), config.reads(step)));

    this.logGroup =
        LogGroup.Builder.create(this, "LogGroup")
            // Groups of this name need no entry of their own in the account's resource policy for
            // log delivery, whose size is limited.
            .logGroupName("/aws/vendedlogs/states/" + name)
            .retention(RetentionDays.TWO_WEEKS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.stateMachine =
        StateMachine.Builder.create(this, "StateMachine")
            .stateMachineName(name)
            .stateMachineType(
                type == WorkflowType.STANDARD
                    ? StateMachineType.STANDARD
                    : StateMachineType.EXPRESS)
            .definitionBody(DefinitionBody.fromString(definition.text()))
            .definitionSubstitutions(definition.substitutions())
            .logs(
                LogOptions.builder()
                    .destination(logGroup)
                    .level(LogLevel.ALL)
                    .includeExecutionData(true)
                    .build())
            .tracingEnabled(true)
            .build();
    targets.values().forEach(target -> stateMachine.addToRolePolicy(target.permission(this)));

    SourceQueue source = SourceQueue.of(this, type, config.sourceQueue(scope));
    this.sourceQueue = source.queue();
    this.deadLetterQueue = source.deadLetterQueue();
    this.pipe = SourcePipe.create(this, type, sourceQueue, stateMachine);

    FailureNotices notices =
        FailureNotices.of(this, type, config.failureTopic(scope), stateMachine, deadLetterQueue);
    this.failureTopic = notices.topic();
    this.failureRule = notices.rule();
    this.deadLetterAlarm = notices.alarm();
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
   * The state machine's log group.
   *
   * @return the log group
   */
  public LogGroup getLogGroup() {
    return logGroup;
  }

  /**
   * The queue whose messages start executions.
   *
   * @return the queue that was created or passed in
   */
  public IQueue getSourceQueue() {
    return sourceQueue;
  }

  /**
   * The queue of the messages that were received 3 times without success.
   *
   * @return the queue; empty if the source queue was passed in
   */
  public Optional<Queue> getDeadLetterQueue() {
    return Optional.ofNullable(deadLetterQueue);
  }

  /**
   * The pipe from the queue to the state machine.
   *
   * @return the pipe's resource
   */
  public CfnPipe getPipe() {
    return pipe;
  }

  /**
   * The topic of the notices of failures.
   *
   * @return the topic that was created or passed in; empty if nothing would be sent to it: in an
   *     EXPRESS workflow whose source queue was passed in
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
   * The alarm that there is a message in the dead-letter queue.
   *
   * @return the alarm; empty if the source queue was passed in
   */
  public Optional<Alarm> getDeadLetterAlarm() {
    return Optional.ofNullable(deadLetterAlarm);
  }
}
