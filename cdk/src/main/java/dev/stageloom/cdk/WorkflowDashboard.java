package dev.stageloom.cdk;

import dev.stageloom.asl.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * The dashboard of a workflow. Its body is written here as one JSON text (CloudWatch API reference,
 * "Dashboard body structure and syntax"): a construct for each widget would be a call to CDK each.
 */
final class WorkflowDashboard {

  /** The width of the dashboard's grid, and the height of a row in it. */
  private static final int GRID = 24;

  private static final int HEIGHT = 6;

  /** CloudWatch quotas, "Dashboards": metrics in one widget. */
  private static final int METRICS_MAX = 500;

  private final String region;
  private final List<Map<String, Object>> widgets = new ArrayList<>();
  private int x;
  private int y;

  private WorkflowDashboard(String region) {
    this.region = region;
  }

  /**
   * Creates the dashboard.
   *
   * @param workflow the workflow's construct
   * @param stateMachineArn the state machine's ARN
   * @param stages the stages
   * @param queue the source queue; null without one
   * @param deadLetterQueue the dead-letter queue; null without one
   * @return the dashboard
   */
  static CfnDashboard create(
      StageWorkflow workflow,
      String stateMachineArn,
      List<WatchedStage> stages,
      @Nullable IQueue queue,
      @Nullable IQueue deadLetterQueue) {
    WorkflowDashboard dashboard = new WorkflowDashboard(Stack.of(workflow).getRegion());
    dashboard.executions(stateMachineArn);
    dashboard.queues(queue, deadLetterQueue);
    dashboard.functions(stages.stream().filter(Predicate.not(WatchedStage::job)).toList());
    dashboard.jobs(stages.stream().filter(WatchedStage::job).toList());
    return CfnDashboard.Builder.create(workflow, "Dashboard")
        .dashboardName(PhysicalNames.ofWatcher(workflow.names(), "Dashboard"))
        .dashboardBody(Json.writeCompact(Map.of("widgets", dashboard.widgets)))
        .build();
  }

  private void executions(String arn) {
    List<List<Object>> counts = new ArrayList<>();
    for (String metric :
        List.of(
            "ExecutionsStarted",
            "ExecutionsSucceeded",
            "ExecutionsFailed",
            "ExecutionsTimedOut",
            "ExecutionsAborted",
            "ExecutionThrottled")) {
      counts.add(metric("AWS/States", metric, "Sum", metric, "StateMachineArn", arn));
    }
    graph("Executions", 12, counts);
    graph(
        "Duration of executions (ms)",
        12,
        List.of(
            metric("AWS/States", "ExecutionTime", "p50", "median", "StateMachineArn", arn),
            metric("AWS/States", "ExecutionTime", "p95", "p95", "StateMachineArn", arn),
            metric("AWS/States", "ExecutionTime", "Maximum", "longest", "StateMachineArn", arn)));
  }

  private void queues(@Nullable IQueue queue, @Nullable IQueue deadLetterQueue) {
    if (queue != null) {
      graph(
          "Messages in the queue",
          8,
          List.of(
              ofQueue(queue, "ApproximateNumberOfMessagesVisible", "waiting"),
              ofQueue(queue, "ApproximateNumberOfMessagesNotVisible", "in flight")));
      graph(
          "Age of the oldest message (s)",
          8,
          List.of(ofQueue(queue, "ApproximateAgeOfOldestMessage", "age")));
    }
    if (deadLetterQueue != null) {
      graph(
          "Messages in the dead-letter queue",
          8,
          List.of(ofQueue(deadLetterQueue, "ApproximateNumberOfMessagesVisible", "messages")));
    }
    row();
  }

  private void functions(List<WatchedStage> stages) {
    if (stages.isEmpty()) {
      return;
    }
    for (int from = 0; from < stages.size(); from += METRICS_MAX) {
      List<WatchedStage> some = stages.subList(from, Math.min(stages.size(), from + METRICS_MAX));
      graph("Duration of the Lambda stages (ms, p95)", 8, ofFunctions(some, "Duration", "p95"));
      graph("Errors of the Lambda stages", 8, ofFunctions(some, "Errors", "Sum"));
      graph("Throttles of the Lambda stages", 8, ofFunctions(some, "Throttles", "Sum"));
    }
  }

  private void jobs(List<WatchedStage> stages) {
    for (WatchedStage stage : stages) {
      String job = stage.resourceName();
      graph(
          stage.name() + ": run time (ms)",
          8,
          List.of(ofJob(job, "glue.driver.aggregate.elapsedTime", "count", "Maximum", "elapsed")));
      graph(
          stage.name() + ": Spark tasks",
          8,
          List.of(
              ofJob(job, "glue.driver.aggregate.numCompletedTasks", "count", "Sum", "completed"),
              ofJob(job, "glue.driver.aggregate.numFailedTasks", "count", "Sum", "failed")));
      graph(
          stage.name() + ": heap and CPU (share)",
          8,
          List.of(
              ofJob(job, "glue.ALL.jvm.heap.usage", "gauge", "Average", "heap"),
              ofJob(job, "glue.ALL.system.cpuSystemLoad", "gauge", "Average", "CPU")));
    }
  }

  private static List<List<Object>> ofFunctions(
      List<WatchedStage> stages, String metric, String statistic) {
    List<List<Object>> metrics = new ArrayList<>();
    for (WatchedStage stage : stages) {
      metrics.add(
          metric(
              "AWS/Lambda", metric, statistic, stage.name(), "FunctionName", stage.resourceName()));
    }
    return metrics;
  }

  private static List<Object> ofQueue(IQueue queue, String metric, String label) {
    return metric("AWS/SQS", metric, "Maximum", label, "QueueName", queue.getQueueName());
  }

  private static List<Object> ofJob(
      String job, String metric, String type, String statistic, String label) {
    return metric(
        "Glue", metric, statistic, label, "JobName", job, "JobRunId", "ALL", "Type", type);
  }

  private static List<Object> metric(
      String namespace, String name, String statistic, String label, String... dimensions) {
    List<Object> metric = new ArrayList<>();
    metric.add(namespace);
    metric.add(name);
    metric.addAll(List.of(dimensions));
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("stat", statistic);
    options.put("label", label);
    metric.add(options);
    return metric;
  }

  private void graph(String title, int width, List<List<Object>> metrics) {
    if (x + width > GRID) {
      row();
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("title", title);
    properties.put("view", "timeSeries");
    properties.put("region", region);
    properties.put("period", 300);
    properties.put("metrics", metrics);
    Map<String, Object> widget = new LinkedHashMap<>();
    widget.put("type", "metric");
    widget.put("x", x);
    widget.put("y", y);
    widget.put("width", width);
    widget.put("height", HEIGHT);
    widget.put("properties", properties);
    widgets.add(widget);
    x += width;
  }

  private void row() {
    if (x > 0) {
      x = 0;
      y += HEIGHT;
    }
  }
}
