package dev.stageloom.runtime.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record with what users' records have. */
public record Order(
    long id,
    String customer,
    BigDecimal total,
    LocalDate day,
    Status status,
    List<Integer> quantities,
    Map<String, Address> addresses,
    Optional<String> note) {

  /** An enum. */
  public enum Status {
    OPEN,
    SHIPPED
  }

  /** A nested record. */
  public record Address(String city, String street) {}

  /** An order that differs from others by its number only. */
  public static Order of(long id) {
    return new Order(
        id,
        "customer " + id + " é€😀 \"quoted\"\n",
        new BigDecimal("12.50"),
        LocalDate.of(2026, 11, 23),
        Status.SHIPPED,
        List.of(1, 2, 3),
        Map.of("home", new Address("São Paulo", "Rua A")),
        Optional.of("note"));
  }
}
