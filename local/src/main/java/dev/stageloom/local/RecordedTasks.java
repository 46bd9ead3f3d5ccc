package dev.stageloom.local;

import dev.stageloom.local.interpreter.TaskFailure;
import dev.stageloom.local.interpreter.TaskInvoker;
import org.jspecify.annotations.Nullable;

/** Notes when tasks start and end. */
record RecordedTasks(TaskInvoker tasks, RunRecorder recorder) implements TaskInvoker {

  @Override
  public @Nullable Object invoke(String stateName, String resource, Object arguments)
      throws TaskFailure, InterruptedException {
    recorder.tryStarted(stateName);
    try {
      return tasks.invoke(stateName, resource, arguments);
    } finally {
      recorder.tryEnded(stateName);
    }
  }
}
