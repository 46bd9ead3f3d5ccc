package dev.stageloom.local.interpreter;

import dev.stageloom.asl.ErrorNames;
import java.util.List;

/** Decides whether an ErrorEquals names an error. */
final class ErrorMatcher {

  private ErrorMatcher() {}

  /**
   * Whether the names match the error.
   *
   * @param names an ErrorEquals
   * @param error the error's name
   * @param fromBranch whether a branch of the state failed, and not the state itself
   */
  static boolean matches(List<String> names, String error, boolean fromBranch) {
    if (error.equals(ErrorNames.RUNTIME)) {
      return false;
    }
    return names.stream().anyMatch(name -> matches(name, error, fromBranch));
  }

  private static boolean matches(String name, String error, boolean fromBranch) {
    if (name.equals(error)) {
      return true;
    }
    boolean timeout =
        error.equals(ErrorNames.TIMEOUT) || error.equals(ErrorNames.HEARTBEAT_TIMEOUT);
    boolean dataLimit = error.equals(ErrorNames.DATA_LIMIT_EXCEEDED);
    return switch (name) {
      case ErrorNames.ALL -> !dataLimit;
      case ErrorNames.TASK_FAILED -> !dataLimit && !timeout;
      case ErrorNames.TIMEOUT -> timeout;
      case ErrorNames.BRANCH_FAILED -> fromBranch;
      default -> false;
    };
  }
}
