package dev.stageloom.benchmarks.functions.plain;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Workflow;
import dev.stageloom.benchmarks.functions.Order;
import dev.stageloom.benchmarks.functions.Score;

/** Orders are read and scored. */
@Workflow(name = "orders")
public final class OrderWorkflow {
  private OrderWorkflow() {}

  /** Hands on the order that the message has. */
  @LambdaStage
  public static final class ReadStage {
    /**
     * Reads.
     *
     * @param order the message
     * @return the same
     */
    public Order read(Order order) {
      return order;
    }
  }

  /** The stage whose generated handler is measured. */
  @LambdaStage
  public static final class ScoreStage {
    /**
     * Scores.
     *
     * @param order an order
     * @return its score
     */
    public Score score(Order order) {
      return Score.of(order);
    }
  }
}
