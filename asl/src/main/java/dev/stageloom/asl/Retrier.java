package dev.stageloom.asl;

import java.util.List;
import java.util.Optional;

/**
 * One item of a state's Retry: which errors it retries, how often and after what delay.
 *
 * <p>The delay before retry n is {@code intervalSeconds * backoffRate ^ (n - 1)}, at most {@code
 * maxDelaySeconds}.
 *
 * @param errorEquals the names of the errors; {@code States.ALL} only alone
 * @param intervalSeconds the seconds before the first retry, 1 to 99,999,999
 * @param maxAttempts the number of retries after the first try, 0 to 99,999,999; 0 never retries
 * @param backoffRate what the delay is multiplied with after each retry, at least 1
 * @param maxDelaySeconds the longest delay in seconds, 1 to 31,622,400
 * @param jitterStrategy whether the delay is random
 */
public record Retrier(
    List<String> errorEquals,
    int intervalSeconds,
    int maxAttempts,
    double backoffRate,
    Optional<Integer> maxDelaySeconds,
    JitterStrategy jitterStrategy) {

  /** IntervalSeconds where an item of Retry has none. */
  public static final int DEFAULT_INTERVAL_SECONDS = 1;

  /** MaxAttempts where an item of Retry has none. */
  public static final int DEFAULT_MAX_ATTEMPTS = 3;

  /** BackoffRate where an item of Retry has none. */
  public static final double DEFAULT_BACKOFF_RATE = 2.0;

  /** The largest MaxDelaySeconds: 366 days. */
  public static final int LARGEST_MAX_DELAY_SECONDS = 31_622_400;

  /**
   * Copies the list and checks the bounds.
   *
   * @throws IllegalArgumentException if a value is out of its bounds
   */
  public Retrier {
    errorEquals = List.copyOf(errorEquals);
    Checks.errorEquals(errorEquals);
    Checks.range("IntervalSeconds", intervalSeconds, 1, Checks.LARGEST_SECONDS);
    Checks.range("MaxAttempts", maxAttempts, 0, Checks.LARGEST_SECONDS);
    if (!(backoffRate >= 1) || Double.isInfinite(backoffRate)) {
      throw new IllegalArgumentException("BackoffRate must be at least 1, but is " + backoffRate);
    }
    if (maxDelaySeconds.isPresent()) {
      Checks.range("MaxDelaySeconds", maxDelaySeconds.get(), 1, LARGEST_MAX_DELAY_SECONDS);
    }
  }

  /**
   * A retrier that keeps errors from being retried by those after it.
   *
   * @param errorEquals the names of the errors
   * @return the retrier, with {@code MaxAttempts} 0
   */
  public static Retrier never(List<String> errorEquals) {
    return new Retrier(
        errorEquals,
        DEFAULT_INTERVAL_SECONDS,
        0,
        DEFAULT_BACKOFF_RATE,
        Optional.empty(),
        JitterStrategy.NONE);
  }
}
