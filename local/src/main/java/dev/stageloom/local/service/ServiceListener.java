package dev.stageloom.local.service;

import dev.stageloom.annotations.contract.StageSummary;
import java.time.Duration;

/** Hears what the services do beside what the state machine can see. */
public interface ServiceListener {

  /**
   * What a stage runs in is ready: the handler was loaded and created, or Spark was started. It
   * happens once for a handler and once for Spark.
   *
   * @param stage the stage's name
   * @param startUp how long it took
   */
  void ready(String stage, Duration startUp);

  /**
   * A stage has written its output.
   *
   * @param summary what it read and wrote
   */
  void completed(StageSummary summary);

  /**
   * Something that people should know.
   *
   * @param stage the stage's name
   * @param text one line
   */
  void notice(String stage, String text);
}
