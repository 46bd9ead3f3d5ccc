package dev.stageloom.benchmarks.streaming;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * An item of some 250 bytes of JSON.
 *
 * @param orderKey the order
 * @param line its line
 * @param quantity how many
 * @param price of all
 * @param discount a share
 * @param shipDate when
 * @param returned whether
 * @param comment any text
 * @param flags some words
 * @param part what
 */
public record LineItem(
    long orderKey,
    int line,
    int quantity,
    BigDecimal price,
    double discount,
    LocalDate shipDate,
    boolean returned,
    String comment,
    List<String> flags,
    Part part) {

  /**
   * What is ordered.
   *
   * @param key its number
   * @param name its name
   */
  public record Part(long key, String name) {}

  static LineItem of(long i) {
    return new LineItem(
        i / 4,
        (int) (i % 4),
        (int) (i % 50),
        BigDecimal.valueOf(100_000 + i % 900_000, 2),
        (i % 10) / 100.0,
        LocalDate.of(2026, 1, 1).plusDays(i % 365),
        i % 3 == 0,
        "carefully packed \u00e9t\u00e9 no. " + i,
        List.of("AIR", i % 2 == 0 ? "COLLECT COD" : "NONE"),
        new Part(i % 200_000, "goldenrod lavender spring"));
  }

  LineItem oneMore() {
    return new LineItem(
        orderKey, line, quantity + 1, price, discount, shipDate, returned, comment, flags, part);
  }
}
