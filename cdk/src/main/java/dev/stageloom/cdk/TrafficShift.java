package dev.stageloom.cdk;

import software.amazon.awscdk.Duration;

/**
 * How executions move to a new version of the state machine during a deployment.
 *
 * @param linear whether the share of the new version grows step by step; else it is all after the
 *     first step
 * @param percent the share of the new version in a step, 1 to 99
 * @param interval the time of a step: whole minutes, 1 to 2,100
 */
public record TrafficShift(boolean linear, int percent, Duration interval) {

  /** AWS Step Functions, {@code AWS::StepFunctions::StateMachineAlias}, {@code Interval}. */
  private static final int MAX_MINUTES = 2_100;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a value is outside of them
   */
  public TrafficShift {
    Problems problems = new Problems("traffic shift");
    problems.requireRange("percent", percent, 1, 99);
    problems.requireRange("interval (minutes)", minutes(interval), 1, MAX_MINUTES);
    problems.throwIfAny();
  }

  /**
   * A share first, then all.
   *
   * @param percent the share, 1 to 99
   * @param interval the time in between
   * @return the shift
   */
  public static TrafficShift canary(int percent, Duration interval) {
    return new TrafficShift(false, percent, interval);
  }

  /**
   * A share more in every interval.
   *
   * @param percent the share, 1 to 99
   * @param interval the time of a step
   * @return the shift
   */
  public static TrafficShift linear(int percent, Duration interval) {
    return new TrafficShift(true, percent, interval);
  }

  int minutes() {
    return minutes(interval);
  }

  private static int minutes(Duration duration) {
    return duration.toMinutes().intValue();
  }
}
