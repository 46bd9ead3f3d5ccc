package dev.stageloom.local.interpreter;

import java.time.Duration;

/** How fast time goes by in Wait states and before retries. */
@FunctionalInterface
public interface Pace {

  /**
   * Waits, or does not.
   *
   * @param delay how long Step Functions would wait; never negative
   * @throws InterruptedException if the execution stops
   */
  void delay(Duration delay) throws InterruptedException;

  /**
   * A pace that skips all delays.
   *
   * @return the pace
   */
  static Pace immediate() {
    return delay -> {};
  }

  /**
   * A pace that waits as long as Step Functions would.
   *
   * @return the pace
   */
  static Pace realTime() {
    return delay -> Thread.sleep(delay.toMillis());
  }
}
