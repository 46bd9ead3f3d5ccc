package dev.stageloom.runtime.spark;

import org.jspecify.annotations.Nullable;

/**
 * A stage reads an output that is not there. The message names the URI and the stage to write it.
 */
public final class MissingOutputException extends StageException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with its explanation.
   *
   * @param message what is missing and who should have written it
   */
  public MissingOutputException(String message) {
    this(message, null);
  }

  /**
   * A failure with its explanation.
   *
   * @param message what is missing and who should have written it
   * @param cause what made it known, or null
   */
  public MissingOutputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  StageException withCause(Throwable cause) {
    return new MissingOutputException(String.valueOf(getMessage()), cause);
  }
}
