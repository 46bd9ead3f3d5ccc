package dev.stageloom.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What every Glue job's role needs: to read its code, to log, to send metrics. */
final class JobPermissions {

  private static final List<String> LOG =
      List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

  private static final List<String> LOG_ENCRYPTED =
      List.of(
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "logs:AssociateKmsKey");

  private JobPermissions() {}

  /**
   * The statements of a job.
   *
   * @param downloads the ARNs of the objects that Glue reads before the job starts
   * @param logGroups the ARNs of the groups that it writes in
   */
  static List<PolicyStatement> of(List<String> downloads, List<String> logGroups) {
    return List.of(
        StagePermissions.allow(List.of("s3:GetObject"), downloads),
        StagePermissions.allow(LOG, logGroups),
        // Metrics have no resources to name; the condition is the namespace of Glue's own.
        PolicyStatement.Builder.create()
            .actions(List.of("cloudwatch:PutMetricData"))
            .resources(List.of("*"))
            .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", "Glue")))
            .build());
  }

  /**
   * With a security configuration that encrypts logs, Glue itself makes the log groups, under the
   * names of the configuration and the role, and gives them the key. Source: AWS Glue developer
   * guide, "Logging for AWS Glue jobs", custom logging.
   *
   * @param stack the job's stack
   * @param logGroups the names of these groups
   */
  static PolicyStatement ofEncryptedLogs(Stack stack, String logGroups) {
    return StagePermissions.allow(
        LOG_ENCRYPTED,
        List.of(
            stack.formatArn(
                ArnComponents.builder()
                    .service("logs")
                    .resource("log-group")
                    .resourceName(logGroups)
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build())));
  }
}
