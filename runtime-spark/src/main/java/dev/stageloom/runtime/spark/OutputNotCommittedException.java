package dev.stageloom.runtime.spark;

import org.jspecify.annotations.Nullable;

/**
 * A stage reads a dataset that has no {@code _SUCCESS} marker: the stage that writes it has not
 * finished or has failed.
 */
public final class OutputNotCommittedException extends StageException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with its explanation.
   *
   * @param message which dataset is not committed
   */
  public OutputNotCommittedException(String message) {
    this(message, null);
  }

  /**
   * A failure with its explanation.
   *
   * @param message which dataset is not committed
   * @param cause what made it known, or null
   */
  public OutputNotCommittedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  StageException withCause(Throwable cause) {
    return new OutputNotCommittedException(String.valueOf(getMessage()), cause);
  }
}
