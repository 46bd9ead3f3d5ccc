package dev.stageloom.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;

/** The saved Logs Insights queries that follow one execution through the logs of all stages. */
final class ExecutionQuery {

  /** CloudWatch Logs API reference, {@code StartQuery}: log groups in one query. */
  private static final int LOG_GROUPS_MAX = 50;

  /** What takes the execution's id in the query. */
  static final String PLACEHOLDER = "EXECUTION_ID";

  private static final String QUERY =
      """
      fields @timestamp, @log, @message
      | filter @message like "%s"
      | sort @timestamp asc
      | limit 10000
      """
          .formatted(PLACEHOLDER);

  private ExecutionQuery() {}

  /**
   * Creates the query, or several if there are more log groups than one query may read.
   *
   * @param workflow the workflow's construct
   * @param logGroups the names of the log groups
   * @return the queries
   */
  static List<CfnQueryDefinition> create(StageWorkflow workflow, List<String> logGroups) {
    String name = PhysicalNames.ofWatcher(workflow.names(), "FollowExecution");
    List<CfnQueryDefinition> queries = new ArrayList<>();
    for (int from = 0; from < logGroups.size(); from += LOG_GROUPS_MAX) {
      String number = from == 0 ? "" : String.valueOf(queries.size() + 1);
      queries.add(
          CfnQueryDefinition.Builder.create(workflow, "FollowExecution" + number)
              .name(name + number)
              .queryString(QUERY)
              .logGroupNames(
                  logGroups.subList(from, Math.min(logGroups.size(), from + LOG_GROUPS_MAX)))
              .build());
    }
    return queries;
  }
}
