package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.annotations.GlueVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** What a Glue job's options become in the template. */
class StageJobTest {

  @TempDir static Path directory;

  static Resources resources;
  static Map<String, Object> job;
  static Map<String, Object> arguments;

  @BeforeAll
  static void synthesize() {
    StageWorkflow workflow = Variants.jobOptions(TestApp.create(directory), "options");
    resources = new Resources(Template.fromStack(Stack.of(workflow)));
    job = resources.properties("AWS::Glue::Job", "SumStage");
    arguments = Resources.map(job.get("DefaultArguments"));
  }

  @Test
  void spareCapacityIsTheExecutionClassAndTheStateWaitsForIt() {
    assertThat(job).containsEntry("ExecutionClass", "FLEX").containsEntry("Timeout", 60);
    assertThat(job).doesNotContainKey("JobRunQueuingEnabled");
    assertThat(resources.json("AWS::StepFunctions::StateMachine", "StageloomWorkflow"))
        .contains("\\\"TimeoutSeconds\\\": " + (60 + 15 + 20) * 60);
  }

  @Test
  void scalingBookmarksAndConcurrentRuns() {
    assertThat(job).containsEntry("ExecutionProperty", Map.of("MaxConcurrentRuns", 1));
    assertThat(arguments)
        .containsEntry("--enable-auto-scaling", "true")
        .containsEntry("--job-bookmark-option", "job-bookmark-enable");
  }

  @Test
  void filesAndModulesAreInOneArgumentEachAndTheRoleMayReadThem() {
    assertThat(arguments)
        .containsEntry("--extra-jars", "s3://my-libraries/geo.jar,s3://my-libraries/drivers/")
        .containsEntry("--extra-files", "s3://my-libraries/rates.csv")
        .containsEntry("--extra-py-files", "s3://my-libraries/geo.zip")
        .containsEntry(
            "--additional-python-modules",
            "pyarrow==15.0.2,s3://my-libraries/tax-1.0-py3-none-any.whl")
        .containsEntry("--datalake-formats", "iceberg,delta")
        .containsEntry("--conf", "spark.sql.shuffle.partitions=64");
    String libraries = "arn:AWS::Partition:s3:::my-libraries/";
    assertThat(statements())
        .contains(
            "s3:GetObject on arn:AWS::Partition:s3:::my-scripts/sum.py"
                + (" " + libraries + "geo.jar")
                + (" " + libraries + "drivers/*")
                + (" " + libraries + "geo.zip")
                + (" " + libraries + "rates.csv")
                + (" " + libraries + "tax-1.0-py3-none-any.whl"));
  }

  @Test
  void connectionsMayBeReadAndJoined() {
    assertThat(job)
        .containsEntry("Connections", Map.of("Connections", List.of("orders-database", "vpc")));
    assertThat(statements())
        .anyMatch(
            statement ->
                statement.startsWith("glue:GetConnection on ")
                    && statement.contains(":connection/orders-database")
                    && statement.contains(":connection/vpc"))
        .anyMatch(statement -> statement.contains("ec2:CreateNetworkInterface"));
  }

  @Test
  void aSecurityConfigurationNamesTheLogGroupsThatTheRoleMayUse() {
    assertThat(job).containsEntry("SecurityConfiguration", "shop");
    assertThat(statements())
        .contains(
            "logs:CreateLogGroup,logs:CreateLogStream,logs:PutLogEvents,logs:AssociateKmsKey on"
                + " arn:AWS::Partition:logs:AWS::Region:AWS::AccountId:log-group:"
                + "/aws-glue/jobs/options-SumStage/shop-role/*");
  }

  @Test
  void sparkEventLogsGoToTheWorkflowBucketAndExpire() {
    assertThat(arguments).containsEntry("--enable-spark-ui", "true");
    assertThat(Resources.string(arguments.get("--spark-event-logs-path")))
        .contains("WorkflowBucket", "/spark-event-logs/SumStage/");
    assertThat(statements())
        .contains(
            "s3:GetObject,s3:PutObject,s3:DeleteObject on"
                + " WorkflowBucket.Arn/spark-event-logs/SumStage/*");
    assertThat(resources.json("AWS::S3::Bucket", "WorkflowBucket"))
        .contains("\"Prefix\": \"spark-event-logs/\"");
  }

  @Test
  void eventLogsMayGoElsewhere() {
    Stack another = new Stack(TestApp.create(directory.resolve("elsewhere")), "another");
    StageJob.Builder.create(another, "Elsewhere")
        .scriptLocation("s3://my-scripts/sum.py")
        .sparkUi(true)
        .sparkEventLogsPath("s3://my-logs/spark")
        .build();
    Resources some = new Resources(Template.fromStack(another));

    assertThat(Resources.string(some.properties("AWS::Glue::Job", "Elsewhere")))
        .contains("\"--spark-event-logs-path\": \"s3://my-logs/spark/\"");
    assertThat(some.statements("AWS::IAM::Role", "ElsewhereRole"))
        .contains(
            "s3:GetObject,s3:PutObject,s3:DeleteObject on"
                + " arn:AWS::Partition:s3:::my-logs/spark/*",
            "s3:ListBucket on arn:AWS::Partition:s3:::my-logs if StringLike s3:prefix [spark/*]");
  }

  @Test
  void metricsAreLeftOutSinceAnyValueTurnsThemOn() {
    assertThat(arguments).doesNotContainKeys("--enable-metrics", "--enable-observability-metrics");
  }

  @Test
  void whatIsWrongIsToldAtOnce() {
    Stack another = new Stack(TestApp.create(directory.resolve("wrong")), "another");
    assertThatThrownBy(
            () ->
                StageJob.Builder.create(another, "Wrong")
                    .scriptLocation("s3://my-scripts/sum.py")
                    .sparkUi(true)
                    .extraJars("lib/geo.jar")
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "sparkUi has no place: set workflowBucket or sparkEventLogsPath",
            "\"lib/geo.jar\" is not an S3 URI such as s3://bucket/key");
  }

  @Test
  void glue4LogsContinuouslyInAGroupOfTheJobsOwnAndPrintsInTheSharedOne() {
    Stack another = new Stack(TestApp.create(directory.resolve("glue4")), "another");
    StageJob old =
        StageJob.Builder.create(another, "Old")
            .scriptLocation("s3://my-scripts/sum.py")
            .glueVersion(GlueVersion.V4_0)
            .build();
    Resources some = new Resources(Template.fromStack(another));

    Map<String, Object> properties = some.properties("AWS::Glue::Job", "Old");
    assertThat(properties).containsEntry("GlueVersion", "4.0");
    assertThat(Resources.map(properties.get("DefaultArguments")))
        .containsEntry("--enable-continuous-cloudwatch-log", "true")
        .containsEntry("--enable-continuous-log-filter", "true")
        .containsEntry("--continuous-log-logGroup", "/aws-glue/jobs/another-Old/logs-v2")
        .doesNotContainKey("--custom-logGroup-prefix");
    assertThat(some.all("AWS::Logs::LogGroup").values())
        .singleElement()
        .satisfies(
            group ->
                assertThat(group)
                    .containsEntry("LogGroupName", "/aws-glue/jobs/another-Old/logs-v2"));
    assertThat(old.getOutputLogGroup().getLogGroupName()).isEqualTo("/aws-glue/jobs/output");
    String groups = "arn:AWS::Partition:logs:AWS::Region:AWS::AccountId:log-group:/aws-glue/jobs/";
    assertThat(some.statements("AWS::IAM::Role", "OldRole"))
        .contains(
            "logs:CreateLogGroup,logs:CreateLogStream,logs:PutLogEvents on OldErrorLogGroup.Arn "
                + (groups + "output:* ")
                + (groups + "error:*"));
  }

  private static List<String> statements() {
    return resources.statements("AWS::IAM::Role", "SumStageRole");
  }
}
