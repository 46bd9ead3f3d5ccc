package dev.stageloom.runtime.sample;

import com.amazonaws.services.lambda.runtime.Context;
import dev.stageloom.annotations.LambdaStage;
import java.util.concurrent.TimeoutException;

/** Tells what it sees of its function, or fails as it is asked to. */
@LambdaStage
public final class ProbeStage {
  private static int instances;

  private int invocations;

  public ProbeStage() {
    instances++;
  }

  public Probe probe(Trigger trigger, Context lambda) throws TimeoutException, SoldOutException {
    invocations++;
    switch (trigger.source()) {
      case "own exception" -> throw new SoldOutException("order " + trigger.count());
      case "checked exception" -> throw new TimeoutException("too slow");
      case "error" -> throw new AssertionError("impossible");
      default -> {
        return new Probe(
            instances,
            invocations,
            lambda.getRemainingTimeInMillis(),
            lambda.getFunctionName(),
            lambda.getAwsRequestId());
      }
    }
  }

  /** What the stage has seen. */
  public record Probe(
      int instances, int invocations, int remainingMillis, String function, String requestId) {}

  /** A failure of the workflow's own, which its state machine may catch by name. */
  public static final class SoldOutException extends Exception {
    private static final long serialVersionUID = 1L;

    SoldOutException(String message) {
      super(message);
    }
  }
}
