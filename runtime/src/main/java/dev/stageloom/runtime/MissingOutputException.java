package dev.stageloom.runtime;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A stage asks for the output of another stage, and there is none. The message names the stage that
 * should have written it and the S3 URI. Trying again does not help.
 */
public final class MissingOutputException extends StageException {

  @Serial private static final long serialVersionUID = 1L;

  MissingOutputException(String message) {
    this(message, null);
  }

  MissingOutputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
