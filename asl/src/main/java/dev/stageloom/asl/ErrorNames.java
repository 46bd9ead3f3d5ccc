package dev.stageloom.asl;

import java.util.Set;

/**
 * The error names that the Amazon States Language and Step Functions reserve.
 *
 * <p>Source: AWS Step Functions developer guide, "Handling errors in Step Functions workflows".
 */
public final class ErrorNames {

  /** What the reserved names begin with. */
  public static final String RESERVED_PREFIX = "States.";

  /** Matches every error but {@link #DATA_LIMIT_EXCEEDED} and {@link #RUNTIME}. */
  public static final String ALL = "States.ALL";

  /** A branch of a Parallel state failed. */
  public static final String BRANCH_FAILED = "States.BranchFailed";

  /** A state's input or output is larger than 262,144 bytes. {@link #ALL} does not match it. */
  public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";

  /** A task sent no heartbeat for longer than HeartbeatSeconds. */
  public static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";

  /** No rule of a Choice state matched, and it has no Default. */
  public static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";

  /** A task may not run the code it names. */
  public static final String PERMISSIONS = "States.Permissions";

  /** A JSONata expression failed, or gave nothing, or gave a value of a wrong type. */
  public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";

  /** The execution cannot go on; cannot be retried or caught. */
  public static final String RUNTIME = "States.Runtime";

  /** A task failed; in ErrorEquals, matches every error but the timeouts. */
  public static final String TASK_FAILED = "States.TaskFailed";

  /** A task or the execution ran longer than TimeoutSeconds. */
  public static final String TIMEOUT = "States.Timeout";

  private static final Set<String> RESERVED =
      Set.of(
          ALL,
          BRANCH_FAILED,
          DATA_LIMIT_EXCEEDED,
          "States.ExceedToleratedFailureThreshold",
          HEARTBEAT_TIMEOUT,
          "States.Http.Socket",
          "States.IntrinsicFailure",
          "States.ItemReaderFailed",
          NO_CHOICE_MATCHED,
          "States.ParameterPathFailure",
          PERMISSIONS,
          QUERY_EVALUATION_ERROR,
          "States.ResultPathMatchFailure",
          "States.ResultWriterFailed",
          RUNTIME,
          TASK_FAILED,
          TIMEOUT);

  private ErrorNames() {}

  /**
   * Whether an ErrorEquals may hold the name: it is a reserved name, or does not begin like one.
   *
   * @param name an error's name
   * @return whether it may
   */
  public static boolean isValid(String name) {
    return !name.isEmpty() && (!name.startsWith(RESERVED_PREFIX) || RESERVED.contains(name));
  }
}
