package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.AslWriter;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Template;

/** The template of a generated STANDARD stack. */
class StandardWorkflowTest {

  private static final String FUNCTION =
      "arn:AWS::Partition:lambda:AWS::Region:AWS::AccountId:function:ceap-candidates-";

  @TempDir static Path directory;

  static Template template;
  static Resources resources;

  @BeforeAll
  static void synthesize() {
    template =
        Template.fromStack(new CeapWorkflow_Stack(TestApp.create(directory), "ceap-candidates"));
    resources = new Resources(template);
  }

  @Test
  void theBucketIsEncryptedPrivateAndShortLived() {
    template.hasResourceProperties(
        "AWS::S3::Bucket",
        Map.of(
            "BucketEncryption",
            Map.of(
                "ServerSideEncryptionConfiguration",
                List.of(Map.of("ServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "AES256")))),
            "PublicAccessBlockConfiguration",
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true),
            "LifecycleConfiguration",
            Map.of(
                "Rules",
                List.of(
                    Map.of(
                        "Id",
                        "ExpireExecutions",
                        "Prefix",
                        "executions/",
                        "ExpirationInDays",
                        7,
                        "Status",
                        "Enabled"),
                    Map.of(
                        "Id",
                        "ExpireSparkEventLogs",
                        "Prefix",
                        "spark-event-logs/",
                        "ExpirationInDays",
                        14,
                        "Status",
                        "Enabled"),
                    Map.of(
                        "Id",
                        "AbortUnfinishedUploads",
                        "AbortIncompleteMultipartUpload",
                        Map.of("DaysAfterInitiation", 1),
                        "Status",
                        "Enabled")))));
    assertThat(resources.json("AWS::S3::BucketPolicy", "WorkflowBucket"))
        .contains("\"Effect\": \"Deny\"", "\"aws:SecureTransport\": \"false\"");
  }

  @Test
  void outputsAndDeadLettersStayWhenTheStackIsDeleted() {
    template.hasResource("AWS::S3::Bucket", Map.of("DeletionPolicy", "Retain"));
    template.hasResource(
        "AWS::SQS::Queue",
        Map.of(
            "DeletionPolicy", "Retain", "Properties", Map.of("MessageRetentionPeriod", 1209600)));
  }

  @Test
  void theQueueGivesUpAfterFiveReceives() {
    Map<String, Object> queue =
        resources.properties("AWS::SQS::Queue", "StageloomWorkflowSourceQueue");
    assertThat(queue)
        .containsEntry("MaximumMessageSize", 262144)
        .containsEntry("MessageRetentionPeriod", 345600)
        .containsEntry("SqsManagedSseEnabled", true)
        .containsEntry("VisibilityTimeout", 180);
    assertThat(Resources.string(queue.get("RedrivePolicy")))
        .contains("\"maxReceiveCount\": 5", "StageloomWorkflowDeadLetterQueue");
    assertThat(resources.properties("AWS::SQS::Queue", "StageloomWorkflowDeadLetterQueue"))
        .containsEntry("MessageRetentionPeriod", 1209600)
        .containsEntry("SqsManagedSseEnabled", true);
    assertThat(resources.json("AWS::SQS::QueuePolicy", "StageloomWorkflowSourceQueue"))
        .contains("\"Effect\": \"Deny\"", "\"aws:SecureTransport\": \"false\"");
    assertThat(resources.json("AWS::SQS::QueuePolicy", "StageloomWorkflowDeadLetterQueue"))
        .contains("\"Effect\": \"Deny\"", "\"aws:SecureTransport\": \"false\"");
  }

  @Test
  void thePipeStartsOneExecutionPerMessageAndDoesNotWait() {
    template.hasResourceProperties(
        "AWS::Pipes::Pipe",
        Map.of(
            "SourceParameters",
            Map.of("SqsQueueParameters", Map.of("BatchSize", 1)),
            "TargetParameters",
            Map.of(
                "StepFunctionStateMachineParameters",
                Map.of("InvocationType", "FIRE_AND_FORGET"))));
    assertThat(resources.statements("AWS::IAM::Role", "StageloomWorkflowPipeRole"))
        .containsExactlyInAnyOrder(
            "sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes on"
                + " StageloomWorkflowSourceQueue.Arn",
            "states:StartExecution on StageloomWorkflowStateMachine");
  }

  @Test
  void theFunctionsAreAsTheStagesSay() {
    assertThat(resources.properties("AWS::Lambda::Function", "EtlStage"))
        .containsEntry("FunctionName", "ceap-candidates-EtlStage")
        .containsEntry("Handler", "dev.stageloom.cdk.example.EtlStage_Handler")
        .containsEntry("Description", "Reads the orders")
        .containsEntry("Runtime", "java25")
        .containsEntry("Architectures", List.of("x86_64"))
        .containsEntry("MemorySize", 1024)
        .containsEntry("Timeout", 300)
        .containsEntry("EphemeralStorage", Map.of("Size", 512))
        .containsEntry("TracingConfig", Map.of("Mode", "Active"));
    assertThat(resources.properties("AWS::Lambda::Function", "FilterStage"))
        .containsEntry("Runtime", "java21")
        .containsEntry("Architectures", List.of("arm64"))
        .containsEntry("MemorySize", 2048)
        .containsEntry("Timeout", 60)
        .containsEntry("EphemeralStorage", Map.of("Size", 1024))
        .doesNotContainKey("Description");
  }

  @Test
  void everyLogGroupKeepsItsLogsFor14Days() {
    assertThat(resources.all("AWS::Logs::LogGroup").values())
        .extracting(group -> group.get("LogGroupName") + " " + group.get("RetentionInDays"))
        .containsExactlyInAnyOrder(
            "/aws/lambda/ceap-candidates-EtlStage 14",
            "/aws/lambda/ceap-candidates-FilterStage 14",
            "/aws/lambda/ceap-candidates-ScoreStage 14",
            "/aws/lambda/ceap-candidates-StoreStage 14",
            "/aws-glue/jobs/ceap-candidates-HeavyEtlStage/error 14",
            "/aws-glue/jobs/ceap-candidates-HeavyEtlStage/output 14",
            "/aws/vendedlogs/states/ceap-candidates-Standard 14");
  }

  @Test
  void theJobRunsTheScalaScriptWithTheJar() {
    Map<String, Object> job = resources.properties("AWS::Glue::Job", "HeavyEtlStage");
    assertThat(job)
        .containsEntry("Name", "ceap-candidates-HeavyEtlStage")
        .containsEntry("GlueVersion", "5.1")
        .containsEntry("WorkerType", "G.1X")
        .containsEntry("NumberOfWorkers", 10)
        .containsEntry("Timeout", 240)
        .containsEntry("MaxRetries", 0)
        .containsEntry("ExecutionProperty", Map.of("MaxConcurrentRuns", 10));
    assertThat(Resources.string(job.get("Command")))
        .contains("\"Name\": \"glueetl\"")
        .containsPattern("\"s3://cdk-hnb659fds-assets-.*/[0-9a-f]{64}\\.scala\"")
        .doesNotContain("PythonVersion");
    assertThat(Resources.string(job.get("DefaultArguments")))
        .contains(
            "\"--job-language\": \"scala\"",
            "\"--class\": \"GlueApp\"",
            "\"--custom-logGroup-prefix\": \"/aws-glue/jobs/ceap-candidates-HeavyEtlStage\"",
            "\"--enable-metrics\": \"true\"",
            "\"--enable-observability-metrics\": \"true\"",
            "\"--enable-job-insights\": \"true\"")
        .containsPattern(
            "\"--extra-jars\".*\n.*\"s3://cdk-hnb659fds-assets-.*/[0-9a-f]{64}\\.jar\"");
    assertThat(resources.dependsOn("AWS::Glue::Job", "HeavyEtlStage"))
        .hasSize(2)
        .anyMatch(name -> name.startsWith("HeavyEtlStageErrorLogGroup"))
        .anyMatch(name -> name.startsWith("HeavyEtlStageOutputLogGroup"));
  }

  @Test
  void aFunctionReadsWhatItsStageReadsAndWritesItsOwnOutput() {
    assertThat(resources.statements("AWS::IAM::Role", "EtlStageRole"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream,logs:PutLogEvents on EtlStageLogGroup.Arn",
            "xray:PutTraceSegments,xray:PutTelemetryRecords on *",
            "s3:ListBucket on WorkflowBucket.Arn if StringLike s3:prefix [executions/*/EtlStage/*]",
            "s3:PutObject,s3:DeleteObject,s3:AbortMultipartUpload on"
                + " WorkflowBucket.Arn/executions/*/EtlStage/*");
    assertThat(resources.statements("AWS::IAM::Role", "ScoreStageRole"))
        .contains(
            "s3:GetObject on WorkflowBucket.Arn/executions/*/FilterStage/output.*"
                + " WorkflowBucket.Arn/executions/*/EtlStage/output.*");
    assertThat(resources.statements("AWS::IAM::Role", "StoreStageRole"))
        .contains("s3:GetObject on WorkflowBucket.Arn/executions/*/ScoreStage/output.*");
  }

  @Test
  void aJobAlsoReadsItsOwnOutputAndItsScriptAndJar() {
    assertThat(resources.statements("AWS::IAM::Role", "HeavyEtlStageRole"))
        .anyMatch(
            statement ->
                statement.matches(
                    "s3:GetObject on arn:AWS::Partition:s3:::cdk-\\S+/[0-9a-f]{64}\\.scala"
                        + " arn:AWS::Partition:s3:::cdk-\\S+/[0-9a-f]{64}\\.jar"))
        .contains(
            "s3:GetObject on WorkflowBucket.Arn/executions/*/EtlStage/output.*",
            "s3:ListBucket on WorkflowBucket.Arn if StringLike s3:prefix [executions/*]",
            "s3:GetObject,s3:PutObject,s3:DeleteObject,s3:AbortMultipartUpload,"
                + "s3:ListMultipartUploadParts on"
                + " WorkflowBucket.Arn/executions/*/HeavyEtlStage/*",
            "cloudwatch:PutMetricData on * if StringEquals cloudwatch:namespace Glue",
            "logs:CreateLogGroup,logs:CreateLogStream,logs:PutLogEvents on"
                + " HeavyEtlStageErrorLogGroup.Arn HeavyEtlStageOutputLogGroup.Arn");
  }

  @Test
  void theStateMachineMayRunItsFunctionsAndItsJobAndNothingElse() {
    assertThat(resources.statements("AWS::IAM::Policy", "StageloomWorkflowStateMachineRole"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogDelivery,logs:GetLogDelivery,logs:UpdateLogDelivery,"
                + "logs:DeleteLogDelivery,logs:ListLogDeliveries,logs:PutResourcePolicy,"
                + "logs:DescribeResourcePolicies,logs:DescribeLogGroups on *",
            "xray:PutTraceSegments,xray:PutTelemetryRecords,xray:GetSamplingRules,"
                + "xray:GetSamplingTargets on *",
            "lambda:InvokeFunction on "
                + String.join(
                    " ",
                    FUNCTION + "EtlStage:*",
                    FUNCTION + "FilterStage:*",
                    FUNCTION + "ScoreStage:*",
                    FUNCTION + "StoreStage:*"),
            "glue:StartJobRun,glue:GetJobRun,glue:GetJobRuns,glue:BatchStopJobRun on"
                + " arn:AWS::Partition:glue:AWS::Region:AWS::AccountId:job/ceap-candidates-HeavyEtlStage");
  }

  @Test
  void theStateMachineLogsEverythingAndIsTraced() {
    assertThat(resources.properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow"))
        .containsEntry("StateMachineName", "ceap-candidates-Standard")
        .containsEntry("StateMachineType", "STANDARD")
        .containsEntry("TracingConfiguration", Map.of("Enabled", true));
    assertThat(resources.json("AWS::StepFunctions::StateMachine", "StageloomWorkflow"))
        .contains(
            "\"Level\": \"ALL\"", "\"IncludeExecutionData\": true", "StageloomWorkflowLogGroup");
  }

  @Test
  void theDefinitionIsTheGeneratedOneWithItsNamesFilledIn() {
    Map<String, Object> machine =
        resources.properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow");
    String text = (String) machine.get("DefinitionString");
    assertThat(text).isEqualTo(AslWriter.write(TestApp.definition()));

    Map<String, Object> substitutions = Resources.map(machine.get("DefinitionSubstitutions"));
    assertThat(substitutions)
        .containsOnlyKeys(
            "EtlStageFunctionArn",
            "FilterStageFunctionArn",
            "HeavyEtlStageJobName",
            "Partition",
            "ScoreStageFunctionArn",
            "StoreStageFunctionArn",
            "WorkflowBucketName");
    for (Map.Entry<String, Object> name : substitutions.entrySet()) {
      text = text.replace("${" + name.getKey() + "}", Resources.reference(name.getValue()));
    }
    assertThat(text)
        .doesNotContain("${")
        .containsPattern("\"FunctionName\": \"EtlStageFunctionCurrentVersion[0-9A-Za-z]+\"")
        .contains("\"JobName\": \"HeavyEtlStageJob\"")
        .contains("\"workflowBucket\": \"WorkflowBucket\"")
        .contains("\"Resource\": \"arn:AWS::Partition:states:::lambda:invoke\"");
    assertThat(AslReader.read(text).states())
        .containsOnlyKeys(
            "Read start message",
            "EtlStage",
            "HeavyEtlStage",
            "FilterStage",
            "ScoreStage",
            "StoreStage");
  }

  @Test
  void failedExecutionsAreSentToTheTopic() {
    assertThat(resources.json("AWS::Events::Rule", "StageloomWorkflowFailureRule"))
        .contains(
            "\"aws.states\"",
            "\"Step Functions Execution Status Change\"",
            "\"FAILED\"",
            "\"TIMED_OUT\"",
            "\"ABORTED\"",
            "StageloomWorkflowStateMachine",
            "StageloomWorkflowFailureTopic")
        .doesNotContain("RoleArn");
    assertThat(resources.json("AWS::SNS::TopicPolicy", "StageloomWorkflowFailureTopic"))
        .contains(
            "\"Service\": \"events.amazonaws.com\"",
            "\"Service\": \"cloudwatch.amazonaws.com\"",
            "\"aws:SecureTransport\": \"false\"");
  }

  @Test
  void aMessageInTheDeadLetterQueueRaisesAnAlarm() {
    assertThat(resources.properties("AWS::CloudWatch::Alarm", "StageloomWorkflowDeadLetterAlarm"))
        .containsEntry("MetricName", "ApproximateNumberOfMessagesVisible")
        .containsEntry("Statistic", "Maximum")
        .containsEntry("Period", 60)
        .containsEntry("Threshold", 1)
        .containsEntry("ComparisonOperator", "GreaterThanOrEqualToThreshold")
        .containsEntry("TreatMissingData", "notBreaching");
    assertThat(resources.json("AWS::CloudWatch::Alarm", "StageloomWorkflowDeadLetterAlarm"))
        .contains("StageloomWorkflowDeadLetterQueue", "StageloomWorkflowFailureTopic");
  }

  @Test
  void theOutputsNameWhatAUserNeeds() {
    assertThat(Resources.map(template.toJSON().get("Outputs")))
        .containsOnlyKeys(
            "StateMachineArn",
            "StateMachineAliasArn",
            "SourceQueueUrl",
            "DeadLetterQueueUrl",
            "WorkflowBucketName",
            "FailureTopicArn");
  }
}
