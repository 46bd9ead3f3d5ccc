package dev.stageloom.local;

import org.jspecify.annotations.Nullable;

/**
 * A run that could not start or could not be carried through: an unknown workflow, bad input, a
 * folder that cannot be written. The message is for people. A stage that fails does not throw it;
 * it gives a {@link RunReport} with a {@link RunFailure}.
 */
public final class LocalRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, and how to fix it
   */
  public LocalRunException(String message) {
    this(message, null);
  }

  /**
   * Creates the exception.
   *
   * @param message what is wrong, and how to fix it
   * @param cause what made it known, or null
   */
  public LocalRunException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
