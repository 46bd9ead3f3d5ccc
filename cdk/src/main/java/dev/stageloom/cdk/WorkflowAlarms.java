package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.sqs.IQueue;

/** The alarms of a workflow's executions and queues, by their ids. */
final class WorkflowAlarms {

  private static final int MINUTE = 60;
  private static final int FIVE_MINUTES = 5 * MINUTE;

  /** A message that the pipe left lying for this long, in seconds. */
  private static final int STANDARD_AGE = 15 * MINUTE;

  /** The same where a failed message is tried again after half an hour, twice. */
  private static final int EXPRESS_AGE = 120 * MINUTE;

  private final StageWorkflow workflow;
  private final String topicArn;
  private final Map<String, CfnAlarm> alarms = new LinkedHashMap<>();

  /**
   * Starts without alarms.
   *
   * @param workflow the workflow's construct
   * @param topicArn the ARN of the topic that they tell
   */
  WorkflowAlarms(StageWorkflow workflow, String topicArn) {
    this.workflow = workflow;
    this.topicArn = topicArn;
  }

  /**
   * Failed, timed-out and throttled executions.
   *
   * @param stateMachineArn the state machine's ARN
   * @return the alarms of failed and timed-out ones
   */
  List<CfnAlarm> ofExecutions(String stateMachineArn) {
    List<CfnAlarm> failures = new ArrayList<>();
    failures.add(
        ofExecutions(
            "ExecutionsFailed",
            "An execution failed. The runbook tells how to find its stage and to redrive it.",
            stateMachineArn));
    failures.add(
        ofExecutions(
            "ExecutionsTimedOut",
            "An execution took longer than it may. The runbook tells how to redrive it.",
            stateMachineArn));
    ofExecutions(
        "ExecutionThrottled",
        "Step Functions held back events or retries: the account's quota of state transitions is"
            + " used up.",
        stateMachineArn);
    return failures;
  }

  private CfnAlarm ofExecutions(String metric, String description, String stateMachineArn) {
    return create(
        metric,
        description,
        new Alarms.Metric("AWS/States", metric, Map.of("StateMachineArn", stateMachineArn), "Sum"),
        FIVE_MINUTES,
        1);
  }

  /**
   * Messages that could not start an execution.
   *
   * @param queue the dead-letter queue
   * @return the alarm
   */
  CfnAlarm ofDeadLetters(IQueue queue) {
    return create(
        "DeadLetterAlarm",
        "There are messages or events that started no successful execution.",
        ofQueue(queue, "ApproximateNumberOfMessagesVisible"),
        MINUTE,
        1);
  }

  /**
   * Messages that wait for too long.
   *
   * @param queue the source queue
   * @param type the workflow's type
   * @param settings may set the age
   */
  void ofAge(IQueue queue, WorkflowType type, WorkflowSettings settings) {
    int standard = type == WorkflowType.STANDARD ? STANDARD_AGE : EXPRESS_AGE;
    create(
        "OldestMessage",
        "A message waits for longer than expected: the pipe is stopped or may not start"
            + " executions, or there are more messages than it can start.",
        ofQueue(queue, "ApproximateAgeOfOldestMessage"),
        FIVE_MINUTES,
        settings.oldestMessage().map(age -> age.toSeconds().intValue()).orElse(standard));
  }

  private CfnAlarm create(
      String id, String description, Alarms.Metric metric, int periodSeconds, int threshold) {
    CfnAlarm alarm =
        Alarms.create(
            workflow,
            id,
            PhysicalNames.ofWatcher(workflow.names(), id),
            description,
            metric,
            periodSeconds,
            threshold,
            topicArn);
    alarms.put(id, alarm);
    return alarm;
  }

  private static Alarms.Metric ofQueue(IQueue queue, String metric) {
    return new Alarms.Metric(
        "AWS/SQS", metric, Map.of("QueueName", queue.getQueueName()), "Maximum");
  }

  /** All of them, by their ids. */
  Map<String, CfnAlarm> all() {
    return Map.copyOf(alarms);
  }
}
