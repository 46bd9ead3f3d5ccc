package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.annotations.WorkflowType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** What starts executions, and with which input. */
class TriggerTest {

  private static final String ALIAS = "StageloomWorkflowStandardAlias";

  @TempDir static Path directory;

  static StageWorkflow scheduled;
  static StageWorkflow uploaded;
  static StageWorkflow placed;
  static StageWorkflow byHand;

  @BeforeAll
  static void create() {
    List<StageWorkflow> workflows = Variants.triggers(TestApp.create(directory));
    scheduled = workflows.get(0);
    uploaded = workflows.get(1);
    placed = workflows.get(2);
    byHand = workflows.get(3);
  }

  @Test
  void aScheduleStartsTheAliasWithItsTime() {
    Resources resources = resources(scheduled);
    Map<String, Object> schedule = resources.properties("AWS::Scheduler::Schedule", "Stageloom");

    assertThat(schedule)
        .containsEntry("Name", "nightly-Schedule")
        .containsEntry("ScheduleExpression", "cron(0 3 * * ? *)")
        .containsEntry("ScheduleExpressionTimezone", "Europe/Berlin")
        .containsEntry("State", "ENABLED")
        .containsEntry("FlexibleTimeWindow", Map.of("Mode", "OFF"));
    Map<String, Object> target = Resources.map(schedule.get("Target"));
    assertThat(target)
        .containsEntry(
            "Input",
            "{\"scheduledTime\":\"<aws.scheduler.scheduled-time>\","
                + "\"scheduleExecutionId\":\"<aws.scheduler.execution-id>\"}");
    assertThat(Resources.reference(target.get("Arn"))).isEqualTo(ALIAS);
    assertThat(Resources.string(target.get("DeadLetterConfig"))).contains("DeadLetterQueue");
    assertThat(resources.statements("AWS::IAM::Role", "StageloomWorkflowScheduleRole"))
        .containsExactly(
            "states:StartExecution on StageloomWorkflowStateMachine",
            "sqs:SendMessage on StageloomWorkflowDeadLetterQueue.Arn");
    assertThat(resources.all("AWS::Pipes::Pipe")).isEmpty();
    assertThat(scheduled.getSchedule()).isPresent();
    assertThat(scheduled.getSourceQueue()).isEmpty();
    assertThat(scheduled.getDeadLetterAlarm()).isPresent();
  }

  @Test
  void anObjectStartsTheAliasWithTheEventsDetail() {
    Resources resources = resources(uploaded);
    Map<String, Object> rule = resources.properties("AWS::Events::Rule", "StageloomWorkflowRule");

    assertThat(Resources.string(rule.get("EventPattern")))
        .contains("\"aws.s3\"", "\"Object Created\"", "\"wildcard\": \"in/*.csv\"", "Uploads");
    assertThat(Resources.string(rule.get("Targets")))
        .contains("\"InputPath\": \"$.detail\"", ALIAS, "DeadLetterQueue", "RoleArn");
    assertThat(resources.json("AWS::SQS::QueuePolicy", "StageloomWorkflowDeadLetterQueue"))
        .contains("events.amazonaws.com", "sqs:SendMessage", "aws:SourceArn");
    Stack shop = (Stack) Stack.of(uploaded).getNode().getRoot().getNode().findChild("shop");
    assertThat(new Resources(Template.fromStack(shop)).json("AWS::S3::Bucket", "Uploads"))
        .contains("\"EventBridgeEnabled\": true");
  }

  @Test
  void theFirstStageMayReadTheObjectsThatStartIt() {
    Resources resources = resources(uploaded);

    assertThat(resources.json("AWS::IAM::Role", "ReadStageRole"))
        .contains("Uploads", "/in/*.csv", "s3:GetObject");
    assertThat(resources.json("AWS::IAM::Role", "StoreStageRole")).doesNotContain("/in/*.csv");
    assertThat(
            Trigger.objectCreated("uploads", "a*b/", "").read(new Stack(new App(), "s")).stream()
                .flatMap(statement -> statement.getResources().stream())
                .toList())
        .singleElement()
        .asString()
        .endsWith(":s3:::uploads/a${*}b/*");
  }

  @Test
  void objectsOfTheWorkflowsOwnBucketStartIt() {
    Stack stack = new Stack(TestApp.create(directory.resolve("own")), "orders");
    var bucket = WorkflowFactory.createWorkflowBucket(stack);
    WorkflowFactory.createStandardWorkflow(
        stack,
        WorkflowConfiguration.builder()
            .workflowName("orders")
            .workflowBucket(bucket)
            .trigger(Trigger.objectCreated(bucket, "in/", ""))
            .step(
                LambdaStep.of(
                    "ReadStage",
                    StageFunction.Builder.create(stack, "ReadStage").handler("p.Read").build()))
            .build());
    Resources resources = new Resources(Template.fromStack(stack));

    assertThat(resources.json("AWS::S3::Bucket", "WorkflowBucket"))
        .contains("\"EventBridgeEnabled\": true");
    assertThat(resources.json("AWS::Events::Rule", "StageloomWorkflowRule"))
        .contains("\"prefix\": \"in/\"");
    assertThat(resources.statements("AWS::IAM::Role", "ReadStageRole"))
        .anyMatch(
            statement -> statement.startsWith("s3:GetObject on") && statement.contains("/in/*"));
  }

  @Test
  void anEventStartsAnExpressWorkflowToo() {
    Resources resources = resources(placed);

    assertThat(
            Resources.string(
                resources
                    .properties("AWS::Events::Rule", "StageloomWorkflowRule")
                    .get("EventPattern")))
        .contains("\"Order placed\"", "\"shop\"");
    assertThat(resources.json("AWS::Events::Rule", "StageloomWorkflowRule"))
        .contains("StageloomWorkflowExpressAlias");
    assertThat(resources.statements("AWS::IAM::Role", "StageloomWorkflowRuleRole"))
        .containsExactly("states:StartExecution on StageloomWorkflowStateMachine");
  }

  @Test
  void withoutATriggerThereIsNothingThatStartsIt() {
    Resources resources = resources(byHand);

    for (String type : List.of("AWS::SQS::Queue", "AWS::Pipes::Pipe", "AWS::Scheduler::Schedule")) {
      assertThat(resources.all(type)).isEmpty();
    }
    assertThat(byHand.getRule()).isEmpty();
    assertThat(byHand.getAlarms())
        .containsOnlyKeys("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionThrottled");
    assertThat(Resources.map(Template.fromStack(Stack.of(byHand)).toJSON().get("Outputs")))
        .containsKeys("StateMachineArn", "StateMachineAliasArn")
        .doesNotContainKeys("SourceQueueUrl", "DeadLetterQueueUrl");
  }

  @Test
  void onePrefixOrSuffixIsAMatcherOfItsOwn() {
    assertThat(Trigger.objectCreated("b", "in/", "").pattern().toString()).contains("{prefix=in/}");
    assertThat(Trigger.objectCreated("b", "", ".csv").pattern().toString())
        .contains("{suffix=.csv}");
    assertThat(Trigger.objectCreated("b", "a*\\", ".csv").pattern().toString())
        .contains("{wildcard=a\\*\\\\*.csv}");
    assertThat(Trigger.objectCreated("b", "", "").pattern().toString()).doesNotContain("object=");
  }

  @Test
  void whatAwsWouldRefuseIsExplained() {
    assertThat(Trigger.schedule("0 3 * * *", "Europe/Berlin").problems())
        .singleElement()
        .asString()
        .contains("\"0 3 * * *\"", "cron(minutes hours");
    assertThat(Trigger.schedule("rate(1 hour)", "Berlin").problems())
        .singleElement()
        .asString()
        .contains("no time zone \"Berlin\"");
    assertThat(Trigger.schedule("rate(1 hour)", "UTC").withInput("{").problems())
        .singleElement()
        .asString()
        .contains("not JSON");
    assertThat(Trigger.objectCreated("My Bucket", "", "").problems())
        .singleElement()
        .asString()
        .contains("cannot be a bucket's name");
    assertThat(Trigger.event("{}").problems()).hasSize(1);
    assertThat(Trigger.event("[").problems()).hasSize(1);
    assertThat(Trigger.event("{\"source\": [\"" + "x".repeat(5000) + "\"]}").problems())
        .singleElement()
        .asString()
        .contains("4096");

    App app = TestApp.create(directory.resolve("refused"));
    Stack stack = new Stack(app, "orders");
    assertThatThrownBy(
            () ->
                Variants.workflow(
                    stack,
                    WorkflowType.STANDARD,
                    Trigger.schedule("daily", "UTC"),
                    WorkflowResources.none()))
        .hasMessageContaining("workflow \"orders\": the schedule \"daily\"");
  }

  @Test
  void theStagesOutputsStartNoExecutionThatWritesThem() {
    Stack stack = new Stack(TestApp.create(directory.resolve("loop")), "orders");
    var bucket = WorkflowFactory.createWorkflowBucket(stack);
    WorkflowConfiguration.Builder builder =
        WorkflowConfiguration.builder()
            .workflowName("orders")
            .workflowBucket(bucket)
            .step(
                LambdaStep.of(
                    "ReadStage",
                    StageFunction.Builder.create(stack, "ReadStage").handler("p.Read").build()));

    for (String prefix : List.of("", "exec", "executions/")) {
      assertThatThrownBy(() -> builder.trigger(Trigger.objectCreated(bucket, prefix, "")).build())
          .hasMessageContaining("which the stages write themselves");
    }
    assertThat(Optional.of(builder.trigger(Trigger.objectCreated(bucket, "in/", "")).build()))
        .isPresent();
  }

  private static Resources resources(StageWorkflow workflow) {
    return new Resources(Template.fromStack(Stack.of(workflow)));
  }
}
