package dev.stageloom.processor.model;

import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.asl.workflow.GlueTask;

/**
 * What a Glue job is given beyond its size.
 *
 * @param executionClass whether it runs on workers of its own
 * @param autoScaling whether the number of workers changes during a run
 * @param maxConcurrentRuns how many runs there may be at the same time
 * @param jobBookmark what happens to the job's bookmark
 */
public record GlueOptions(
    ExecutionClass executionClass,
    boolean autoScaling,
    int maxConcurrentRuns,
    JobBookmark jobBookmark) {

  /** How many runs there may be at the same time where the stage does not say it. */
  public static final int MAX_CONCURRENT_RUNS = 10;

  /**
   * Whether the job runs on spare capacity.
   *
   * @return false for workers of its own
   */
  public boolean isFlex() {
    return executionClass == ExecutionClass.FLEX;
  }

  /**
   * The time that a run may take until the job's own timeout begins.
   *
   * @return the minutes
   */
  public int startMinutes() {
    return isFlex() ? GlueTask.FLEX_START_MINUTES : GlueTask.START_MINUTES;
  }
}
