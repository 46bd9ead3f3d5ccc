package dev.stageloom.benchmarks.functions;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What the functions read.
 *
 * @param id its number
 * @param customer who has ordered
 * @param day when
 * @param lines what
 */
public record Order(String id, String customer, LocalDate day, List<Line> lines) {

  /**
   * A line of an order.
   *
   * @param product what
   * @param quantity how many
   * @param price of one
   */
  public record Line(String product, int quantity, BigDecimal price) {}
}
