package dev.stageloom.processor.check;

import dev.stageloom.annotations.LambdaRuntime;
import dev.stageloom.annotations.WorkerType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The limits of AWS that are checked, each with its source, as of 2026-11. A changed limit is one
 * line here.
 */
final class AwsLimits {

  /** MB. Source: AWS Lambda quotas, "Memory allocation". */
  static final Range LAMBDA_MEMORY = new Range(128, 10_240);

  /** Seconds. Source: AWS Lambda quotas, "Timeout". */
  static final Range LAMBDA_TIMEOUT = new Range(1, 900);

  /** MB. Source: AWS Lambda quotas, "/tmp directory storage". */
  static final Range LAMBDA_EPHEMERAL_STORAGE = new Range(512, 10_240);

  /** Characters. Source: AWS Lambda API, CreateFunction, Description. */
  static final int LAMBDA_DESCRIPTION = 256;

  /** Characters. Source: AWS Lambda API, CreateFunction, Handler. */
  static final int LAMBDA_HANDLER = 128;

  /** Source: Glue's answer at StartJobRun ("minimum allowed value of Number of Workers is 2"). */
  static final int GLUE_WORKERS_MIN = 2;

  /**
   * Source: Glue's answers to G.1X jobs before 2024 and the default DPU quota; not a hard limit.
   */
  static final int GLUE_WORKERS_DOUBTFUL = 299;

  /** Minutes. Source: AWS Glue API, CreateJob, Timeout ("7 days or 10080 minutes"). */
  static final Range GLUE_TIMEOUT = new Range(1, 10_080);

  /** Bytes, 260 KB. Source: AWS Glue API, CreateJob, DefaultArguments. */
  static final int GLUE_ARGUMENTS = 266_240;

  /** The worker types of every region. Source: AWS Glue developer guide, "Worker types". */
  static final Set<WorkerType> WORKERS_EVERYWHERE = Set.of(WorkerType.G_1X, WorkerType.G_2X);

  /**
   * The worker types of the execution class FLEX. Source: AWS Glue developer guide, "Adding jobs",
   * flexible execution; the API reference is silent.
   */
  static final Set<WorkerType> FLEX_WORKERS = Set.of(WorkerType.G_1X, WorkerType.G_2X);

  /** Characters. Source: AWS Glue API, CreateJob, Description. */
  static final int GLUE_DESCRIPTION = 2_048;

  /** Source: Amazon States Language; Step Functions developer guide, "Error handling". */
  static final Range RETRY_MAX_ATTEMPTS = new Range(0, 99_999_999);

  /** Seconds. Source: as RETRY_MAX_ATTEMPTS. */
  static final Range RETRY_INTERVAL = new Range(1, 99_999_999);

  /** Seconds. Source: as RETRY_MAX_ATTEMPTS ("less than 31622401"). */
  static final Range RETRY_MAX_DELAY = new Range(1, 31_622_400);

  /** Bytes. Source: AWS CloudFormation quotas, "Template description". */
  static final int STACK_DESCRIPTION = 1_024;

  /** Seconds. Source: AWS Step Functions quotas, "Maximum execution duration", Express. */
  static final int EXPRESS_SECONDS = 300;

  /** Source: AWS Step Functions quotas, "Maximum execution history size", Standard. */
  static final int HISTORY_EVENTS = 25_000;

  /**
   * Entered, scheduled, started, submitted, succeeded or failed, exited: at most these for a try.
   * Source: Step Functions API reference, HistoryEvent.
   */
  static final int EVENTS_A_TRY = 6;

  /** The execution's own start and end. Source: as EVENTS_A_TRY. */
  static final int EVENTS_AROUND = 2;

  /** Seconds. The project's own advice, not a limit: longer work belongs to Glue. */
  static final int LAMBDA_TIMEOUT_ADVISED = 300;

  /** Minutes. A Lambda function could do what a small job does in this time. */
  static final int GLUE_TIMEOUT_SMALL = 15;

  /**
   * How often the queue of a generated stack gives a message out. Source: the module cdk; AWS asks
   * for 5 or more.
   */
  static final int QUEUE_RECEIVES = 5;

  /** Tries of one message. The project's own advice, not a limit. */
  static final int TRIES_ADVISED = 25;

  /** Characters. Source: AWS Step Functions API, CreateStateMachine, definition. */
  static final int DEFINITION = 1_048_576;

  /** The runtimes whose deprecation is announced. Source: Lambda developer guide, "Runtimes". */
  static final Map<LambdaRuntime, String> DEPRECATED_RUNTIMES =
      Map.of(LambdaRuntime.JAVA_17, "2027-06-30");

  /** Source: AWS Glue developer guide, "Using job parameters" (2026). */
  static final Set<String> GLUE_RESERVED_ARGUMENTS =
      Set.of(
          "additional-python-modules",
          "auto-scale-within-microbatch",
          "class",
          "conf",
          "continuous-log-conversionPattern",
          "continuous-log-logGroup",
          "continuous-log-logStreamPrefix",
          "custom-logGroup-prefix",
          "custom-logStream-prefix",
          "customer-driver-env-vars",
          "customer-executor-env-vars",
          "datalake-formats",
          "debug",
          "disable-proxy-v2",
          "enable-auto-scaling",
          "enable-continuous-cloudwatch-log",
          "enable-continuous-log-filter",
          "enable-glue-datacatalog",
          "enable-job-insights",
          "enable-lakeformation-fine-grained-access",
          "enable-metrics",
          "enable-observability-metrics",
          "enable-rename-algorithm-v2",
          "enable-s3-parquet-optimized-committer",
          "enable-spark-ui",
          "encryption-type",
          "endpoint",
          "executor-cores",
          "extra-files",
          "extra-jars",
          "extra-py-files",
          "job-bookmark-from",
          "job-bookmark-option",
          "job-bookmark-to",
          "job-language",
          "JOB_ID",
          "JOB_NAME",
          "JOB_RUN_ID",
          "mode",
          "python-modules-installer-option",
          "python-virtual-env",
          "scriptLocation",
          "spark-event-logs-path",
          "spark-ui-event-logs-path",
          "TempDir",
          "use-postgres-driver",
          "user-jars-first");

  /** Source: as GLUE_RESERVED_ARGUMENTS, "used internally by AWS Glue and you should never set". */
  static final Set<String> GLUE_INTERNAL_ARGUMENTS =
      Set.of("JOB_ID", "JOB_NAME", "JOB_RUN_ID", "debug", "endpoint", "mode", "scriptLocation");

  /** Source: AWS Glue developer guide, "Logging for AWS Glue jobs". */
  static final Set<String> GLUE_LOG_ARGUMENTS =
      Set.of(
          "continuous-log-conversionPattern",
          "continuous-log-logGroup",
          "continuous-log-logStreamPrefix",
          "custom-logGroup-prefix",
          "enable-continuous-cloudwatch-log",
          "enable-continuous-log-filter");

  private AwsLimits() {}

  /** Both bounds are allowed. */
  record Range(long min, long max) {
    boolean contains(long value) {
      return value >= min && value <= max;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%,d to %,d", min, max);
    }
  }
}
