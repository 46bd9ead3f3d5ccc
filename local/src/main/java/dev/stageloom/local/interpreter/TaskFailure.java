package dev.stageloom.local.interpreter;

import org.jspecify.annotations.Nullable;

/** A task failed, with the error and the cause that Step Functions would see. */
public final class TaskFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String error;
  private final String cause;

  /**
   * Creates the exception.
   *
   * @param error the error's name, which Retry and Catch match: for a Lambda function, the full
   *     name of the exception's class
   * @param cause what went wrong, text or JSON
   * @param origin what was thrown, if anything was
   */
  public TaskFailure(String error, String cause, @Nullable Throwable origin) {
    super(error + ": " + cause, origin);
    this.error = error;
    this.cause = cause;
  }

  /**
   * The error's name.
   *
   * @return the name
   */
  public String error() {
    return error;
  }

  /**
   * What went wrong.
   *
   * @return text or JSON
   */
  public String cause() {
    return cause;
  }

  /**
   * What was thrown.
   *
   * @return the exception, or null
   */
  public @Nullable Throwable origin() {
    return getCause();
  }
}
