package dev.stageloom.runtime;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A stage asks for the output of another stage, and there are part files without the marker that
 * commits them: that stage did not finish. Trying again does not help.
 */
public final class OutputNotCommittedException extends StageException {

  @Serial private static final long serialVersionUID = 1L;

  OutputNotCommittedException(String message) {
    this(message, null);
  }

  OutputNotCommittedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
