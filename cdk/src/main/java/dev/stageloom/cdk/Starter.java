package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeSourceParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeSourceSqsQueueParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeTargetParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeTargetStateMachineParametersProperty;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.EventBridgeConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnSchedule.FlexibleTimeWindowProperty;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * What starts the executions of a workflow, and its role. It starts the state machine's alias, so
 * that a new version takes over where the alias says so.
 */
final class Starter {

  /** How long EventBridge Scheduler tries a start again that Step Functions refused. */
  private static final int SCHEDULE_MAX_AGE_SECONDS = 3_600;

  private static final int SCHEDULE_RETRIES = 10;

  private final StageWorkflow workflow;
  private final WorkflowType type;
  private final WorkflowSettings settings;
  private final StateMachine stateMachine;
  private final String target;
  private final Optional<IKey> key;

  /**
   * Prepares the creation.
   *
   * @param workflow the workflow's construct
   * @param config the workflow
   * @param stateMachine the state machine
   * @param target the ARN of its alias
   * @param key the customer's key
   */
  Starter(
      StageWorkflow workflow,
      WorkflowConfiguration config,
      StateMachine stateMachine,
      String target,
      Optional<IKey> key) {
    this.workflow = workflow;
    this.type = config.workflowType();
    this.settings = config.settings();
    this.stateMachine = stateMachine;
    this.target = target;
    this.key = key;
  }

  /**
   * What was created for a trigger; what it does not have is null.
   *
   * @param queue the queue whose messages start executions
   * @param deadLetterQueue the queue of what could not
   * @param pipe the pipe from the queue
   * @param schedule the schedule
   * @param rule the rule of the events
   */
  record Created(
      @Nullable IQueue queue,
      @Nullable Queue deadLetterQueue,
      @Nullable CfnPipe pipe,
      @Nullable CfnSchedule schedule,
      @Nullable CfnRule rule) {}

  /**
   * Creates a trigger's resources.
   *
   * @param scope the workflow's scope
   * @param config the workflow
   * @return the resources
   */
  Created create(Construct scope, WorkflowConfiguration config) {
    Trigger trigger = config.trigger();
    if (trigger instanceof Trigger.Queue) {
      SourceQueue source =
          SourceQueue.of(workflow, type, config.sourceQueue(scope), key, settings.removalPolicy());
      return new Created(
          source.queue(), source.deadLetterQueue(), pipe(source.queue()), null, null);
    }
    if (trigger instanceof Trigger.Schedule schedule) {
      Queue failed = SourceQueue.deadLetterQueue(workflow, key, settings.removalPolicy());
      return new Created(null, failed, null, schedule(schedule, failed), null);
    }
    if (trigger instanceof Trigger.ObjectCreated created) {
      created.bucket().ifPresent(Starter::sendEvents);
      Queue failed = SourceQueue.deadLetterQueue(workflow, key, settings.removalPolicy());
      return new Created(null, failed, null, null, rule(created.pattern(), failed));
    }
    if (trigger instanceof Trigger.Event event) {
      Queue failed = SourceQueue.deadLetterQueue(workflow, key, settings.removalPolicy());
      return new Created(null, failed, null, null, rule(event.fields(), failed));
    }
    return new Created(null, null, null, null, null);
  }

  private CfnPipe pipe(IQueue queue) {
    boolean waits = type == WorkflowType.EXPRESS;
    PolicyDocument permissions =
        start(waits ? "states:StartSyncExecution" : "states:StartExecution");
    permissions.addStatements(
        StagePermissions.allow(
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
            List.of(queue.getQueueArn())));
    if (queue.getEncryptionMasterKey() != null) {
      permissions.addStatements(
          StagePermissions.allow(
              List.of("kms:Decrypt"), List.of(queue.getEncryptionMasterKey().getKeyArn())));
    }
    Role role = role("PipeRole", "pipes.amazonaws.com", permissions);
    return CfnPipe.Builder.create(workflow, "Pipe")
        .roleArn(role.getRoleArn())
        .desiredState(settings.triggerEnabled() ? "RUNNING" : "STOPPED")
        .source(queue.getQueueArn())
        .sourceParameters(
            PipeSourceParametersProperty.builder()
                .sqsQueueParameters(
                    PipeSourceSqsQueueParametersProperty.builder().batchSize(1).build())
                .build())
        .target(target)
        .targetParameters(
            PipeTargetParametersProperty.builder()
                .stepFunctionStateMachineParameters(
                    PipeTargetStateMachineParametersProperty.builder()
                        .invocationType(waits ? "REQUEST_RESPONSE" : "FIRE_AND_FORGET")
                        .build())
                .build())
        .build();
  }

  private CfnSchedule schedule(Trigger.Schedule trigger, Queue failed) {
    PolicyDocument permissions = start("states:StartExecution");
    permissions.addStatements(
        StagePermissions.allow(List.of("sqs:SendMessage"), List.of(failed.getQueueArn())));
    Role role = role("ScheduleRole", "scheduler.amazonaws.com", permissions);
    return CfnSchedule.Builder.create(workflow, "Schedule")
        .name(PhysicalNames.schedule(workflow.names()))
        .state(settings.triggerEnabled() ? "ENABLED" : "DISABLED")
        .scheduleExpression(trigger.expression())
        .scheduleExpressionTimezone(trigger.timeZone())
        .flexibleTimeWindow(FlexibleTimeWindowProperty.builder().mode("OFF").build())
        .target(
            CfnSchedule.TargetProperty.builder()
                .arn(target)
                .roleArn(role.getRoleArn())
                .input(trigger.input())
                .retryPolicy(
                    CfnSchedule.RetryPolicyProperty.builder()
                        .maximumEventAgeInSeconds(SCHEDULE_MAX_AGE_SECONDS)
                        .maximumRetryAttempts(SCHEDULE_RETRIES)
                        .build())
                .deadLetterConfig(
                    CfnSchedule.DeadLetterConfigProperty.builder()
                        .arn(failed.getQueueArn())
                        .build())
                .build())
        .build();
  }

  private CfnRule rule(Map<?, ?> pattern, Queue failed) {
    Role role = role("RuleRole", "events.amazonaws.com", start("states:StartExecution"));
    CfnRule rule =
        CfnRule.Builder.create(workflow, "Rule")
            .description("Starts the workflow")
            .state(settings.triggerEnabled() ? "ENABLED" : "DISABLED")
            .eventPattern(pattern)
            .targets(
                List.of(
                    CfnRule.TargetProperty.builder()
                        .id("Workflow")
                        .arn(target)
                        .roleArn(role.getRoleArn())
                        .inputPath("$.detail")
                        .deadLetterConfig(
                            CfnRule.DeadLetterConfigProperty.builder()
                                .arn(failed.getQueueArn())
                                .build())
                        .build()))
            .build();
    failed.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(failed.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
            .build());
    return rule;
  }

  /** CDK's own way is a function of its own that changes the bucket during the deployment. */
  private static void sendEvents(IBucket bucket) {
    if (bucket.getNode().getDefaultChild() instanceof CfnBucket resource) {
      resource.setNotificationConfiguration(
          NotificationConfigurationProperty.builder()
              .eventBridgeConfiguration(
                  EventBridgeConfigurationProperty.builder().eventBridgeEnabled(true).build())
              .build());
    }
  }

  /** Step Functions authorizes the start of an alias by the state machine's ARN. */
  private PolicyDocument start(String action) {
    PolicyDocument permissions = new PolicyDocument();
    permissions.addStatements(
        StagePermissions.allow(List.of(action), List.of(stateMachine.getStateMachineArn())));
    key.ifPresent(k -> permissions.addStatements(Encryption.use(k)));
    return permissions;
  }

  private Role role(String id, String service, PolicyDocument permissions) {
    return Role.Builder.create(workflow, id)
        .assumedBy(
            ServicePrincipal.Builder.create(service)
                .conditions(
                    Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(workflow).getAccount())))
                .build())
        .inlinePolicies(Map.of("Start", permissions))
        .build();
  }
}
