package dev.stageloom.runtime;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A stage was invoked with an event, or a workflow started with a message, that it cannot take: not
 * the expected JSON, another stage's event, an execution id that cannot be part of a path, a
 * missing or wrong argument. Trying again does not help.
 */
public final class InvalidEventException extends StageException {

  @Serial private static final long serialVersionUID = 1L;

  InvalidEventException(String message) {
    this(message, null);
  }

  InvalidEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
