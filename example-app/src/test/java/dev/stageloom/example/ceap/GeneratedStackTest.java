package dev.stageloom.example.ceap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.workflow.RetryPolicy;
import dev.stageloom.cdk.GlueStep;
import dev.stageloom.cdk.LambdaStep;
import dev.stageloom.cdk.StageFunction;
import dev.stageloom.cdk.StageJob;
import dev.stageloom.cdk.StageWorkflow;
import dev.stageloom.cdk.StepOptions;
import dev.stageloom.cdk.WorkflowConfiguration;
import dev.stageloom.cdk.WorkflowFactory;
import dev.stageloom.cdk.WorkflowResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** The generated stack, against one written by hand with the same constructs. */
class GeneratedStackTest {

  private static final String PACKAGE = "dev.stageloom.example.ceap.";

  @TempDir private Path folder;

  @Test
  void equalsAStackWrittenByHand() throws IOException {
    WorkflowResources resources = resources();
    StackProps props = StackProps.builder().build();
    Stack generated = new CeapWorkflow_Stack(new App(), "ceap-candidates", props, resources);
    Stack written = handWritten(new App(), props, resources);

    Map<String, Object> template = Template.fromStack(generated).toJSON();
    Map<String, Object> expected = Template.fromStack(written).toJSON();
    assertThat(withoutComments(template)).isEqualTo(withoutComments(expected));
  }

  @Test
  void everyConstructCanBeReached() throws IOException {
    CeapWorkflow_Stack stack =
        new CeapWorkflow_Stack(
            new App(), "ceap-candidates", StackProps.builder().build(), resources());

    stack.getEtlStageFunction().getFunction().addEnvironment("SHOP", "north");
    stack.getHeavyEtlStageJob().getJob().setMaxCapacity(null);
    stack.getWorkflow().getStateMachine();
    Template template = Template.fromStack(stack);
    template.resourceCountIs("AWS::Lambda::Function", 4);
    template.resourceCountIs("AWS::Glue::Job", 1);
    template.hasResourceProperties(
        "AWS::Lambda::Function",
        Map.of(
            "Handler",
            PACKAGE + "EtlStage_Handler",
            "Environment",
            Map.of("Variables", Map.of("SHOP", "north"))));
  }

  @Test
  void isAConstructThatAnotherStackCanHoldTwice() throws IOException {
    Stack shop = new Stack(new App(), "shop");
    WorkflowResources resources = resources();
    StageWorkflow north = CeapWorkflow_Stack.addTo(new Construct(shop, "North"), resources);
    StageWorkflow south = CeapWorkflow_Stack.addTo(new Construct(shop, "South"), resources);

    assertThat(north.getFunction("EtlStage")).isNotSameAs(south.getFunction("EtlStage"));
    assertThat(north.getJob("HeavyEtlStage").getJob().getName())
        .isEqualTo("shop-North-HeavyEtlStage");
    assertThatThrownBy(() -> north.getFunction("HeavyEtlStage"))
        .hasMessageStartingWith("there is no \"HeavyEtlStage\" among [");
    Template template = Template.fromStack(shop);
    template.resourceCountIs("AWS::StepFunctions::StateMachine", 2);
    for (String name : List.of("shop-North-Standard", "shop-South-Standard")) {
      template.hasResourceProperties(
          "AWS::StepFunctions::StateMachine", Map.of("StateMachineName", name));
    }
  }

  /** A team's own stack: the generated one, and more. */
  private static final class ShopStack extends CeapWorkflow_Stack {
    ShopStack(Construct scope, WorkflowResources resources) {
      super(scope, "ceap-candidates", StackProps.builder().build(), resources);
      Topic news = Topic.Builder.create(this, "News").build();
      news.grantPublish(getStoreStageFunction().getFunction());
    }
  }

  @Test
  void canBeExtended() throws IOException {
    Template template = Template.fromStack(new ShopStack(new App(), resources()));

    template.hasResourceProperties(
        "AWS::IAM::Policy",
        Map.of(
            "PolicyDocument",
            Match.objectLike(
                Map.of(
                    "Statement",
                    Match.arrayWith(List.of(Match.objectLike(Map.of("Action", "sns:Publish"))))))));
  }

  private WorkflowResources resources() throws IOException {
    return WorkflowResources.builder()
        .lambdaJar(Files.writeString(folder.resolve("lambda.jar"), "lambda"))
        .glueJar(Files.writeString(folder.resolve("glue.jar"), "glue"))
        .build();
  }

  private static Stack handWritten(App app, StackProps props, WorkflowResources resources) {
    Stack stack = new Stack(app, "ceap-candidates", props);
    IBucket bucket = WorkflowFactory.createWorkflowBucket(stack, resources);
    StageFunction etl =
        function(stack, "EtlStage", "Extracts the orders from the shop.", 300, resources);
    StageJob heavyEtl =
        StageJob.Builder.create(stack, "HeavyEtlStage")
            .scriptResource(
                GeneratedStackTest.class,
                "META-INF/stageloom/glue/" + PACKAGE + "HeavyEtlStage_GlueJob.scala")
            .description("Brings each customer's orders together.")
            .workers(10)
            .timeout(240)
            .resources(resources)
            .build();
    StageFunction filter =
        function(stack, "FilterStage", "Keeps the customers who may be asked.", 120, resources);
    StageFunction score =
        function(stack, "ScoreStage", "Scores how likely a candidate is to answer.", 30, resources);
    StageFunction store =
        function(stack, "StoreStage", "Stores the invitations of the campaign.", 120, resources);
    WorkflowFactory.createStandardWorkflow(
        stack,
        WorkflowConfiguration.builder()
            .workflowName("ceap-candidates")
            .workflowType(WorkflowType.STANDARD)
            .description("Chooses the customers to ask for a review.")
            .step(LambdaStep.of("EtlStage", etl))
            .step(GlueStep.of("HeavyEtlStage", heavyEtl))
            .step(
                LambdaStep.of(
                    "FilterStage", filter, StepOptions.none().argument("as-of", "1995-06-17")))
            .step(
                LambdaStep.of(
                    "ScoreStage",
                    score,
                    StepOptions.none().retry(new RetryPolicy(1, 2, 2, Optional.empty()))))
            .step(
                LambdaStep.of(
                    "StoreStage", store, StepOptions.none().argument("invitations", "100")))
            .workflowBucket(bucket)
            .resources(resources)
            .build());
    return stack;
  }

  private static StageFunction function(
      Stack stack, String stage, String description, int timeout, WorkflowResources resources) {
    return StageFunction.Builder.create(stack, stage)
        .handler(PACKAGE + stage + "_Handler")
        .description(description)
        .timeout(timeout)
        .resources(resources)
        .build();
  }

  /** The definition's comments name the class it was generated from, or nothing. */
  private static String withoutComments(Map<String, Object> template) {
    return template.toString().replaceAll("\\s*\"Comment\": \"[^\"]*\",", "");
  }
}
