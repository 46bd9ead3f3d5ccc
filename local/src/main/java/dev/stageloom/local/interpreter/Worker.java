package dev.stageloom.local.interpreter;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Work on a thread of its own, which the waiting thread can give up on. */
final class Worker<T extends @Nullable Object> {

  private final FutureTask<T> task;
  private final Thread thread;

  /**
   * Starts the work.
   *
   * @param name the thread's name
   * @param work the work; interrupted if it is given up
   */
  Worker(String name, Callable<T> work) {
    this.task = new FutureTask<>(work);
    this.thread = new Thread(task, name);
    // The JVM must not live on for a task that does not heed its interruption.
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for the end of the work. */
  T await() throws ExecutionException, InterruptedException {
    return task.get();
  }

  /** Waits for the end of the work, but no longer than some seconds. */
  T await(long seconds) throws ExecutionException, InterruptedException, TimeoutException {
    return task.get(seconds, TimeUnit.SECONDS);
  }

  /** Asks the work to end. */
  void interrupt() {
    thread.interrupt();
  }

  /** Waits until the thread has ended, and does not let itself be interrupted meanwhile. */
  void join() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Throws what the work threw, unless it is of an expected type. */
  static void rethrowUnexpected(@Nullable Throwable thrown) {
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }
}
