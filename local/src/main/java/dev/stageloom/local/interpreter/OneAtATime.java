package dev.stageloom.local.interpreter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes the calls of several threads on to a listener, one at a time. */
final class OneAtATime implements ExecutionListener {

  private final ExecutionListener listener;

  OneAtATime(ExecutionListener listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void executionStarted(ExecutionRequest request) {
    listener.executionStarted(request);
  }

  @Override
  public synchronized void stateEntered(StateEvent state) {
    listener.stateEntered(state);
  }

  @Override
  public synchronized void taskRetried(
      StateEvent state, String error, String cause, int retry, int of, Duration delay) {
    listener.taskRetried(state, error, cause, retry, of, delay);
  }

  @Override
  public synchronized void stateCaught(StateEvent state, String error, String cause, String next) {
    listener.stateCaught(state, error, cause, next);
  }

  @Override
  public synchronized void stateExited(StateEvent state, @Nullable Object output) {
    listener.stateExited(state, output);
  }

  @Override
  public synchronized void stateFailed(
      StateEvent state, String error, String cause, @Nullable Throwable origin) {
    listener.stateFailed(state, error, cause, origin);
  }

  @Override
  public synchronized void executionFinished(ExecutionRequest request, ExecutionResult result) {
    listener.executionFinished(request, result);
  }
}
