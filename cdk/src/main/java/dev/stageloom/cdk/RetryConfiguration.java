package dev.stageloom.cdk;

import dev.stageloom.asl.workflow.RetryPolicy;
import java.util.Optional;

/**
 * How failed stages are retried that have no retry of their own.
 *
 * @param lambda for the Lambda stages
 * @param glue for the Glue stages
 */
public record RetryConfiguration(RetryPolicy lambda, RetryPolicy glue) {

  /**
   * Two retries of a Lambda stage after 20 and 40 s, and of a Glue stage after 5 and 10 minutes.
   */
  public RetryConfiguration() {
    this(
        new RetryPolicy(2, 20, 2.0, Optional.empty()),
        new RetryPolicy(2, 300, 2.0, Optional.empty()));
  }
}
