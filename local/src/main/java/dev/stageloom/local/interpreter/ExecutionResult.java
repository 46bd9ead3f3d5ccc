package dev.stageloom.local.interpreter;

import org.jspecify.annotations.Nullable;

/** How an execution ended. */
public sealed interface ExecutionResult {

  /**
   * The execution came to its end.
   *
   * @param output the output of its last state, as JSON values
   */
  record Succeeded(@Nullable Object output) implements ExecutionResult {}

  /**
   * The execution failed.
   *
   * @param error the error's name, such as {@code States.TaskFailed}; empty if a Fail state names
   *     none
   * @param cause what went wrong, text or JSON; empty if a Fail state names none
   * @param state the state that failed: inside a branch, the state of the branch
   * @param origin what the task threw, if anything was thrown
   */
  record Failed(String error, String cause, String state, @Nullable Throwable origin)
      implements ExecutionResult {}
}
