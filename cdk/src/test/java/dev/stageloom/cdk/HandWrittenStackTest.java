package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import dev.stageloom.cdk.example.HandWrittenStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.s3.IBucket;

/** Stacks that are written by hand with {@link WorkflowFactory}. */
class HandWrittenStackTest {

  @TempDir Path directory;

  @Test
  void isTheGeneratedStackResourceByResource() {
    App generated = TestApp.create(directory.resolve("generated"));
    App byHand = TestApp.create(directory.resolve("by-hand"));

    Map<String, Object> expected =
        Template.fromStack(new CeapWorkflow_Stack(generated, "ceap-candidates")).toJSON();
    Map<String, Object> actual =
        Template.fromStack(new HandWrittenStack(byHand, "ceap-candidates")).toJSON();

    assertThat(Resources.string(actual)).isEqualTo(Resources.string(expected));
  }

  @Test
  void takesPlainFunctionsAndPySparkJobsAsTheyAre() {
    Stack stack = new Stack(TestApp.withoutContext(directory), "Ceap");
    IBucket bucket = WorkflowFactory.createWorkflowBucket(stack);
    Function etl = function(stack, "Etl", Duration.seconds(45));
    Function store = function(stack, "Store", null);
    StageJob heavyEtl =
        WorkflowFactory.createGlueJob(
            stack,
            "HeavyEtlJob",
            "ceap-heavy-etl-job",
            "s3://my-scripts-bucket/glue-scripts/workflow_etl_template.py",
            bucket,
            10,
            240);

    WorkflowFactory.createStandardWorkflow(
        stack,
        WorkflowConfiguration.builder()
            .workflowName("CeapWorkflow")
            .workflowType(WorkflowType.STANDARD)
            .steps(
                List.of(
                    new LambdaStep("ETLStage", "etlLambda"),
                    new GlueStep("HeavyETLStage", heavyEtl.getJobName()),
                    new GlueStep("ForeignStage", "a-job-of-another-stack"),
                    new LambdaStep("StoreStage", "storeLambda")))
            .lambdaFunctions(Map.of("etlLambda", etl, "storeLambda", store))
            .workflowBucket(bucket)
            .retryConfig(new RetryConfiguration())
            .build());
    Template template = Template.fromStack(stack);
    Resources resources = new Resources(template);

    Map<String, Object> job = resources.properties("AWS::Glue::Job", "HeavyEtlJob");
    assertThat(job)
        .containsEntry("Name", "ceap-heavy-etl-job")
        .containsEntry("NumberOfWorkers", 10)
        .containsEntry("Timeout", 240)
        .containsEntry(
            "Command",
            Map.of(
                "Name",
                "glueetl",
                "PythonVersion",
                "3",
                "ScriptLocation",
                "s3://my-scripts-bucket/glue-scripts/workflow_etl_template.py"));
    assertThat(Resources.map(job.get("DefaultArguments")))
        .containsEntry("--job-language", "python")
        .containsEntry("--custom-logGroup-prefix", "/aws-glue/jobs/ceap-heavy-etl-job")
        .doesNotContainKeys("--class", "--extra-jars");
    assertThat(resources.statements("AWS::IAM::Role", "HeavyEtlJobRole"))
        .contains(
            "s3:GetObject on arn:AWS::Partition:s3:::my-scripts-bucket/glue-scripts/"
                + "workflow_etl_template.py",
            "s3:GetObject on WorkflowBucket.Arn/executions/*/ETLStage/output.*");
    assertThat(resources.statements("AWS::IAM::Policy", "StoreServiceRole"))
        .contains(
            "s3:GetObject on WorkflowBucket.Arn/executions/*/ForeignStage/output.*",
            "s3:PutObject,s3:DeleteObject,s3:AbortMultipartUpload on"
                + " WorkflowBucket.Arn/executions/*/StoreStage/*");
    assertThat(resources.statements("AWS::IAM::Policy", "StageloomWorkflowStateMachineRole"))
        .contains(
            "glue:StartJobRun,glue:GetJobRun,glue:GetJobRuns,glue:BatchStopJobRun on"
                + " arn:AWS::Partition:glue:AWS::Region:AWS::AccountId:job/ceap-heavy-etl-job",
            "glue:StartJobRun,glue:GetJobRun,glue:GetJobRuns,glue:BatchStopJobRun on"
                + " arn:AWS::Partition:glue:AWS::Region:AWS::AccountId:job/a-job-of-another-stack");
    assertThat(
            (String)
                resources
                    .properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow")
                    .get("DefinitionString"))
        .contains("\"TimeoutSeconds\": " + (45 + 30))
        .contains("\"TimeoutSeconds\": " + (3 + 30))
        .contains("\"TimeoutSeconds\": " + (240 * 60 + 900))
        .contains("\"TimeoutSeconds\": " + (10_080 * 60 + 2100));
  }

  @Test
  void aTokenAsScriptLocationWorks() {
    Stack stack = new Stack(TestApp.withoutContext(directory), "Ceap");
    IBucket bucket = WorkflowFactory.createWorkflowBucket(stack);

    WorkflowFactory.createGlueJob(
        stack, "Job", "job", bucket.s3UrlForObject("scripts/etl.py"), bucket);

    assertThat(new Resources(Template.fromStack(stack)).statements("AWS::IAM::Role", "JobRole"))
        .contains("s3:GetObject on arn:AWS::Partition:s3:::WorkflowBucket/scripts/etl.py");
  }

  @Test
  void anImportedFunctionIsInvokedByItsArn() {
    Stack stack = new Stack(TestApp.withoutContext(directory), "Ceap");
    IFunction alias =
        Function.fromFunctionArn(
            stack, "Alias", "arn:aws:lambda:eu-west-1:123456789012:function:etl:live");

    WorkflowFactory.createStandardWorkflow(
        stack,
        WorkflowConfiguration.builder()
            .workflowName("ceap")
            .step(LambdaStep.of("EtlStage", alias, StepOptions.none()))
            .workflowBucket(WorkflowFactory.createWorkflowBucket(stack))
            .build());

    Resources resources = new Resources(Template.fromStack(stack));
    assertThat(resources.statements("AWS::IAM::Policy", "StageloomWorkflowStateMachineRole"))
        .contains(
            "lambda:InvokeFunction on"
                + " arn:aws:lambda:eu-west-1:123456789012:function:etl:live");
    assertThat(resources.json("AWS::StepFunctions::StateMachine", "StageloomWorkflow"))
        .contains("\\\"TimeoutSeconds\\\": 930");
  }

  private static Function function(Stack stack, String id, Duration timeout) {
    return Function.Builder.create(stack, id)
        .runtime(Runtime.NODEJS_LATEST)
        .handler("index.handler")
        .code(Code.fromInline("exports.handler = async () => {}"))
        .timeout(timeout)
        .build();
  }
}
