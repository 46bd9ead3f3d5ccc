package dev.stageloom.cdk;

import dev.stageloom.annotations.GlueVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Where a Glue job logs. Source: AWS Glue developer guide, "Logging for AWS Glue jobs".
 *
 * <p>Glue 5.0 and later write in two groups, as the lines come: {@code <prefix>/error} (Spark and
 * loggers) and {@code <prefix>/output} (what is printed). Earlier versions write Spark's log by
 * continuous logging in a group that can be named, and what is printed in one that all jobs share.
 */
final class JobLogs {

  private static final String SHARED = "/aws-glue/jobs";

  private final LogGroup errors;
  private final ILogGroup output;
  private final List<String> names;
  private final Map<String, String> arguments = new LinkedHashMap<>();
  private final List<LogGroup> created = new ArrayList<>();
  private final List<ILogGroup> all = new ArrayList<>();

  /**
   * Creates the groups that the job has for itself.
   *
   * @param scope where
   * @param version the job's Glue version
   * @param job the job's name
   * @param retentionDays how long they keep logs
   * @param key the customer's key; empty for one of CloudWatch Logs
   */
  JobLogs(Construct scope, GlueVersion version, String job, int retentionDays, Optional<IKey> key) {
    String prefix = prefix(job);
    if (version == GlueVersion.V4_0) {
      String continuous = prefix + "/logs-v2";
      this.errors = LogGroups.create(scope, "ErrorLogGroup", continuous, retentionDays, key);
      this.output = shared(scope, "OutputLogGroup", "output");
      this.names = List.of(continuous, SHARED + "/output");
      created.add(errors);
      all.addAll(List.of(errors, output, shared(scope, "SharedErrorLogGroup", "error")));
      arguments.put("--enable-continuous-cloudwatch-log", "true");
      arguments.put("--enable-continuous-log-filter", "true");
      arguments.put("--continuous-log-logGroup", continuous);
    } else {
      this.errors = LogGroups.create(scope, "ErrorLogGroup", prefix + "/error", retentionDays, key);
      LogGroup printed =
          LogGroups.create(scope, "OutputLogGroup", prefix + "/output", retentionDays, key);
      this.output = printed;
      this.names = List.of(prefix + "/error", prefix + "/output");
      created.addAll(List.of(errors, printed));
      all.addAll(created);
      arguments.put("--custom-logGroup-prefix", prefix);
    }
  }

  private static ILogGroup shared(Construct scope, String id, String name) {
    return LogGroup.fromLogGroupName(scope, id, SHARED + "/" + name);
  }

  private static String prefix(String job) {
    return SHARED + "/" + job;
  }

  /**
   * The groups that Glue makes for a security configuration that encrypts logs, in place of the
   * job's own; earlier versions append its name to that of a group.
   */
  static String encrypted(GlueVersion version, String job, String securityConfiguration) {
    return version == GlueVersion.V4_0
        ? SHARED + "/*-" + securityConfiguration + "*"
        : prefix(job) + "/" + securityConfiguration + "-role/*";
  }

  /** The group of Spark and of loggers. */
  LogGroup errors() {
    return errors;
  }

  /** The group of what is printed. */
  ILogGroup output() {
    return output;
  }

  /** The names of the groups that say what the stage does, without references to them. */
  List<String> names() {
    return names;
  }

  /** The job's arguments that name the groups. */
  Map<String, String> arguments() {
    return arguments;
  }

  /** What Glue could create first, without a retention. */
  List<LogGroup> created() {
    return created;
  }

  /** The ARNs of all groups that the job writes in. */
  List<String> arns() {
    return all.stream().map(ILogGroup::getLogGroupArn).toList();
  }
}
