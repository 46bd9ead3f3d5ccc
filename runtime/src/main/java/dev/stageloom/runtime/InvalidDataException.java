package dev.stageloom.runtime;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A stage's data cannot be read or written as JSON. The message names the S3 URI, the line and the
 * stage. Trying again does not help.
 */
public final class InvalidDataException extends StageException {

  @Serial private static final long serialVersionUID = 1L;

  InvalidDataException(String message) {
    this(message, null);
  }

  InvalidDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
