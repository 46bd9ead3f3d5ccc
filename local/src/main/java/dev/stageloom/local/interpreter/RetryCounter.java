package dev.stageloom.local.interpreter;

import dev.stageloom.asl.JitterStrategy;
import dev.stageloom.asl.Retrier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Counts the retries of one run of a state, each retrier for itself. */
final class RetryCounter {

  private final List<Retrier> retriers;
  private final int[] used;

  RetryCounter(List<Retrier> retriers) {
    this.retriers = retriers;
    this.used = new int[retriers.size()];
  }

  /**
   * A retry that is due.
   *
   * @param number which retry of its retrier it is, from 1
   * @param of how many retries the retrier has
   * @param delay how long to wait first
   */
  record Retry(int number, int of, Duration delay) {}

  /** The next retry after an error: of the first retrier that names it, if that has one left. */
  Optional<Retry> next(String error, boolean fromBranch) {
    for (int i = 0; i < used.length; i++) {
      Retrier retrier = retriers.get(i);
      if (ErrorMatcher.matches(retrier.errorEquals(), error, fromBranch)) {
        if (used[i] == retrier.maxAttempts()) {
          return Optional.empty();
        }
        used[i]++;
        return Optional.of(new Retry(used[i], retrier.maxAttempts(), delay(retrier, used[i])));
      }
    }
    return Optional.empty();
  }

  private static Duration delay(Retrier retrier, int number) {
    double seconds = retrier.intervalSeconds() * Math.pow(retrier.backoffRate(), number - 1);
    int longest = retrier.maxDelaySeconds().orElse(Retrier.LARGEST_MAX_DELAY_SECONDS);
    double bounded = Math.min(seconds, longest);
    if (retrier.jitterStrategy() == JitterStrategy.FULL) {
      bounded *= ThreadLocalRandom.current().nextDouble();
    }
    return Duration.ofMillis(Math.round(bounded * 1000));
  }
}
