package dev.stageloom.asl.workflow;

import dev.stageloom.asl.JsonTemplate;
import java.util.Locale;

/** The JSONata in the state machine of a linear workflow. */
final class Expressions {

  /** The execution's name, which is its id in paths. */
  static final String EXECUTION_NAME = JsonTemplate.inBrackets("$states.context.Execution.Name");

  /**
   * The start message. A pipe starts an execution with an array of SQS records, also for one
   * message, and the message is the text of the record's body; a start by hand gives it as it is.
   */
  static final String START_MESSAGE =
      JsonTemplate.inBrackets(
          "$type($states.input) = 'array' and $states.input[0].eventSource = 'aws:sqs'"
              + " ? $parse($states.input[0].body) : $states.input");

  static final String EXECUTION_ID = JsonTemplate.inBrackets("$executionId");

  static final String INITIAL_DATA = JsonTemplate.inBrackets("$initialData");

  private Expressions() {}

  /** The argument as the input has it; null if it has none. */
  static String lambdaArgument(TaskArgument argument) {
    String value = lookup(argument.name());
    return JsonTemplate.inBrackets(given(value) + " ? " + value + " : null");
  }

  /** The argument as text; its default, or else an error, if the input has none. */
  static String glueArgument(String stage, TaskArgument argument) {
    String value = lookup(argument.name());
    String otherwise =
        argument.defaultValue().isPresent()
            ? literal(argument.defaultValue().get())
            : "$error("
                + literal(
                    "stage "
                        + stage
                        + " needs the argument \""
                        + argument.name()
                        + "\", and the input of the execution has none: add it to"
                        + " the input")
                + ")";
    return JsonTemplate.inBrackets(given(value) + " ? $string(" + value + ") : " + otherwise);
  }

  /** The key of a stage's output, see {@code OutputLocation} of the annotations. */
  static String outputKey(String stage, OutputFile file) {
    return JsonTemplate.inBrackets(
        "'executions/' & $executionId & '/" + stage + "/" + file.fileName() + "'");
  }

  private static String lookup(String name) {
    return "$lookup($initialData, '" + name + "')";
  }

  /** Whether the start message is an object that has the value; null counts as none. */
  private static String given(String value) {
    return "$type($initialData) = 'object' and " + value + " != null";
  }

  /**
   * A string in JSONata. Its quotes must be escaped as \\u0027 (JSONata knows no \\'), and what
   * looks like a substitution or the end of the expression must not.
   */
  static String literal(String text) {
    StringBuilder result = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (c == '\\') {
        result.append("\\\\");
      } else if (c < ' ' || c == '\'' || (c == '$' && next == '{') || (c == '%' && next == '}')) {
        result.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        result.append(c);
      }
    }
    return result.append('\'').toString();
  }
}
