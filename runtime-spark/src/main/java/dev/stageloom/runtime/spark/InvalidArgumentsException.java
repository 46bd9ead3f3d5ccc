package dev.stageloom.runtime.spark;

import org.jspecify.annotations.Nullable;

/**
 * The job's arguments are missing, empty or contradict each other. The message names each argument.
 */
public final class InvalidArgumentsException extends StageException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with its explanation.
   *
   * @param message what is wrong with which argument
   */
  public InvalidArgumentsException(String message) {
    this(message, null);
  }

  /**
   * A failure with its explanation.
   *
   * @param message what is wrong with which argument
   * @param cause what made it known, or null
   */
  public InvalidArgumentsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  StageException withCause(Throwable cause) {
    return new InvalidArgumentsException(String.valueOf(getMessage()), cause);
  }
}
