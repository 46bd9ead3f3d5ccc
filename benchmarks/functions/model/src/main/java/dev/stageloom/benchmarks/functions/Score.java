package dev.stageloom.benchmarks.functions;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the functions write.
 *
 * @param order the order's number
 * @param day when it was ordered
 * @param total what it costs
 */
public record Score(String order, LocalDate day, BigDecimal total) {

  /**
   * What the functions compute.
   *
   * @param order an order
   * @return its score
   */
  public static Score of(Order order) {
    BigDecimal total = BigDecimal.ZERO;
    for (Order.Line line : order.lines()) {
      total = total.add(line.price().multiply(BigDecimal.valueOf(line.quantity())));
    }
    return new Score(order.id(), order.day(), total);
  }
}
