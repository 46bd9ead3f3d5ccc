package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * What tells of failures.
 *
 * @param topic where the notices go; null if nothing sends any
 * @param rule sends failed executions; null for an EXPRESS workflow
 * @param alarm tells of messages in the dead-letter queue; null without such a queue
 */
record FailureNotices(@Nullable ITopic topic, @Nullable Rule rule, @Nullable Alarm alarm) {

  /**
   * Creates what the workflow's type allows.
   *
   * @param workflow the workflow's construct
   * @param type the workflow's type
   * @param existing the topic that was passed in
   * @param stateMachine the state machine
   * @param deadLetterQueue the dead-letter queue, or null
   * @return the notices
   */
  static FailureNotices of(
      Construct workflow,
      WorkflowType type,
      Optional<ITopic> existing,
      StateMachine stateMachine,
      @Nullable Queue deadLetterQueue) {
    boolean standard = type == WorkflowType.STANDARD;
    if (!standard && deadLetterQueue == null) {
      return new FailureNotices(existing.orElse(null), null, null);
    }
    ITopic topic =
        existing.orElseGet(
            () -> Topic.Builder.create(workflow, "FailureTopic").enforceSsl(true).build());
    return new FailureNotices(
        topic,
        standard ? rule(workflow, topic, stateMachine) : null,
        deadLetterQueue == null ? null : alarm(workflow, topic, deadLetterQueue));
  }

  private static Rule rule(Construct workflow, ITopic topic, StateMachine stateMachine) {
    return Rule.Builder.create(workflow, "FailureRule")
        .description("Failed, timed-out and aborted executions of the workflow")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.states"))
                .detailType(List.of("Step Functions Execution Status Change"))
                .detail(
                    Map.of(
                        "status",
                        List.of("FAILED", "TIMED_OUT", "ABORTED"),
                        "stateMachineArn",
                        List.of(stateMachine.getStateMachineArn())))
                .build())
        .targets(
            List.of(
                SnsTopic.Builder.create(topic)
                    // The policy of an imported topic cannot be changed from here.
                    .authorizeUsingRole(!(topic instanceof Topic))
                    .build()))
        .build();
  }

  private static Alarm alarm(Construct workflow, ITopic topic, Queue deadLetterQueue) {
    Alarm alarm =
        Alarm.Builder.create(workflow, "DeadLetterAlarm")
            .alarmDescription("Messages that started no successful execution in 3 tries")
            .metric(
                deadLetterQueue.metricApproximateNumberOfMessagesVisible(
                    MetricOptions.builder()
                        .period(Duration.minutes(1))
                        .statistic(Stats.MAXIMUM)
                        .build()))
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .threshold(1)
            .evaluationPeriods(1)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
    // With a policy of its own the topic no longer has SNS's default one, which lets alarms in.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of(
                    "StringEquals", Map.of("aws:SourceAccount", Stack.of(workflow).getAccount())))
            .build());
    return alarm;
  }
}
