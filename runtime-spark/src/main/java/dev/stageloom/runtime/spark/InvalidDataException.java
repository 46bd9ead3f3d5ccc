package dev.stageloom.runtime.spark;

import org.jspecify.annotations.Nullable;

/**
 * A stage's input is not JSON, or not what the stage's type needs; or its result is not what its
 * own type says. The message names the S3 URI, the line of an input, the field and the stage, and
 * quotes none of the data.
 */
public final class InvalidDataException extends StageException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with its explanation.
   *
   * @param message what is wrong and where
   */
  public InvalidDataException(String message) {
    this(message, null);
  }

  /**
   * A failure with its explanation.
   *
   * @param message what is wrong and where
   * @param cause what made it known, or null
   */
  public InvalidDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  StageException withCause(Throwable cause) {
    return new InvalidDataException(String.valueOf(getMessage()), cause);
  }
}
