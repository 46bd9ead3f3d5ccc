package dev.stageloom.processor.model;

import java.util.Optional;

/**
 * How a failed stage is run again.
 *
 * @param maxAttempts the number of retries
 * @param intervalSeconds the seconds before the first
 * @param backoffRate what the interval is multiplied with after each
 * @param maxDelaySeconds the longest interval
 */
public record RetrySettings(
    int maxAttempts, int intervalSeconds, double backoffRate, Optional<Integer> maxDelaySeconds) {

  /** The policy of a Lambda stage without {@code @Retry}. */
  public static final RetrySettings LAMBDA_DEFAULT = new RetrySettings(2, 20, 2, Optional.empty());

  /** The policy of a Glue stage without {@code @Retry}. */
  public static final RetrySettings GLUE_DEFAULT = new RetrySettings(2, 300, 2, Optional.empty());
}
