package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.json.Json;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** Environments of the CDK context. */
class EnvironmentTest {

  private static final String TWO =
      """
      {"dev": {
         "alarms": false, "dashboard": false, "snapStart": false, "triggerEnabled": false,
         "logRetentionDays": 3, "removalPolicy": "destroy",
         "stages": {"EtlStage": {"memory": 512}, "HeavyEtlStage": {
           "workers": 2, "maxConcurrentRuns": 1, "connections": ["orders-test"],
           "securityConfiguration": "shop-test"}}},
       "prod": {
         "account": "123456789012", "region": "eu-central-1", "tags": {"team": "shop"},
         "alarmEmail": "operations@example.com", "logRetentionDays": 90, "stageErrors": 1,
         "oldestMessageMinutes": 5, "exportOutputs": true, "removalPolicy": "retain",
         "trafficShift": {"type": "linear", "percent": 20, "minutes": 10}}}
      """;

  @TempDir Path directory;

  @Test
  void namesPropertiesAndSettingsAreTheEnvironments() {
    App app = TestApp.create(directory);
    app.getNode().setContext("stageloom:environments", Json.parse(TWO));
    Environment prod = Environment.of(app, "prod");
    Stack stack =
        new CeapWorkflow_Stack(
            app,
            prod.stackName("ceap-candidates"),
            prod.stackProps().build(),
            prod.resources().build());

    assertThat(stack.getStackName()).isEqualTo("ceap-candidates-prod");
    assertThat(stack.getAccount()).isEqualTo("123456789012");
    assertThat(stack.getRegion()).isEqualTo("eu-central-1");
    assertThat(stack.getTags().tagValues()).containsEntry("team", "shop");
    Resources resources = new Resources(Template.fromStack(stack));
    assertThat(resources.properties("AWS::Lambda::Function", "EtlStage"))
        .containsEntry("FunctionName", "ceap-candidates-prod-EtlStage")
        .containsEntry("MemorySize", 1024);
    assertThat(resources.properties("AWS::StepFunctions::StateMachine", "Stageloom"))
        .containsEntry("StateMachineName", "ceap-candidates-prod-Standard");
    assertThat(resources.properties("AWS::SNS::Subscription", "Stageloom"))
        .containsEntry("Endpoint", "operations@example.com");
    assertThat(
            resources.json(
                "AWS::StepFunctions::StateMachineAlias", "StageloomWorkflowStandardAlias"))
        .contains("\"LINEAR\"", "\"Percentage\": 20", "\"Interval\": 10");
    assertThat(resources.properties("AWS::CloudWatch::Alarm", "StageloomWorkflowOldestMessage"))
        .containsEntry("Threshold", 300);
  }

  @Test
  void anotherEnvironmentOverridesWhatStagesHaveAndRetention() {
    App app = TestApp.create(directory);
    app.getNode().setContext("stageloom:environments", Json.parse(TWO));
    Environment dev = Environment.of(app, "dev");
    Stack stack =
        new CeapWorkflow_Stack(
            app, dev.stackName("ceap"), dev.stackProps().build(), dev.resources().build());
    Resources resources = new Resources(Template.fromStack(stack));

    assertThat(resources.properties("AWS::Lambda::Function", "EtlStage"))
        .containsEntry("MemorySize", 512);
    assertThat(resources.properties("AWS::Glue::Job", "HeavyEtlStage"))
        .containsEntry("NumberOfWorkers", 2)
        .containsEntry("ExecutionProperty", Map.of("MaxConcurrentRuns", 1))
        .containsEntry("Connections", Map.of("Connections", List.of("orders-test")))
        .containsEntry("SecurityConfiguration", "shop-test");
    assertThat(resources.all("AWS::CloudWatch::Alarm")).isEmpty();
    assertThat(resources.properties("AWS::Pipes::Pipe", "Stageloom"))
        .containsEntry("DesiredState", "STOPPED");
    assertThat(resources.all("AWS::Logs::LogGroup").values())
        .allSatisfy(group -> assertThat(group).containsEntry("RetentionInDays", 3));
  }

  @Test
  void aBucketOfTheEnvironmentStartsTheWorkflow() {
    App app = TestApp.create(directory);
    app.getNode()
        .setContext(
            "stageloom:environments",
            Json.parse("{\"prod\": {\"triggerBuckets\": {\"orders\": \"uploads-prod\"}}}"));
    Stack stack = new Stack(app, "orders-prod");
    Variants.workflow(
        stack,
        WorkflowType.STANDARD,
        Trigger.objectCreated("uploads", "in/", ".csv"),
        Environment.of(app, "prod").resources().build());
    Resources resources = new Resources(Template.fromStack(stack));

    assertThat(resources.json("AWS::Events::Rule", "StageloomWorkflowRule"))
        .contains("\"uploads-prod\"", "in/*.csv");
    assertThat(resources.json("AWS::IAM::Role", "ReadStageRole")).contains("uploads-prod/in/*.csv");
  }

  @Test
  void resourcesMayHaveAnotherTrigger() {
    Stack stack = new Stack(TestApp.create(directory), "orders");
    StageWorkflow workflow =
        Variants.workflow(
            stack,
            WorkflowType.STANDARD,
            Trigger.schedule("rate(1 day)", "UTC"),
            WorkflowResources.builder().trigger(Trigger.queue()).build());

    assertThat(workflow.getSchedule()).isEmpty();
    assertThat(workflow.getPipe()).isPresent();
  }

  @Test
  void oneOrAllAreTaken() {
    assertThat(Environment.all(app(TWO)))
        .extracting(Environment::name)
        .containsExactly("dev", "prod");
    App chosen = app(TWO);
    chosen.getNode().setContext("stageloom:environment", "prod");
    assertThat(Environment.all(chosen)).extracting(Environment::name).containsExactly("prod");
    assertThat(Environment.all(TestApp.withoutContext(directory.resolve("none")))).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsReportedAtOnce() {
    App app =
        app(
            """
            {"my env": {
               "account": "1234", "region": 1, "tags": {"team": 1}, "alarm": true, "alarms": "no",
               "logRetentionDays": 15, "stageErrors": 1.5, "removalPolicy": "keep",
               "trafficShift": {"type": "canary", "percent": 100, "minutes": 5},
               "triggerBuckets": {"orders": "My Bucket", "other": 1},
               "stages": {"EtlStage": {"timeout": 5}, "Other": 3,
                 "HeavyEtlStage": {"connections": "orders", "maxConcurrentRuns": 0}}}}
            """);

    assertThatThrownBy(() -> Environment.of(app, "my env"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("environment \"my env\" of the context:\n")
        .hasMessageContainingAll(
            "its name must be a letter and then letters, digits and '-'",
            "account is \"1234\": it must be 12 digits in quotes",
            "region is 1: it must be a text in quotes",
            "tags.team is 1: it must be a text in quotes",
            "there is no field \"alarm\": there are [account, alarmEmail, alarms,",
            "alarms is no: it must be true or false",
            "logRetentionDays is 15",
            "stageErrors is 1.5: it must be a whole number",
            "removalPolicy is keep: \"retain\" and \"destroy\" are allowed",
            "percent is 100: it must be from 1 to 99",
            "the trigger bucket of orders is \"My Bucket\", which cannot be a bucket's name",
            "triggerBuckets.other is 1: it must be a text in quotes",
            "there is no field \"stages.EtlStage.timeout\": there are [connections, maxConcurrentRuns,"
                + " memory, securityConfiguration, workers]",
            "stages.HeavyEtlStage.connections is orders: it must be a list of texts in quotes",
            "maxConcurrentRuns of HeavyEtlStage is 0: it must be at least 1",
            "stages.Other must be an object");
  }

  @Test
  void anEnvironmentThatIsNotThereIsExplained() {
    assertThatThrownBy(() -> Environment.of(app(TWO), "test"))
        .hasMessage(
            "there is no environment \"test\" in the context's stageloom:environments, which has"
                + " [dev, prod]");
    assertThatThrownBy(() -> Environment.all(app("[]")))
        .hasMessageContaining("must be an object with an object for each environment");
  }

  private static App app(String environments) {
    return new App(
        AppProps.builder()
            .context(Map.of("stageloom:environments", Json.parse(environments)))
            .build());
  }
}
