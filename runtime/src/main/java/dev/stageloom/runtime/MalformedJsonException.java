package dev.stageloom.runtime;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** JSON that cannot be read. Who knows where it comes from makes a {@link StageException} of it. */
final class MalformedJsonException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedJsonException(String reason) {
    this(reason, null);
  }

  MalformedJsonException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** What is wrong, without data from the text. */
  String reason() {
    return reason;
  }
}
