package dev.stageloom.asl.workflow;

import dev.stageloom.asl.ErrorNames;
import dev.stageloom.asl.JitterStrategy;
import dev.stageloom.asl.Retrier;
import java.util.List;
import java.util.Optional;

/**
 * How a stage that failed of its own accord is run again.
 *
 * @param maxAttempts the number of retries after the first try, 0 to 99,999,999; 0 for none
 * @param intervalSeconds the seconds before the first retry, 1 to 99,999,999
 * @param backoffRate what the delay is multiplied with after each retry, at least 1
 * @param maxDelaySeconds the longest delay in seconds, 1 to 31,622,400
 */
public record RetryPolicy(
    int maxAttempts, int intervalSeconds, double backoffRate, Optional<Integer> maxDelaySeconds) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a value is out of its bounds
   */
  public RetryPolicy {
    retrierOf(maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds);
  }

  /**
   * The retrier of every error, if there are retries.
   *
   * @return the retrier of {@code States.ALL}; empty for a policy of 0 retries
   */
  public Optional<Retrier> retrier() {
    return maxAttempts == 0
        ? Optional.empty()
        : Optional.of(retrierOf(maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds));
  }

  private static Retrier retrierOf(
      int maxAttempts, int intervalSeconds, double backoffRate, Optional<Integer> maxDelaySeconds) {
    return new Retrier(
        List.of(ErrorNames.ALL),
        intervalSeconds,
        maxAttempts,
        backoffRate,
        maxDelaySeconds,
        JitterStrategy.NONE);
  }
}
