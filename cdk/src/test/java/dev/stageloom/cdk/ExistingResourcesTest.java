package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import dev.stageloom.cdk.example.EventsWorkflow_Stack;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;

/** Buckets, queues and topics that are passed in. */
class ExistingResourcesTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders";
  private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234";

  @TempDir Path directory;

  @Test
  void importedOnesAreUsedAndTheRolesGetAccess() {
    WorkflowResources existing =
        WorkflowResources.builder()
            .workflowBucket(
                stack ->
                    Bucket.fromBucketAttributes(
                        stack,
                        "Bucket",
                        BucketAttributes.builder()
                            .bucketName("my-bucket")
                            .encryptionKey(Key.fromKeyArn(stack, "Key", KEY))
                            .build()))
            .sourceQueue(stack -> Queue.fromQueueArn(stack, "Queue", QUEUE))
            .failureTopic(stack -> Topic.fromTopicArn(stack, "Topic", TOPIC))
            .build();
    CeapWorkflow_Stack stack =
        new CeapWorkflow_Stack(
            TestApp.create(directory), "ceap", StackProps.builder().build(), existing);
    Template template = Template.fromStack(stack);
    Resources resources = new Resources(template);

    template.resourceCountIs("AWS::S3::Bucket", 0);
    template.resourceCountIs("AWS::SQS::Queue", 0);
    template.resourceCountIs("AWS::SNS::Topic", 0);
    assertThat(stack.getWorkflow().getAlarms())
        .containsOnlyKeys("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionThrottled");
    assertThat(stack.getWorkflow().getDeadLetterQueue()).isEmpty();
    assertThat(stack.getWorkflow().getDeadLetterAlarm()).isEmpty();
    assertThat(resources.statements("AWS::IAM::Role", "FilterStageRole"))
        .contains(
            "s3:GetObject on arn:AWS::Partition:s3:::my-bucket/executions/*/HeavyEtlStage/output.*",
            "s3:ListBucket on arn:AWS::Partition:s3:::my-bucket if StringLike s3:prefix"
                + " [executions/*/HeavyEtlStage/*, executions/*/FilterStage/*]",
            "s3:PutObject,s3:DeleteObject,s3:AbortMultipartUpload on"
                + " arn:AWS::Partition:s3:::my-bucket/executions/*/FilterStage/*",
            "kms:Decrypt,kms:GenerateDataKey on " + KEY);
    assertThat(resources.statements("AWS::IAM::Role", "StageloomWorkflowPipeRole"))
        .contains("sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes on " + QUEUE);
    assertThat(resources.json("AWS::Events::Rule", "StageloomWorkflowFailureRule"))
        .contains(TOPIC, "RoleArn");
    assertThat(resources.statements("AWS::IAM::Policy", "StageloomWorkflowFailureRule"))
        .containsExactly("sns:Publish on " + TOPIC);
    assertThat(Resources.map(template.toJSON().get("Outputs")))
        .containsOnlyKeys(
            "StateMachineArn",
            "StateMachineAliasArn",
            "SourceQueueUrl",
            "WorkflowBucketName",
            "FailureTopicArn")
        .containsEntry("WorkflowBucketName", Map.of("Value", "my-bucket"));
  }

  @Test
  void onesOfAnotherStackAreReferenced() {
    App app = TestApp.create(directory);
    Stack shared = new Stack(app, "shared");
    Bucket bucket = WorkflowFactory.createWorkflowBucket(shared);
    Queue queue = Queue.Builder.create(shared, "Queue").encryption(QueueEncryption.KMS).build();
    Topic topic = new Topic(shared, "Topic");
    CeapWorkflow_Stack stack =
        new CeapWorkflow_Stack(
            app,
            "ceap",
            StackProps.builder().build(),
            WorkflowResources.builder()
                .workflowBucket(bucket)
                .sourceQueue(queue)
                .failureTopic(topic)
                .build());
    Template template = Template.fromStack(stack);
    Resources resources = new Resources(template);

    assertThat(stack.getWorkflowBucket()).isSameAs(bucket);
    assertThat(stack.getWorkflow().getSourceQueue()).containsSame(queue);
    assertThat(stack.getWorkflow().getFailureTopic()).containsSame(topic);
    template.resourceCountIs("AWS::S3::Bucket", 0);
    assertThat(resources.json("AWS::IAM::Role", "StageloomWorkflowPipeRole"))
        .contains("kms:Decrypt", "Fn::ImportValue");
    assertThat(new Resources(Template.fromStack(shared)).json("AWS::SNS::TopicPolicy", "Topic"))
        .contains("events.amazonaws.com");
  }

  @Test
  void anExistingGlueJobRunsAStage() {
    CeapWorkflow_Stack stack =
        new CeapWorkflow_Stack(
            TestApp.create(directory),
            "ceap",
            StackProps.builder().build(),
            WorkflowResources.builder()
                .job("HeavyEtlStage", "nightly-etl")
                .role("HeavyEtlStage", scope -> Role.fromRoleName(scope, "Existing", "etl-runner"))
                .build());
    Template template = Template.fromStack(stack);
    Resources resources = new Resources(template);

    template.resourceCountIs("AWS::Glue::Job", 0);
    assertThat(
            Resources.map(
                    resources
                        .properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow")
                        .get("DefinitionSubstitutions"))
                .get("HeavyEtlStageJobName"))
        .isEqualTo("nightly-etl");
    assertThat(resources.statements("AWS::IAM::Policy", "StageloomWorkflowStateMachineRole"))
        .contains(
            "glue:StartJobRun,glue:GetJobRun,glue:GetJobRuns,glue:BatchStopJobRun on"
                + " arn:AWS::Partition:glue:AWS::Region:AWS::AccountId:job/nightly-etl");
    assertThat(resources.statements("AWS::IAM::Policy", "HeavyEtlStage"))
        .contains("s3:GetObject on WorkflowBucket.Arn/executions/*/EtlStage/output.*");
    assertThat(resources.json("AWS::Events::Rule", "StageloomWorkflowJobFailureRule"))
        .contains("nightly-etl");
    assertThat(stack.getHeavyEtlStage().getJobName()).isEqualTo("nightly-etl");
    assertThatThrownBy(() -> stack.getHeavyEtlStage().getJob())
        .hasMessage(
            "the Glue job nightly-etl of the stage HeavyEtlStage exists already"
                + " (WorkflowResources.job): it is not a resource of this stack");
  }

  @Test
  void theRoleOfAnExistingGlueJobIsItsOwners() {
    CeapWorkflow_Stack stack =
        new CeapWorkflow_Stack(
            TestApp.create(directory),
            "ceap",
            StackProps.builder().build(),
            WorkflowResources.builder().job("HeavyEtlStage", "nightly-etl").build());

    assertThat(Template.fromStack(stack).findResources("AWS::IAM::Role").keySet())
        .noneMatch(id -> id.startsWith("HeavyEtlStage"));
    assertThatThrownBy(() -> stack.getHeavyEtlStage().getRole())
        .hasMessageContaining("nightly-etl");
    assertThatThrownBy(() -> WorkflowResources.builder().job("HeavyEtlStage", "a/b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anExpressWorkflowWithoutAlarmsHasNoTopic() {
    EventsWorkflow_Stack stack =
        new EventsWorkflow_Stack(
            TestApp.create(directory),
            "events",
            StackProps.builder().build(),
            WorkflowResources.builder()
                .sourceQueue(scope -> Queue.fromQueueArn(scope, "Queue", QUEUE))
                .settings(WorkflowSettings.builder().alarms(false).build())
                .build());

    assertThat(stack.getWorkflow().getFailureTopic()).isEmpty();
    Template.fromStack(stack).resourceCountIs("AWS::SNS::Topic", 0);
    Template.fromStack(stack).resourceCountIs("AWS::CloudWatch::Alarm", 0);
  }

  @Test
  void everyConstructCanBeChanged() {
    CeapWorkflow_Stack stack = new CeapWorkflow_Stack(TestApp.create(directory), "ceap-candidates");
    stack.getEtlStage().getFunction().addEnvironment("LEVEL", "debug");
    stack.getHeavyEtlStage().getJob().setNumberOfWorkers(20);
    stack.getWorkflow().getPipe().orElseThrow().setDesiredState("STOPPED");
    new Topic(stack, "More").grantPublish(stack.getEtlStage().getFunction());
    Resources resources = new Resources(Template.fromStack(stack));

    assertThat(resources.json("AWS::Lambda::Function", "EtlStage"))
        .contains("\"LEVEL\": \"debug\"");
    assertThat(resources.properties("AWS::Glue::Job", "Heavy"))
        .containsEntry("NumberOfWorkers", 20);
    assertThat(resources.properties("AWS::Pipes::Pipe", "StageloomWorkflow"))
        .containsEntry("DesiredState", "STOPPED");
    assertThat(resources.statements("AWS::IAM::Policy", "EtlStageRoleDefaultPolicy"))
        .containsExactly("sns:Publish on More");
  }
}
