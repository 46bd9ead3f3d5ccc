package dev.stageloom.local;

import dev.stageloom.asl.manifest.WorkflowManifest;
import java.time.Duration;

/** Hears how a run goes, while it goes. */
interface RunObserver {

  /** Hears nothing. */
  RunObserver NONE = new RunObserver() {};

  /** The execution starts. */
  default void started(WorkflowManifest workflow, String executionId) {}

  /** A try of a stage starts. */
  default void stageStarted(String stage) {}

  /** Something that people should know. */
  default void stageNotice(String stage, String text) {}

  /**
   * A try failed, and there will be another.
   *
   * @param retry the number of the coming retry, from 1
   * @param of how many there may be
   * @param delay how long to wait before it
   * @param waits whether the run does wait
   */
  default void stageRetried(
      String stage,
      String error,
      String message,
      int retry,
      int of,
      Duration delay,
      boolean waits) {}

  /** A stage has succeeded or finally failed. */
  default void stageFinished(StageReport stage) {}
}
