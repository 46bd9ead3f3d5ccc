package dev.stageloom.local.interpreter;

import dev.stageloom.asl.ErrorNames;
import dev.stageloom.asl.Task;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs Task states. */
final class TaskRunner {

  private static final long LARGEST_SECONDS = 99_999_999;

  private final TaskInvoker tasks;

  TaskRunner(TaskInvoker tasks) {
    this.tasks = tasks;
  }

  /** Runs a task once, and returns the state's output. */
  @Nullable Object run(StateRun run, Task task) throws StateFailure, InterruptedException {
    Templates templates = run.templates();
    Object arguments =
        task.arguments().isPresent()
            ? templates.value("Arguments", task.arguments().get())
            : JsonValues.copy(run.input());
    if (arguments == null) {
      throw templates.wrong("Arguments", "an object", null);
    }
    run.requireSize("its Arguments", arguments);
    Limit limit = limit(templates, task);
    Object result = invoke(run.name(), task.resource(), arguments, limit);
    run.requireSize("its result", result);
    return run.finishWithResult(task.output(), task.assign(), result);
  }

  /**
   * How long a task may take.
   *
   * @param seconds the seconds
   * @param field the field that says so
   * @param error the error if the task takes longer
   */
  private record Limit(long seconds, String field, String error) {}

  /** A task cannot send heartbeats here, so the smaller of the two times is the limit. */
  private static Limit limit(Templates templates, Task task) throws StateFailure {
    Limit limit = new Limit(LARGEST_SECONDS, "TimeoutSeconds", ErrorNames.TIMEOUT);
    if (task.timeoutSeconds().isPresent()) {
      long seconds =
          templates.integer("TimeoutSeconds", task.timeoutSeconds().get(), 1, LARGEST_SECONDS);
      limit = new Limit(seconds, "TimeoutSeconds", ErrorNames.TIMEOUT);
    }
    if (task.heartbeatSeconds().isPresent()) {
      long seconds =
          templates.integer("HeartbeatSeconds", task.heartbeatSeconds().get(), 1, LARGEST_SECONDS);
      if (seconds < limit.seconds()) {
        limit = new Limit(seconds, "HeartbeatSeconds", ErrorNames.HEARTBEAT_TIMEOUT);
      }
    }
    return limit;
  }

  private @Nullable Object invoke(String state, String resource, Object arguments, Limit limit)
      throws StateFailure, InterruptedException {
    Worker<Optional<Object>> worker =
        new Worker<>(
            "state " + state, () -> Optional.ofNullable(tasks.invoke(state, resource, arguments)));
    try {
      return JsonValues.copy(worker.await(limit.seconds()).orElse(null));
    } catch (TimeoutException e) {
      worker.interrupt();
      throw new StateFailure(
          limit.error(),
          "the task took longer than its " + limit.field() + ", " + limit.seconds() + " s",
          state,
          null);
    } catch (InterruptedException e) {
      worker.interrupt();
      throw e;
    } catch (ExecutionException e) {
      throw failure(state, e.getCause());
    } catch (IllegalArgumentException e) {
      throw new StateFailure(
          ErrorNames.RUNTIME, "the task's result is not JSON: " + e.getMessage(), state, e);
    }
  }

  private static StateFailure failure(String state, @Nullable Throwable thrown) {
    Worker.rethrowUnexpected(thrown);
    if (thrown instanceof TaskFailure failure) {
      return new StateFailure(failure.error(), failure.cause(), state, failure.origin());
    }
    return new StateFailure(
        ErrorNames.TASK_FAILED, "the task was interrupted: " + thrown, state, thrown);
  }
}
