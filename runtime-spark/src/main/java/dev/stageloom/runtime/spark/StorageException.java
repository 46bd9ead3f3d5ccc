package dev.stageloom.runtime.spark;

import org.jspecify.annotations.Nullable;

/** S3 refused or failed a request. The message names the URI and what to check. */
public final class StorageException extends StageException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with its explanation.
   *
   * @param message which request failed on which URI
   * @param cause the failure of the file system, or null
   */
  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  StageException withCause(Throwable cause) {
    return new StorageException(String.valueOf(getMessage()), cause);
  }
}
