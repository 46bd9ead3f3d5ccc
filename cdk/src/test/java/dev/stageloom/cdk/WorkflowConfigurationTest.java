package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** What is refused, and with which words. */
class WorkflowConfigurationTest {

  @TempDir Path directory;

  Stack stack;
  IBucket bucket;

  @BeforeEach
  void createStack() {
    stack = new Stack(TestApp.create(directory), "Ceap");
    bucket = WorkflowFactory.createWorkflowBucket(stack);
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    StageFunction function = function("EtlStage");
    WorkflowConfiguration.Builder builder =
        WorkflowConfiguration.builder()
            .workflowName("my workflow")
            .workflowType(WorkflowType.EXPRESS)
            .step(LambdaStep.of("Etl-Stage", function))
            .step(LambdaStep.of("EtlStage", function, StepOptions.none().withoutOutput()))
            .step(LambdaStep.of("Etl-Stage", function))
            .step(new LambdaStep("FilterStage", "filter"))
            .step(new GlueStep("HeavyEtlStage", "job"))
            .step(LambdaStep.of("Score", function, StepOptions.none().reads("Store", "EtlStage")))
            .step(LambdaStep.of("Store/All", function))
            .lambdaFunctions(Map.of("filtr", function.getFunction()))
            .definitionResource(WorkflowConfigurationTest.class, "META-INF/stageloom/x.asl.json");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            workflow "my workflow":
              - workflowName must be a letter and then letters, digits and '-': "my workflow"
              - the stage names "Etl-Stage" and "EtlStage" differ in '-' and '_' only: give one another name
              - two steps have the stage name "Etl-Stage": give one another name
              - the step FilterStage has the function key "filter", and lambdaFunctions has only [filtr]
              - the step HeavyEtlStage is a Glue job, and an EXPRESS workflow cannot wait for one: make it a Lambda step, or set workflowType(WorkflowType.STANDARD)
              - the step Score reads the output of "Store", which is not a step before it
              - the step Score reads the output of EtlStage, which is a step without an output
              - stage name "Store/All" cannot be part of an S3 path: use 1 to 60 letters, digits, '_' and '-', and start with a letter
              - the definition META-INF/stageloom/x.asl.json is not on the class path of dev.stageloom.cdk.WorkflowConfigurationTest: it is generated together with the stack, so build both with: mvn package
              - there is no workflowBucket: pass one, such as WorkflowFactory.createWorkflowBucket(this)""");
  }

  @Test
  void functionsNeitherWriteNorReadParquet() {
    StageFunction function = function("EtlStage");
    WorkflowConfiguration.Builder builder =
        WorkflowConfiguration.builder()
            .workflowName("ceap")
            .step(LambdaStep.of("EtlStage", function, StepOptions.none().parquet()))
            .step(new GlueStep("HeavyEtlStage", "job", StepOptions.none().parquet()))
            .step(LambdaStep.of("Clean", function, StepOptions.none().withoutOutput()))
            .step(LambdaStep.of("Score", function, StepOptions.none().reads("HeavyEtlStage")))
            .workflowBucket(bucket);

    assertThatThrownBy(builder::build)
        .hasMessage(
            """
            workflow "ceap":
              - the step EtlStage is a Lambda function, which writes no Parquet
              - the step Clean is a Lambda function, which cannot read the Parquet output of HeavyEtlStage
              - the step Score is a Lambda function, which cannot read the Parquet output of HeavyEtlStage""");
  }

  @Test
  void anEmptyConfigurationIsRefused() {
    assertThatThrownBy(() -> WorkflowConfiguration.builder().workflowBucket(bucket).build())
        .hasMessage(
            """
            workflow:
              - there is no workflowName
              - there are no steps: add at least one""");
    assertThatThrownBy(
            () ->
                WorkflowConfiguration.builder()
                    .workflowName("ceap")
                    .step(new LambdaStep("EtlStage", "etl"))
                    .workflowBucket(bucket)
                    .build())
        .hasMessage(
            "workflow \"ceap\": the step EtlStage has the function key \"etl\", and"
                + " lambdaFunctions has no function");
  }

  @Test
  void theTypeMustBeThatOfTheFactorysMethod() {
    WorkflowConfiguration standard = standard().build();

    assertThatThrownBy(() -> WorkflowFactory.createExpressWorkflow(stack, standard))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "workflow \"ceap\" is configured as STANDARD and created as EXPRESS: set"
                + " workflowType(WorkflowType.EXPRESS)");
  }

  @Test
  void aScopeHoldsOneWorkflow() {
    WorkflowConfiguration config = standard().build();
    WorkflowFactory.createStandardWorkflow(stack, config);

    assertThatThrownBy(() -> WorkflowFactory.createStandardWorkflow(stack, config))
        .hasMessage(
            "workflow \"ceap\": there is a workflow in Ceap already: create each in a stack of its"
                + " own");
  }

  @Test
  void aSecondWorkflowInAConstructOfItsOwnNeedsAName() {
    WorkflowFactory.createStandardWorkflow(stack, standard().build());
    WorkflowFactory.createStandardWorkflow(
        new Construct(stack, "Second"),
        standard("Other").stateMachineName("second-Standard").build());

    assertThat(
            new Resources(Template.fromStack(stack))
                .all("AWS::StepFunctions::StateMachine")
                .values())
        .extracting(machine -> machine.get("StateMachineName"))
        .containsExactlyInAnyOrder("Ceap-Standard", "second-Standard");
  }

  @Test
  void aDefinitionOfOtherStepsIsRefused() {
    WorkflowConfiguration.Builder builder =
        standard().definitionResource(CeapWorkflow_Stack.class, TestApp.DEFINITION);
    WorkflowConfiguration tooFew = builder.build();
    assertThatThrownBy(() -> WorkflowFactory.createStandardWorkflow(stack, tooFew))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "uses ${FilterStageFunctionArn}, which no step gives", "mvn package");

    WorkflowConfiguration another =
        standard("NewStage")
            .definitionResource(CeapWorkflow_Stack.class, TestApp.DEFINITION)
            .build();
    assertThatThrownBy(
            () -> WorkflowFactory.createStandardWorkflow(new Construct(stack, "Another"), another))
        .hasMessageContaining("does not use ${NewStageFunctionArn}, which a step gives");
  }

  @Test
  void aDefinitionThatIsNoneIsRefused() {
    WorkflowConfiguration config =
        standard()
            .definitionResource(CeapWorkflow_Stack.class, "META-INF/stageloom/broken.asl.json")
            .build();

    assertThatThrownBy(() -> WorkflowFactory.createStandardWorkflow(stack, config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("workflow \"ceap\": its definition on the class path is not valid");
  }

  @Test
  void aJobOfAnotherBucketIsRefused() {
    IBucket other = WorkflowFactory.createWorkflowBucket(new Construct(stack, "Other"));
    StageJob job = WorkflowFactory.createGlueJob(stack, "Job", "job", "s3://scripts/etl.py", other);
    WorkflowConfiguration config =
        WorkflowConfiguration.builder()
            .workflowName("ceap")
            .step(new GlueStep("EtlStage", "job"))
            .workflowBucket(bucket)
            .build();

    assertThatThrownBy(() -> WorkflowFactory.createStandardWorkflow(stack, config))
        .hasMessage(
            "the Glue job Ceap/Job was created for another workflow bucket than the workflow's:"
                + " pass the same bucket to both");
    assertThat(job.getTimeout()).isEqualTo(120);
  }

  @Test
  void limitsOfAFunctionAreChecked() {
    assertThatThrownBy(
            () ->
                StageFunction.Builder.create(stack, "EtlStage")
                    .handler("a b")
                    .description("x".repeat(257))
                    .memory(100)
                    .timeout(901)
                    .ephemeralStorage(0)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            Lambda stage EtlStage:
              - handler is "a b": at most 128 characters without spaces are allowed
              - description has 257 characters: at most 256 are allowed
              - memory (MB) is 100: it must be from 128 to 10240
              - timeout (seconds) is 901: it must be from 1 to 900
              - ephemeralStorage (MB) is 0: it must be from 512 to 10240""");
    assertThatThrownBy(() -> StageFunction.Builder.create(stack, "Store").build())
        .hasMessageStartingWith("Lambda stage Store: there is no handler");
  }

  @Test
  void limitsOfAJobAreChecked() {
    assertThatThrownBy(
            () ->
                StageJob.Builder.create(stack, "EtlStage")
                    .description("x".repeat(2049))
                    .workers(1)
                    .timeout(10_081)
                    .maxConcurrentRuns(0)
                    .defaultArgument("conf", "a=b")
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            Glue stage EtlStage:
              - there is no script: set scriptResource, scriptFile or scriptLocation
              - description has 2049 characters: at most 2048 are allowed
              - workers is 1: it must be at least 2
              - timeout (minutes) is 10081: it must be from 1 to 10080
              - maxConcurrentRuns is 0: it must be at least 1
              - the argument "conf" must start with --""");
    assertThatThrownBy(() -> StageJob.Builder.create(stack, "A").scriptLocation("etl.py").build())
        .hasMessageContaining("is not an S3 URI");
    assertThatThrownBy(
            () -> StageJob.Builder.create(stack, "B").scriptLocation("s3://b/etl.jar").build())
        .hasMessageContaining("must end with .py or .scala");
  }

  @Test
  void namesThatAreTooLongEndWithAHash() {
    String stage = "S" + "x".repeat(59);

    assertThat(function(stage).getFunctionName())
        .isEqualTo("Ceap-S" + "x".repeat(49) + "-9ae99539")
        .hasSize(64);
    assertThat(function(stage + "y").getFunctionName())
        .isNotEqualTo(function(stage + "z").getFunctionName());
    Stack longStack = new Stack(stack, "L" + "o".repeat(80));
    WorkflowFactory.createStandardWorkflow(longStack, standard().build());
    Template.fromStack(longStack)
        .hasResourceProperties(
            "AWS::StepFunctions::StateMachine",
            Map.of("StateMachineName", Match.stringLikeRegexp("^[A-Za-z0-9-]{71}-[0-9a-f]{8}$")));
  }

  @Test
  void namesThatAreSetMustBeAllowed() {
    assertThatThrownBy(
            () ->
                StageFunction.Builder.create(stack, "LongStage")
                    .handler("p.Etl")
                    .functionName("f".repeat(65))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Lambda function's name \""
                + "f".repeat(65)
                + "\" has 65 characters, and at most 64 are allowed: change functionName");
    assertThatThrownBy(
            () ->
                WorkflowFactory.createGlueJob(stack, "Job", "a job", "s3://scripts/etl.py", bucket))
        .hasMessage(
            "the Glue job's name \"a job\" may hold letters, digits, '-' and '_' only: change"
                + " jobName");
    assertThatThrownBy(
            () ->
                WorkflowFactory.createStandardWorkflow(
                    stack, standard().stateMachineName("m".repeat(81)).build()))
        .hasMessageContaining("has 81 characters, and at most 80 are allowed");
  }

  @Test
  void namesInANestedStackHaveItsId() {
    NestedStack nested = new NestedStack(stack, "Nested");

    assertThat(
            StageFunction.Builder.create(nested, "EtlStage")
                .handler("p.Etl")
                .build()
                .getFunctionName())
        .isEqualTo("Ceap-Nested-EtlStage");
  }

  @Test
  void noStageNameIsTaken() {
    WorkflowConfiguration.Builder builder =
        WorkflowConfiguration.builder().workflowName("ceap").workflowBucket(bucket);
    for (String stage : List.of("Workflow", "WorkflowBucket", "StateMachineArn", "Stageloom")) {
      builder.step(LambdaStep.of(stage, function(stage)));
    }
    WorkflowFactory.createStandardWorkflow(stack, builder.build());

    assertThat(Resources.map(Template.fromStack(stack).toJSON().get("Outputs")))
        .containsKey("StateMachineArn");
  }

  @Test
  void manyStagesFitIntoTheRolesPolicies() {
    WorkflowConfiguration.Builder builder =
        WorkflowConfiguration.builder().workflowName("ceap").workflowBucket(bucket);
    for (int i = 0; i < 100; i++) {
      builder.step(LambdaStep.of("Stage" + i, function("Stage" + i)));
    }
    WorkflowFactory.createStandardWorkflow(stack, builder.build());

    Resources resources = new Resources(Template.fromStack(stack));
    assertThat(resources.statements("AWS::IAM::Policy", "StageloomWorkflowStateMachineRole"))
        .hasSizeLessThan(100);
    assertThat(resources.all("AWS::IAM::ManagedPolicy")).isNotEmpty();
  }

  private WorkflowConfiguration.Builder standard() {
    return standard("EtlStage");
  }

  private WorkflowConfiguration.Builder standard(String stage) {
    return WorkflowConfiguration.builder()
        .workflowName("ceap")
        .steps(List.of(LambdaStep.of(stage, function(stage))))
        .workflowBucket(bucket);
  }

  private StageFunction function(String stage) {
    return StageFunction.Builder.create(stack, stage).handler("p." + stage).build();
  }
}
