package dev.stageloom.local.service;

import dev.stageloom.asl.ErrorNames;
import dev.stageloom.local.interpreter.TaskFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of a task. */
final class TaskArguments {

  private TaskArguments() {}

  /** The arguments as an object. */
  static Map<?, ?> object(String state, @Nullable Object arguments) throws TaskFailure {
    if (arguments instanceof Map<?, ?> map) {
      return map;
    }
    throw invalid(state, "its arguments are not an object");
  }

  /** A field that is a string. */
  static String string(String state, Map<?, ?> arguments, String field) throws TaskFailure {
    if (arguments.get(field) instanceof String text) {
      return text;
    }
    throw invalid(state, "its arguments have no string \"" + field + "\"");
  }

  /** What Step Functions reports when a service does not take a task's arguments. */
  static TaskFailure invalid(String state, String problem) {
    return new TaskFailure(ErrorNames.RUNTIME, "state " + state + ": " + problem, null);
  }
}
