package dev.stageloom.runtime;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * S3 has failed or refused a request. The message names the request, the S3 URI and, when access
 * was denied, the permission that is missing. Trying again may help.
 */
public final class StorageException extends StageException {

  @Serial private static final long serialVersionUID = 1L;

  StorageException(String message) {
    this(message, null);
  }

  StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
