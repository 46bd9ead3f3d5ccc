package dev.stageloom.runtime;

import java.io.Serial;

/**
 * A stage was still reading or writing records shortly before its function's timeout. The message
 * says how far it had got; nothing of its output is visible. Trying again helps only if it was slow
 * for a passing reason.
 *
 * <p>A stage that neither reads nor writes at that time is not stopped: Lambda cuts it off, and
 * Step Functions sees Lambda's error. Then the log has a line {@code stage.deadline} with the same
 * counts.
 */
public final class DeadlineExceededException extends StageException {

  @Serial private static final long serialVersionUID = 1L;

  DeadlineExceededException(String message) {
    super(message, null);
  }
}
