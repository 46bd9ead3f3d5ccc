package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.annotations.WorkflowType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.assertions.Template;
import software.constructs.Construct;

/** What a security and an operations team may ask for. */
class SettingsTest {

  @TempDir static Path directory;

  static StageWorkflow workflow;
  static Template template;
  static Resources resources;

  @BeforeAll
  static void synthesize() {
    workflow = Variants.secured(TestApp.create(directory), "secured", WorkflowType.STANDARD);
    template = Template.fromStack(Stack.of(workflow));
    resources = new Resources(template);
  }

  @Test
  void oneKeyEncryptsBucketQueuesTopicLogsAndExecutions() {
    assertThat(resources.json("AWS::S3::Bucket", "WorkflowBucket"))
        .contains("\"SSEAlgorithm\": \"aws:kms\"", "\"BucketKeyEnabled\": true", "\"Key961B73FD\"");
    resources
        .all("AWS::SQS::Queue")
        .forEach((id, queue) -> assertThat(queue).as(id).containsKey("KmsMasterKeyId"));
    assertThat(resources.properties("AWS::SNS::Topic", "StageloomWorkflow"))
        .containsKey("KmsMasterKeyId");
    assertThat(resources.all("AWS::Logs::LogGroup")).hasSize(5);
    resources
        .all("AWS::Logs::LogGroup")
        .forEach((id, group) -> assertThat(group).as(id).containsKey("KmsKeyId"));
    assertThat(
            Resources.string(
                resources
                    .properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow")
                    .get("EncryptionConfiguration")))
        .contains("CUSTOMER_MANAGED_KMS_KEY");
  }

  @Test
  void whoeverUsesTheKeyIsAllowedTo() {
    String use = "kms:Decrypt,kms:GenerateDataKey on Key.Arn";
    for (String role : List.of("ReadStageRole", "SumStageRole", "StageloomWorkflowPipeRole")) {
      assertThat(resources.statements("AWS::IAM::Role", role)).as(role).contains(use);
    }
    assertThat(resources.statements("AWS::IAM::Role", "StageloomWorkflowPipeRole"))
        .contains("kms:Decrypt on Key.Arn");
    assertThat(resources.statements("AWS::IAM::Policy", "StageloomWorkflowStateMachineRole"))
        .anyMatch(statement -> statement.startsWith("kms:Decrypt,kms:GenerateDataKey on Key.Arn"));
    assertThat(Resources.string(resources.properties("AWS::KMS::Key", "Key").get("KeyPolicy")))
        .contains(
            "\"logs.",
            "kms:EncryptionContext:aws:logs:arn",
            "cloudwatch.amazonaws.com",
            "events.amazonaws.com",
            "delivery.logs.amazonaws.com");
  }

  @Test
  void functionsAreInTheVpcAndMayNotMakeInterfacesThemselves() {
    assertThat(Resources.string(resources.properties("AWS::Lambda::Function", "ReadStage")))
        .contains("\"VpcConfig\"", "\"SubnetIds\"", "Stages");
    String interfaces =
        "ec2:CreateNetworkInterface,ec2:DescribeNetworkInterfaces,ec2:DescribeSubnets,"
            + "ec2:DeleteNetworkInterface,ec2:AssignPrivateIpAddresses,"
            + "ec2:UnassignPrivateIpAddresses on *";
    assertThat(resources.statements("AWS::IAM::Role", "ReadStageRole"))
        .contains(interfaces)
        .anyMatch(
            statement ->
                statement.startsWith(interfaces + " if ArnEquals lambda:SourceFunctionArn"));
    assertThat(resources.json("AWS::IAM::Role", "ReadStageRole")).contains("\"Deny\"");
    assertThat(resources.properties("AWS::Glue::Job", "SumStage"))
        .containsEntry("Connections", Map.of("Connections", List.of("orders-database")));
    assertThat(resources.statements("AWS::IAM::Role", "SumStageRole"))
        .contains(
            "glue:GetConnection on arn:AWS::Partition:glue:AWS::Region:AWS::AccountId:catalog"
                + " arn:AWS::Partition:glue:AWS::Region:AWS::AccountId:connection/orders-database");
  }

  @Test
  void settingsAreWhatTheyAreSetTo() {
    resources
        .all("AWS::Logs::LogGroup")
        .forEach((id, group) -> assertThat(group).as(id).containsEntry("RetentionInDays", 90));
    assertThat(resources.properties("AWS::SNS::Subscription", "StageloomWorkflow"))
        .containsEntry("Protocol", "email")
        .containsEntry("Endpoint", "operations@example.com");
    assertThat(resources.properties("AWS::CloudWatch::Alarm", "ReadStageErrorAlarm"))
        .containsEntry("Threshold", 5);
    assertThat(resources.properties("AWS::CloudWatch::Alarm", "StageloomWorkflowOldestMessage"))
        .containsEntry("Threshold", 1800);
    assertThat(resources.properties("AWS::Lambda::Function", "ReadStage"))
        .containsEntry("MemorySize", 512);
    assertThat(resources.properties("AWS::Lambda::Function", "StoreStage"))
        .containsEntry("MemorySize", 1024);
    assertThat(resources.properties("AWS::Glue::Job", "SumStage"))
        .containsEntry("NumberOfWorkers", 4);
    assertThat(resources.json("AWS::S3::Bucket", "WorkflowBucket"))
        .contains("\"LogFilePrefix\": \"workflow/\"");
    assertThat(Resources.string(Resources.map(template.toJSON().get("Outputs"))))
        .contains("\"Name\": \"secured-StateMachineArn\"", "\"Name\": \"secured-SourceQueueUrl\"");
    assertThat(Resources.string(template.toJSON())).contains("\"DeletionPolicy\": \"Delete\"");
  }

  @Test
  void aShiftMovesExecutionsGraduallyAndBackOnAnAlarm() {
    assertThat(
            resources.json(
                "AWS::StepFunctions::StateMachineAlias", "StageloomWorkflowStandardAlias"))
        .contains(
            "\"Type\": \"CANARY\"",
            "\"Percentage\": 10",
            "\"Interval\": 30",
            "StageloomWorkflowExecutionsFailed",
            "StageloomWorkflowExecutionsTimedOut")
        .doesNotContain("RoutingConfiguration");
  }

  @Test
  void aQuietWorkflowIsNeitherWatchedNorStarted() {
    StageWorkflow quiet = Variants.quiet(another("quiet"), "quiet");
    Resources some = new Resources(Template.fromStack(Stack.of(quiet)));

    assertThat(some.all("AWS::CloudWatch::Alarm")).isEmpty();
    assertThat(some.all("AWS::CloudWatch::Dashboard")).isEmpty();
    assertThat(quiet.getDashboard()).isEmpty();
    assertThat(some.properties("AWS::Pipes::Pipe", "StageloomWorkflow"))
        .containsEntry("DesiredState", "STOPPED");
    assertThat(some.properties("AWS::Lambda::Function", "ReadStage"))
        .doesNotContainKey("SnapStart");
    assertThat(quiet.getFailureRule()).isPresent();
  }

  @Test
  void existingRolesLogGroupsAndKeysAreUsed() {
    StageWorkflow imported = Variants.imported(another("imported"), "imported");
    Resources some = new Resources(Template.fromStack(Stack.of(imported)));

    assertThat(Resources.string(some.properties("AWS::Lambda::Function", "ReadStage")))
        .contains("role/reader", "\"LogGroup\": \"/my/reader\"");
    assertThat(Resources.string(some.properties("AWS::Glue::Job", "SumStage")))
        .contains("role/summer");
    assertThat(some.json("AWS::StepFunctions::StateMachine", "StageloomWorkflowStateMachine"))
        .contains("role/machine", "log-group:/my/machine", "key/11111111");
    assertThat(some.statements("AWS::IAM::Policy", "ReadStageExistingPolicy"))
        .anyMatch(statement -> statement.startsWith("s3:PutObject"));
    assertThat(some.all("AWS::IAM::Role").keySet())
        .noneMatch(id -> id.startsWith("ReadStage") || id.startsWith("SumStage"));
    assertThat(some.all("AWS::Logs::LogGroup").values())
        .extracting(group -> group.get("LogGroupName"))
        .containsExactlyInAnyOrder(
            "/aws/lambda/imported-StoreStage",
            "/aws-glue/jobs/imported-SumStage/error",
            "/aws-glue/jobs/imported-SumStage/output");
    assertThat(some.json("AWS::Logs::QueryDefinition", "StageloomWorkflow"))
        .contains("\"/my/machine\"", "\"/my/reader\"");
  }

  @Test
  void aHookChangesTheFinishedStack() {
    Stack stack = new Stack(another("changed"), "changed");
    Variants.workflow(
        stack,
        WorkflowType.EXPRESS,
        Trigger.queue(),
        WorkflowResources.builder()
            .afterCreation(w -> Tags.of(Stack.of(w)).add("team", "shop"))
            .afterCreation(w -> w.getAlarms().get("OldestMessage").setThreshold(60))
            .build());
    Resources some = new Resources(Template.fromStack(stack));

    assertThat(some.json("AWS::Lambda::Function", "ReadStage")).contains("\"team\"", "\"shop\"");
    assertThat(some.properties("AWS::CloudWatch::Alarm", "StageloomWorkflowOldestMessage"))
        .containsEntry("Threshold", 60);
  }

  @Test
  void aWorkflowIsAConstructThatAnotherStackCanHoldTwice() {
    Stack stack = new Stack(another("both"), "both");
    for (String id : List.of("North", "South")) {
      Variants.workflow(
          new Construct(stack, id),
          WorkflowType.STANDARD,
          Trigger.queue(),
          WorkflowResources.none());
    }
    Resources some = new Resources(Template.fromStack(stack));

    assertThat(some.all("AWS::StepFunctions::StateMachine").values())
        .extracting(machine -> machine.get("StateMachineName"))
        .containsExactlyInAnyOrder("both-North-Standard", "both-South-Standard");
    assertThat(some.all("AWS::Lambda::Function").values())
        .extracting(function -> function.get("FunctionName"))
        .contains("both-North-ReadStage", "both-South-ReadStage");
  }

  @Test
  void settingsThatAwsWouldRefuseAreExplainedTogether() {
    WorkflowSettings.Builder builder =
        WorkflowSettings.builder()
            .logRetentionDays(15)
            .alarmEmail("nobody")
            .stageErrors(0)
            .oldestMessage(Duration.seconds(5))
            .removalPolicy(RemovalPolicy.SNAPSHOT);

    assertThatThrownBy(builder::build)
        .hasMessageContainingAll(
            "logRetentionDays is 15: CloudWatch Logs offers 1, 3, 5, 7, 14, 30",
            "removalPolicy is SNAPSHOT",
            "alarmEmail is \"nobody\"",
            "stageErrors is 0",
            "oldestMessage (seconds) is 5");
    assertThatThrownBy(() -> TrafficShift.linear(100, Duration.minutes(0)))
        .hasMessageContainingAll("percent is 100", "interval (minutes) is 0");
  }

  private static App another(String folder) {
    return TestApp.create(directory.resolve(folder));
  }
}
