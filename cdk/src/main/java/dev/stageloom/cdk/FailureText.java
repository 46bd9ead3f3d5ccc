package dev.stageloom.cdk;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.jsii.JsiiException;

/** Makes one message of a failure, without a stack trace. */
final class FailureText {

  /** How CDK's stack traces begin: with the error's code, a frame, or frames left out. */
  private static final Pattern STACK_TRACE =
      Pattern.compile("^(\u00ab|\\S*Error: |\\s*at |\\s*\\.\\.\\.)");

  private FailureText() {}

  /**
   * The text of a failure.
   *
   * @param failure the failure
   * @return its message; of CDK's own failures, which hold a JavaScript stack trace, what comes
   *     before it
   */
  static String of(Throwable failure) {
    if (isMissingNode(failure)) {
      return "the AWS CDK runs on Node.js, and there is no command \"node\": install Node.js 22 or"
          + " newer, or set the environment variable JSII_NODE to its path";
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    // jsii passes on most errors of JavaScript as plain RuntimeExceptions.
    if (failure instanceof JsiiException || failure.getClass() == RuntimeException.class) {
      return withoutStackTrace(message);
    }
    boolean speaksForItself =
        failure instanceof IllegalArgumentException
            || failure instanceof IllegalStateException
            || failure.getClass().getName().startsWith("dev.stageloom.");
    return speaksForItself ? message : failure.getClass().getName() + ": " + message;
  }

  private static String withoutStackTrace(String message) {
    List<String> lines = message.lines().toList();
    return Stream.concat(
            lines.stream().limit(1),
            lines.stream().skip(1).takeWhile(line -> !STACK_TRACE.matcher(line).find()))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isMissingNode(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          && String.valueOf(cause.getMessage()).startsWith("Cannot run program")) {
        return true;
      }
    }
    return false;
  }
}
