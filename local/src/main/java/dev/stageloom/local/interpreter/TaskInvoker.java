package dev.stageloom.local.interpreter;

import org.jspecify.annotations.Nullable;

/** Does what Task states ask for. It may be called from several threads at once. */
@FunctionalInterface
public interface TaskInvoker {

  /**
   * Runs one task to its end.
   *
   * @param stateName the state's name
   * @param resource the ARN of what to run, with its substitutions filled in
   * @param arguments what the resource gets, as JSON values: maps, lists, strings, longs, doubles,
   *     booleans, null; it may be changed
   * @return the result, as JSON values
   * @throws TaskFailure if the task failed; the state's Retry and Catch decide what then
   * @throws InterruptedException if the task took longer than it may, or the execution stops; the
   *     task should end soon
   */
  @Nullable Object invoke(String stateName, String resource, Object arguments)
      throws TaskFailure, InterruptedException;
}
