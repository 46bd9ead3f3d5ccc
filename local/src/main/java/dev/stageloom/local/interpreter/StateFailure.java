package dev.stageloom.local.interpreter;

import dev.stageloom.asl.ErrorNames;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A state failed; until a Retry or a Catch takes it, this ends the branch and the execution. */
final class StateFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String error;
  private final String cause;
  private final String state;

  /**
   * Creates the exception.
   *
   * @param error the error's name
   * @param cause what went wrong, text or JSON
   * @param state the state that failed
   * @param origin what was thrown, if anything was
   */
  StateFailure(String error, String cause, String state, @Nullable Throwable origin) {
    super(error + ": " + cause, origin);
    this.error = error;
    this.cause = cause;
    this.state = state;
  }

  static StateFailure evaluation(String state, String problem, @Nullable Throwable origin) {
    return new StateFailure(
        ErrorNames.QUERY_EVALUATION_ERROR, "state \"" + state + "\", " + problem, state, origin);
  }

  static StateFailure dataLimit(String state, String what, long size, long limit) {
    return new StateFailure(
        ErrorNames.DATA_LIMIT_EXCEEDED,
        String.format(
            Locale.ROOT,
            "state \"%s\": %s has %,d bytes of JSON, and Step Functions takes at most %,d: put the"
                + " data into S3 and pass its place",
            state,
            what,
            size,
            limit),
        state,
        null);
  }

  String error() {
    return error;
  }

  String cause() {
    return cause;
  }

  String state() {
    return state;
  }

  @Nullable Throwable origin() {
    return getCause();
  }
}
