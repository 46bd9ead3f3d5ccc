package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.State;
import dev.stageloom.asl.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

/** Deploying beside running executions. */
class VersionsTest {

  @TempDir Path directory;

  @Test
  void theDefinitionNamesVersionsThatStay() {
    Template template = synthesize("v1", 1024, WorkflowType.STANDARD);
    Resources resources = new Resources(template);

    Map<String, Object> substitutions =
        Resources.map(
            resources
                .properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow")
                .get("DefinitionSubstitutions"));
    assertThat(Resources.string(substitutions.get("ReadStageFunctionArn")))
        .contains("ReadStageFunctionCurrentVersion");
    for (String type : Set.of("AWS::Lambda::Version", "AWS::StepFunctions::StateMachineVersion")) {
      template
          .findResources(type)
          .values()
          .forEach(
              version ->
                  assertThat(version)
                      .containsEntry("DeletionPolicy", "Retain")
                      .containsEntry("UpdateReplacePolicy", "Retain"));
    }
    assertThat(
            resources.json(
                "AWS::StepFunctions::StateMachineVersion", "StageloomWorkflowStandardVersion"))
        .contains("StateMachineRevisionId");
    assertThat(
            resources.properties(
                "AWS::StepFunctions::StateMachineAlias", "StageloomWorkflowStandardAlias"))
        .containsEntry("Name", "live");
    assertThat(
            Resources.reference(
                resources.properties("AWS::Pipes::Pipe", "StageloomWorkflow").get("Target")))
        .isEqualTo("StageloomWorkflowStandardAlias");
  }

  @Test
  void aChangedFunctionIsANewVersionAndAnotherOneIsNot() {
    Set<String> before = versions(synthesize("v1", 1024, WorkflowType.STANDARD));
    Set<String> after = versions(synthesize("v2", 2048, WorkflowType.STANDARD));

    assertThat(after).hasSize(2);
    assertThat(before).filteredOn(id -> id.startsWith("Read")).doesNotContainAnyElementsOf(after);
    assertThat(after).containsAll(before.stream().filter(id -> id.startsWith("Store")).toList());
  }

  @Test
  void anotherTypeSharesNoNameAndNoAliasWithTheOldMachine() {
    Resources standard = new Resources(synthesize("v1", 1024, WorkflowType.STANDARD));
    Resources express = new Resources(synthesize("v2", 1024, WorkflowType.EXPRESS));

    for (String type :
        Set.of(
            "AWS::StepFunctions::StateMachineAlias", "AWS::StepFunctions::StateMachineVersion")) {
      assertThat(express.all(type).keySet())
          .hasSize(1)
          .doesNotContainAnyElementsOf(standard.all(type).keySet());
    }
    assertThat(name(standard)).isEqualTo("orders-Standard");
    assertThat(name(express)).isEqualTo("orders-Express");
  }

  /**
   * CloudFormation creates what is new before it deletes what is gone: a name that both have would
   * stop the deployment.
   */
  @Test
  void anotherTypeOrTriggerTakesNoNameOfAResourceThatIsStillThere() {
    Template before = synthesize("n1", 1024, WorkflowType.STANDARD);
    List<Template> after = new ArrayList<>();
    after.add(synthesize("n2", 1024, WorkflowType.EXPRESS));
    Trigger[] triggers = {
      Trigger.schedule("rate(1 day)", "UTC"),
      Trigger.event("{\"source\": [\"shop\"]}"),
      Trigger.none()
    };
    for (int i = 0; i < triggers.length; i++) {
      Stack stack = new Stack(TestApp.create(directory.resolve("t" + i)), "orders");
      Variants.workflow(stack, WorkflowType.STANDARD, triggers[i], WorkflowResources.none());
      after.add(Template.fromStack(stack));
    }

    for (Template template : after) {
      for (Map<String, String> pair : List.of(taken(before, template), taken(template, before))) {
        assertThat(pair).isEmpty();
      }
    }
  }

  /** The resources that only the new template has, with a name that one of the old has. */
  private static Map<String, String> taken(Template old, Template changed) {
    Map<String, String> names = names(old);
    Map<String, String> taken = names(changed);
    taken.keySet().removeAll(names.keySet());
    taken.values().retainAll(names.values());
    return taken;
  }

  /** The names that are given to resources, with the resources' types, by logical id. */
  private static Map<String, String> names(Template template) {
    Map<String, String> names = new TreeMap<>();
    Resources.map(template.toJSON().get("Resources"))
        .forEach(
            (id, resource) -> {
              String type = (String) Resources.map(resource).get("Type");
              Object properties = Resources.map(resource).get("Properties");
              if (properties instanceof Map<?, ?> given) {
                given.forEach(
                    (property, value) -> {
                      if (((String) property).endsWith("Name")
                          && value instanceof String name
                          && name.contains("orders")) {
                        names.put(id, type + " " + name);
                      }
                    });
              }
            });
    assertThat(names).hasSizeGreaterThan(10);
    return names;
  }

  /** docs/operations.md, "Run it again from the failed stage". */
  @Test
  void whoRedrivesIsAllowedOnTheExecutionsOfTheMachine() {
    Stack stack = new Stack(TestApp.create(directory.resolve("redrive")), "orders");
    StageWorkflow workflow =
        Variants.workflow(stack, WorkflowType.STANDARD, Trigger.queue(), WorkflowResources.none());
    Role operator =
        Role.Builder.create(stack, "Operator").assumedBy(new AccountRootPrincipal()).build();
    workflow.getStateMachine().grantRedriveExecution(operator);

    assertThat(
            new Resources(Template.fromStack(stack))
                .statements("AWS::IAM::Policy", "OperatorDefaultPolicy"))
        .singleElement()
        .asString()
        .startsWith("states:RedriveExecution on ")
        .contains(":execution:")
        .endsWith(":*");
  }

  @Test
  void functionsStartFromSnapshotsUnlessTheyHaveMoreStorageThanLambdaAllows() {
    Stack stack = new Stack(TestApp.create(directory.resolve("snap")), "snap");
    function(stack, "Small").build();
    function(stack, "Large").ephemeralStorage(513).build();
    function(stack, "Plain").snapStart(false).build();
    Resources resources = new Resources(Template.fromStack(stack));

    assertThat(resources.properties("AWS::Lambda::Function", "Small"))
        .containsEntry("SnapStart", Map.of("ApplyOn", "PublishedVersions"));
    assertThat(resources.properties("AWS::Lambda::Function", "Large"))
        .doesNotContainKey("SnapStart");
    assertThat(resources.properties("AWS::Lambda::Function", "Plain"))
        .doesNotContainKey("SnapStart");
  }

  @Test
  void aStateWaitsForTheSnapshotOfItsFunctionIfItHasOne() {
    Stack stack = new Stack(TestApp.create(directory.resolve("wait")), "wait");
    WorkflowFactory.createStandardWorkflow(
        stack,
        WorkflowConfiguration.builder()
            .workflowName("wait")
            .workflowBucket(WorkflowFactory.createWorkflowBucket(stack))
            .step(LambdaStep.of("Snap", function(stack, "Snap").build()))
            .step(LambdaStep.of("Plain", function(stack, "Plain").snapStart(false).build()))
            .build());
    String definition =
        (String)
            new Resources(Template.fromStack(stack))
                .properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow")
                .get("DefinitionString");
    Map<String, State> states = AslReader.read(definition).states();

    assertThat(((Task) states.get("Snap")).retry())
        .anySatisfy(
            retrier -> {
              assertThat(retrier.errorEquals())
                  .containsExactly("Lambda.SnapStartNotReadyException");
              assertThat(retrier.intervalSeconds() * retrier.maxAttempts()).isEqualTo(180);
            });
    assertThat(((Task) states.get("Plain")).retry())
        .noneMatch(retrier -> retrier.errorEquals().contains("Lambda.SnapStartNotReadyException"));
  }

  private static StageFunction.Builder function(Stack stack, String id) {
    return StageFunction.Builder.create(stack, id).handler("p.Handler");
  }

  private static Object name(Resources resources) {
    return resources
        .properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow")
        .get("StateMachineName");
  }

  private static Set<String> versions(Template template) {
    return new TreeSet<>(new Resources(template).all("AWS::Lambda::Version").keySet());
  }

  private Template synthesize(String folder, int memory, WorkflowType type) {
    Stack stack = new Stack(TestApp.create(directory.resolve(folder)), "orders");
    Variants.workflow(
        stack,
        type,
        Trigger.queue(),
        WorkflowResources.builder()
            .settings(WorkflowSettings.builder().memory("ReadStage", memory).build())
            .build());
    return Template.fromStack(stack);
  }
}
