package dev.stageloom.runtime;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stops invocations shortly before Lambda would cut them off.
 *
 * <p>One thread waits for all of a runtime's deadlines, because asking the clock with each record
 * would cost more than a record may. It does not interrupt: that would break what the stage shares
 * with the next invocation, such as the connections of its clients.
 *
 * <p>Instances may be shared by threads.
 */
final class DeadlineWatch {

  /**
   * The time kept for dropping an unfinished upload and reporting the failure, in milliseconds: a
   * tenth of the invocation's, and this at most.
   */
  static final long LONGEST_MARGIN = 2_000;

  private final List<Watched> watched = new ArrayList<>();
  private @Nullable Thread thread;

  private record Watched(Progress progress, StageLog log, long deadline) {}

  /**
   * Begins to watch an invocation.
   *
   * @param log where it is said that the deadline has come
   */
  synchronized void begin(Progress progress, StageLog log) {
    long allotted = progress.allottedMillis();
    if (allotted <= 0) {
      // Not Lambda's context, but one that keeps no time.
      return;
    }
    long margin = Math.min(LONGEST_MARGIN, allotted / 10);
    watched.add(new Watched(progress, log, System.nanoTime() + (allotted - margin) * 1_000_000));
    if (thread == null) {
      thread = new Waiting();
      thread.start();
    }
    notifyAll();
  }

  /** Ends to watch an invocation. */
  synchronized void end(Progress progress) {
    for (Iterator<Watched> all = watched.iterator(); all.hasNext(); ) {
      if (all.next().progress() == progress) {
        all.remove();
      }
    }
  }

  private final class Waiting extends Thread {

    Waiting() {
      super("stageloom-deadline");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (true) {
          for (Watched each : awaitDeadline()) {
            each.progress().stop();
            each.log().deadline(each.progress());
          }
        }
      } catch (InterruptedException e) {
        // Whoever ends this thread has no use for deadlines any more.
        interrupt();
      }
    }
  }

  /** Waits for a deadline and takes the invocations whose time is up. */
  private synchronized List<Watched> awaitDeadline() throws InterruptedException {
    List<Watched> due = new ArrayList<>();
    while (true) {
      long now = System.nanoTime();
      long nearest = Long.MAX_VALUE;
      for (Iterator<Watched> all = watched.iterator(); all.hasNext(); ) {
        Watched each = all.next();
        long left = each.deadline() - now;
        if (left <= 0) {
          all.remove();
          due.add(each);
        } else {
          nearest = Math.min(nearest, left);
        }
      }
      if (!due.isEmpty()) {
        return due;
      }
      // Zero waits for the next invocation.
      wait(watched.isEmpty() ? 0 : nearest / 1_000_000 + 1);
    }
  }
}
