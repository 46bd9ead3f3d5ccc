package dev.stageloom.local;

import dev.stageloom.local.interpreter.ExecutionListener;
import dev.stageloom.local.interpreter.StateEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the recorder and the observer what the interpreter does. */
final class RunEvents implements ExecutionListener {

  private final RunRecorder recorder;
  private final RunObserver observer;
  private final boolean realTime;
  private final Set<String> caught = new HashSet<>();

  RunEvents(RunRecorder recorder, RunObserver observer, boolean realTime) {
    this.recorder = recorder;
    this.observer = observer;
    this.realTime = realTime;
  }

  @Override
  public void taskRetried(
      StateEvent state, String error, String cause, int retry, int of, Duration delay) {
    observer.stageRetried(
        state.name(), error, FailureText.ofCause(error, cause), retry, of, delay, realTime);
  }

  @Override
  public void stateCaught(StateEvent state, String error, String cause, String next) {
    caught.add(state.name());
    finished(state, StageReport.Status.FAILED);
  }

  @Override
  public void stateExited(StateEvent state, @Nullable Object output) {
    if (!caught.contains(state.name())) {
      finished(state, StageReport.Status.SUCCEEDED);
    }
  }

  @Override
  public void stateFailed(
      StateEvent state, String error, String cause, @Nullable Throwable origin) {
    finished(state, StageReport.Status.FAILED);
  }

  private void finished(StateEvent state, StageReport.Status status) {
    if (recorder.isStage(state.name())) {
      recorder.finished(state.name(), status);
    }
  }
}
