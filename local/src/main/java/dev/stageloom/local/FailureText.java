package dev.stageloom.local;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import dev.stageloom.local.service.ServiceException;
import dev.stageloom.runtime.StageException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in one line why a state failed. */
final class FailureText {

  private static final String RUNNER = FailureText.class.getPackageName();
  private static final String SPARK = "org.apache.spark.";

  /** What is no stage's code, however deep it is on the stack. */
  private static final List<String> LIBRARIES =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "scala.",
          "org.apache.",
          "io.avaje.",
          "software.amazon.",
          "dev.stageloom.runtime.",
          "dev.stageloom.local.service.",
          "dev.stageloom.local.interpreter.");

  private FailureText() {}

  /**
   * The line.
   *
   * @param error the error's name
   * @param cause the error's cause; from Lambda and Glue it is JSON
   * @param origin what the stage threw, or null
   */
  static String of(String error, String cause, @Nullable Throwable origin) {
    return origin == null ? ofCause(error, cause) : of(unwrap(origin));
  }

  /** The line when it is not known what was thrown. */
  static String ofCause(String error, String cause) {
    String message = Format.oneLine(message(cause));
    return message.isEmpty() ? error : message;
  }

  /** Our own exceptions explain themselves; of others the class and the place help. */
  private static String of(Throwable failure) {
    String message = Format.oneLine(String.valueOf(failure.getMessage()));
    if (explainsItself(failure)) {
      return message;
    }
    String name = failure.getClass().getSimpleName();
    return name + (failure.getMessage() == null ? "" : ": " + message) + place(failure);
  }

  private static boolean explainsItself(Throwable failure) {
    return failure instanceof StageException
        || failure instanceof dev.stageloom.runtime.spark.StageException
        || failure instanceof ServiceException;
  }

  /** Spark wraps what a task throws into exceptions of its own. */
  private static Throwable unwrap(Throwable failure) {
    Throwable inner = failure;
    while (inner.getClass().getName().startsWith(SPARK) && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /** Where a failure was thrown, if a stage's code was on the stack, above the runner's. */
  private static String place(Throwable failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      String name = frame.getClassName();
      if (name.substring(0, Math.max(0, name.lastIndexOf('.'))).equals(RUNNER)) {
        return "";
      }
      if (LIBRARIES.stream().noneMatch(name::startsWith)
          && frame.getFileName() != null
          && frame.getLineNumber() > 0) {
        return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
      }
    }
    return "";
  }

  private static String message(String cause) {
    try {
      if (Json.parse(cause) instanceof Map<?, ?> json) {
        for (String field : List.of("errorMessage", "ErrorMessage")) {
          if (json.get(field) instanceof String message) {
            return message;
          }
        }
      }
    } catch (JsonException e) { // Plain text.
      return cause;
    }
    return cause;
  }
}
