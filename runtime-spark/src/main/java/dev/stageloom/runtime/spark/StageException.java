package dev.stageloom.runtime.spark;

import org.jspecify.annotations.Nullable;

/** A failure that the Spark runtime explains itself: its message is all that a user needs. */
public abstract sealed class StageException extends RuntimeException
    permits InvalidArgumentsException,
        InvalidDataException,
        MissingOutputException,
        OutputNotCommittedException,
        StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with its explanation.
   *
   * @param message what is wrong, where, and how to fix it
   * @param cause what made it known, or null
   */
  StageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The same failure with another cause: what Spark made of it on its way to the driver. */
  abstract StageException withCause(Throwable cause);
}
