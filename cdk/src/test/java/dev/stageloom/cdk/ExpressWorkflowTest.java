package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.cdk.example.EventsWorkflow_Stack;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Template;

/** The template of a generated EXPRESS stack. */
class ExpressWorkflowTest {

  @TempDir static Path directory;

  static EventsWorkflow_Stack stack;
  static Template template;
  static Resources resources;

  @BeforeAll
  static void synthesize() {
    stack = new EventsWorkflow_Stack(TestApp.create(directory), "events");
    template = Template.fromStack(stack);
    resources = new Resources(template);
  }

  @Test
  void theStateMachineIsExpressAndLogsEverything() {
    assertThat(resources.properties("AWS::StepFunctions::StateMachine", "StageloomWorkflow"))
        .containsEntry("StateMachineName", "events-Express")
        .containsEntry("StateMachineType", "EXPRESS");
    assertThat(resources.json("AWS::StepFunctions::StateMachine", "StageloomWorkflow"))
        .contains("\"Level\": \"ALL\"", "\"IncludeExecutionData\": true");
    assertThat(resources.properties("AWS::Logs::LogGroup", "StageloomWorkflowLogGroup"))
        .containsEntry("LogGroupName", "/aws/vendedlogs/states/events-Express");
  }

  @Test
  void thePipeWaitsForTheExecution() {
    template.hasResourceProperties(
        "AWS::Pipes::Pipe",
        Map.of(
            "TargetParameters",
            Map.of(
                "StepFunctionStateMachineParameters",
                Map.of("InvocationType", "REQUEST_RESPONSE"))));
    assertThat(resources.statements("AWS::IAM::Role", "StageloomWorkflowPipeRole"))
        .contains("states:StartSyncExecution on StageloomWorkflowStateMachine");
  }

  @Test
  void aMessageIsHiddenForSixTimesTheLongestExecution() {
    assertThat(resources.properties("AWS::SQS::Queue", "StageloomWorkflowSourceQueue"))
        .containsEntry("VisibilityTimeout", 1800);
  }

  @Test
  void thereIsNoFailureRuleButAlarms() {
    template.resourceCountIs("AWS::Events::Rule", 0);
    assertThat(stack.getWorkflow().getAlarms())
        .containsOnlyKeys(
            "ExecutionsFailed",
            "ExecutionsTimedOut",
            "ExecutionThrottled",
            "DeadLetterAlarm",
            "OldestMessage");
    assertThat(stack.getWorkflow().getFailureRule()).isEmpty();
    assertThat(stack.getWorkflow().getFailureTopic()).isPresent();
    assertThat(stack.getWorkflow().getDeadLetterAlarm()).isPresent();
    assertThat(stack.getWorkflow().getDeadLetterQueue()).isPresent();
  }

  @Test
  void theDefinitionIsMadeOfTheSteps() {
    assertThat(resources.json("AWS::StepFunctions::StateMachine", "StageloomWorkflow"))
        .contains("${ParseStageFunctionArn}", "${StoreStageFunctionArn}")
        .contains("\\\"Comment\\\": \\\"events\\\"");
  }
}
