package dev.stageloom.local.service;

import dev.stageloom.asl.ErrorNames;
import org.jspecify.annotations.Nullable;

/**
 * A stage cannot be run on this machine as it is; the message says why and how to change that. It
 * fails with {@link #ERROR}, which no retrier matches.
 */
public final class ServiceException extends RuntimeException {

  /** The error's name for Step Functions. */
  static final String ERROR = ErrorNames.RUNTIME;

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, and how to fix it
   * @param cause what made it known, or null
   */
  ServiceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
