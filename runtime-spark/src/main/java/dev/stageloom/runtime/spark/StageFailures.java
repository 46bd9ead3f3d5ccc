package dev.stageloom.runtime.spark;

/** Finds our own explanation in what Spark makes of a task's failure. */
final class StageFailures {

  /** Deeper than any chain of Spark's. */
  private static final int MAX_DEPTH = 50;

  private StageFailures() {}

  /**
   * The failure to report.
   *
   * @param failure what was thrown
   * @return the explanation that is its cause or a cause's cause, with the failure as its cause;
   *     otherwise the failure itself
   */
  static Exception explain(Exception failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof StageException explained) {
        return explained == failure ? failure : explained.withCause(failure);
      }
      cause = cause.getCause();
    }
    return failure;
  }

  /**
   * Throws the failure to report. Spark throws checked exceptions without declaring them, and so
   * does this.
   *
   * @param failure what was thrown
   * @return nothing, but lets the caller write {@code throw}
   */
  static RuntimeException rethrow(Exception failure) {
    throw StageFailures.<RuntimeException>undeclared(explain(failure));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The cast is erased.
  private static <E extends Exception> E undeclared(Exception failure) throws E {
    throw (E) failure;
  }
}
