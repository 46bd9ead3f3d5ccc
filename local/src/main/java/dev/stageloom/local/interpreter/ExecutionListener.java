package dev.stageloom.local.interpreter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears how an execution goes. The calls come one at a time, but from several threads, and hold the
 * execution up while they last.
 */
public interface ExecutionListener {

  /** Hears nothing. */
  ExecutionListener NONE = new ExecutionListener() {};

  /**
   * The execution starts.
   *
   * @param request what was asked for
   */
  default void executionStarted(ExecutionRequest request) {}

  /**
   * The execution enters a state.
   *
   * @param state the state
   */
  default void stateEntered(StateEvent state) {}

  /**
   * A state failed and will be tried again. States of other types than Task are retried, too.
   *
   * @param state the state
   * @param error the error's name
   * @param cause what went wrong, text or JSON
   * @param retry which retry of this retrier comes, from 1
   * @param of how many retries this retrier has
   * @param delay how long the execution waits first
   */
  default void taskRetried(
      StateEvent state, String error, String cause, int retry, int of, Duration delay) {}

  /**
   * A state failed for good, and its Catch leads the execution on. {@link #stateExited} follows.
   *
   * @param state the state
   * @param error the error's name
   * @param cause what went wrong, text or JSON
   * @param next the state that comes next
   */
  default void stateCaught(StateEvent state, String error, String cause, String next) {}

  /**
   * The execution leaves a state.
   *
   * @param state the state
   * @param output the state's output, as JSON values; not to be changed
   */
  default void stateExited(StateEvent state, @Nullable Object output) {}

  /**
   * A state failed for good, and with it the execution or the branch it is in.
   *
   * @param state the state
   * @param error the error's name
   * @param cause what went wrong, text or JSON
   * @param origin what the task threw, if anything was thrown
   */
  default void stateFailed(
      StateEvent state, String error, String cause, @Nullable Throwable origin) {}

  /**
   * The execution ended. Nothing follows.
   *
   * @param request what was asked for
   * @param result how it ended
   */
  default void executionFinished(ExecutionRequest request, ExecutionResult result) {}
}
