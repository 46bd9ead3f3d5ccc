package dev.stageloom.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** Where alarms and notices of failures go, and the rules that send the notices. */
final class Notices {

  private Notices() {}

  /**
   * The topic, which lets alarms in.
   *
   * @param workflow the workflow's construct
   * @param existing the topic that was passed in
   * @param key the customer's key; empty for no encryption at rest
   * @param email who gets everything by email
   * @return the topic
   */
  static ITopic topic(
      Construct workflow, Optional<ITopic> existing, Optional<IKey> key, Optional<String> email) {
    ITopic topic = existing.orElseGet(() -> create(workflow, key));
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
    email.ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
    return topic;
  }

  private static ITopic create(Construct workflow, Optional<IKey> key) {
    Topic.Builder builder = Topic.Builder.create(workflow, "FailureTopic").enforceSsl(true);
    key.ifPresent(builder::masterKey);
    return builder.build();
  }

  /**
   * The rule that sends failed, timed-out and aborted executions. EXPRESS workflows have no such
   * events.
   *
   * @param workflow the workflow's construct
   * @param topic where to
   * @param stateMachine the state machine
   * @return the rule
   */
  static Rule ofExecutions(Construct workflow, ITopic topic, StateMachine stateMachine) {
    return rule(
        workflow,
        "FailureRule",
        "Failed, timed-out and aborted executions of the workflow",
        EventPattern.builder()
            .source(List.of("aws.states"))
            .detailType(List.of("Step Functions Execution Status Change"))
            .detail(
                new TreeMap<>(
                    Map.of(
                        "status",
                        List.of("FAILED", "TIMED_OUT", "ABORTED"),
                        "stateMachineArn",
                        List.of(stateMachine.getStateMachineArn()))))
            .build(),
        topic);
  }

  /**
   * The rule that sends failed, timed-out and stopped runs of Glue jobs, each of which the state
   * machine may still retry.
   *
   * @param workflow the workflow's construct
   * @param topic where to
   * @param jobNames the jobs' names
   * @return the rule
   */
  static Rule ofJobs(Construct workflow, ITopic topic, List<String> jobNames) {
    return rule(
        workflow,
        "JobFailureRule",
        "Failed, timed-out and stopped runs of the workflow's Glue jobs",
        EventPattern.builder()
            .source(List.of("aws.glue"))
            .detailType(List.of("Glue Job State Change"))
            .detail(
                new TreeMap<>(
                    Map.of("state", List.of("FAILED", "TIMEOUT", "STOPPED"), "jobName", jobNames)))
            .build(),
        topic);
  }

  private static Rule rule(
      Construct workflow, String id, String description, EventPattern pattern, ITopic topic) {
    return Rule.Builder.create(workflow, id)
        .description(description)
        .eventPattern(pattern)
        .targets(
            List.of(
                SnsTopic.Builder.create(topic)
                    // The policy of an imported topic cannot be changed from here.
                    .authorizeUsingRole(!(topic instanceof Topic))
                    .build()))
        .build();
  }
}
