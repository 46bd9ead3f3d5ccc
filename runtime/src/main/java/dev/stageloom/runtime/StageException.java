package dev.stageloom.runtime;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A failure that Stageloom has found itself. Step Functions sees the class's full name as the
 * error's name. What a stage throws is never wrapped in one.
 */
public abstract sealed class StageException extends RuntimeException
    permits DeadlineExceededException,
        InvalidDataException,
        InvalidEventException,
        MissingOutputException,
        OutputNotCommittedException,
        StorageException {

  @Serial private static final long serialVersionUID = 1L;

  StageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
