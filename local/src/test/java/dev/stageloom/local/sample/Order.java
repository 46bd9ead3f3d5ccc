package dev.stageloom.local.sample;

/** An order. */
public record Order(long id, String customer, long cents) {

  /** The order of a number. */
  static Order of(long id) {
    return new Order(id, "customer-" + id % 7, 100 * id);
  }
}
