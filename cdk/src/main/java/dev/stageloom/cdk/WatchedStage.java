package dev.stageloom.cdk;

import java.util.List;

/**
 * What the dashboard and the saved query know of a stage.
 *
 * @param name the stage's name
 * @param job whether it is a Glue job; else it is a function
 * @param resourceName the job's or the function's name
 * @param logGroups the names of its log groups
 */
record WatchedStage(String name, boolean job, String resourceName, List<String> logGroups) {

  /** Copies the list. */
  WatchedStage {
    logGroups = List.copyOf(logGroups);
  }
}
