package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.json.Json;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Template;

/** What is watched, and who is told. */
class ObservabilityTest {

  @TempDir static Path directory;

  static Resources resources;

  @BeforeAll
  static void synthesize() {
    resources =
        new Resources(
            Template.fromStack(
                new CeapWorkflow_Stack(TestApp.create(directory), "ceap-candidates")));
  }

  @Test
  void everyAlarmTellsTheTopicOfItsMetric() {
    List<String> alarms = new ArrayList<>();
    resources
        .all("AWS::CloudWatch::Alarm")
        .forEach(
            (id, alarm) -> {
              alarms.add(
                  alarm.get("AlarmName")
                      + " "
                      + alarm.get("Namespace")
                      + " "
                      + alarm.get("MetricName")
                      + " "
                      + alarm.get("Statistic")
                      + " >= "
                      + alarm.get("Threshold"));
              assertThat(alarm).as(id).containsEntry("TreatMissingData", "notBreaching");
              assertThat(Resources.string(alarm.get("AlarmActions")))
                  .contains("StageloomWorkflowFailureTopic");
            });
    assertThat(alarms)
        .containsExactlyInAnyOrder(
            "ceap-candidates-ExecutionsFailed AWS/States ExecutionsFailed Sum >= 1",
            "ceap-candidates-ExecutionsTimedOut AWS/States ExecutionsTimedOut Sum >= 1",
            "ceap-candidates-ExecutionThrottled AWS/States ExecutionThrottled Sum >= 1",
            "ceap-candidates-DeadLetterAlarm AWS/SQS ApproximateNumberOfMessagesVisible Maximum"
                + " >= 1",
            "ceap-candidates-OldestMessage AWS/SQS ApproximateAgeOfOldestMessage Maximum >= 900",
            "ceap-candidates-EtlStage-Errors AWS/Lambda Errors Sum >= 3",
            "ceap-candidates-FilterStage-Errors AWS/Lambda Errors Sum >= 3",
            "ceap-candidates-ScoreStage-Errors AWS/Lambda Errors Sum >= 3",
            "ceap-candidates-StoreStage-Errors AWS/Lambda Errors Sum >= 3");
  }

  @Test
  void failedRunsOfTheJobAreSentToTheTopic() {
    assertThat(resources.json("AWS::Events::Rule", "StageloomWorkflowJobFailureRule"))
        .contains(
            "\"Glue Job State Change\"",
            "\"FAILED\"",
            "\"TIMEOUT\"",
            "\"ceap-candidates-HeavyEtlStage\"",
            "StageloomWorkflowFailureTopic");
  }

  @Test
  void theDashboardShowsExecutionsQueuesStagesAndJobs() {
    Map<String, Object> dashboard =
        resources.properties("AWS::CloudWatch::Dashboard", "StageloomWorkflow");
    assertThat(dashboard).containsEntry("DashboardName", "ceap-candidates-Dashboard");
    Map<String, Object> body =
        Resources.map(Json.parse(Resources.reference(dashboard.get("DashboardBody"))));
    List<String> widgets = new ArrayList<>();
    for (Object widget : (List<?>) body.get("widgets")) {
      Map<String, Object> properties = Resources.map(Resources.map(widget).get("properties"));
      List<String> metrics = new ArrayList<>();
      for (Object metric : (List<?>) properties.get("metrics")) {
        metrics.add(((List<?>) metric).get(0) + "/" + ((List<?>) metric).get(1));
      }
      widgets.add(properties.get("title") + ": " + String.join(" ", metrics));
      assertThat(properties).containsEntry("region", "AWS::Region");
    }
    assertThat(widgets)
        .containsExactly(
            "Executions: AWS/States/ExecutionsStarted AWS/States/ExecutionsSucceeded"
                + " AWS/States/ExecutionsFailed AWS/States/ExecutionsTimedOut"
                + " AWS/States/ExecutionsAborted AWS/States/ExecutionThrottled",
            "Duration of executions (ms): AWS/States/ExecutionTime AWS/States/ExecutionTime"
                + " AWS/States/ExecutionTime",
            "Messages in the queue: AWS/SQS/ApproximateNumberOfMessagesVisible"
                + " AWS/SQS/ApproximateNumberOfMessagesNotVisible",
            "Age of the oldest message (s): AWS/SQS/ApproximateAgeOfOldestMessage",
            "Messages in the dead-letter queue: AWS/SQS/ApproximateNumberOfMessagesVisible",
            "Duration of the Lambda stages (ms, p95): AWS/Lambda/Duration AWS/Lambda/Duration"
                + " AWS/Lambda/Duration AWS/Lambda/Duration",
            "Errors of the Lambda stages: AWS/Lambda/Errors AWS/Lambda/Errors AWS/Lambda/Errors"
                + " AWS/Lambda/Errors",
            "Throttles of the Lambda stages: AWS/Lambda/Throttles AWS/Lambda/Throttles"
                + " AWS/Lambda/Throttles AWS/Lambda/Throttles",
            "HeavyEtlStage: run time (ms): Glue/glue.driver.aggregate.elapsedTime",
            "HeavyEtlStage: Spark tasks: Glue/glue.driver.aggregate.numCompletedTasks"
                + " Glue/glue.driver.aggregate.numFailedTasks",
            "HeavyEtlStage: heap and CPU (share): Glue/glue.ALL.jvm.heap.usage"
                + " Glue/glue.ALL.system.cpuSystemLoad");
  }

  @Test
  void theSavedQueryFollowsAnExecutionThroughEveryLogGroup() {
    Map<String, Object> query =
        resources.properties("AWS::Logs::QueryDefinition", "StageloomWorkflow");

    assertThat(query).containsEntry("Name", "ceap-candidates-FollowExecution");
    assertThat((String) query.get("QueryString"))
        .contains("filter @message like \"EXECUTION_ID\"", "sort @timestamp asc");
    assertThat(query.get("LogGroupNames"))
        .isEqualTo(
            List.of(
                "/aws/vendedlogs/states/ceap-candidates-Standard",
                "/aws/lambda/ceap-candidates-EtlStage",
                "/aws-glue/jobs/ceap-candidates-HeavyEtlStage/error",
                "/aws-glue/jobs/ceap-candidates-HeavyEtlStage/output",
                "/aws/lambda/ceap-candidates-FilterStage",
                "/aws/lambda/ceap-candidates-ScoreStage",
                "/aws/lambda/ceap-candidates-StoreStage"));
  }
}
