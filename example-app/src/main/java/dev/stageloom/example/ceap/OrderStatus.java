package dev.stageloom.example.ceap;

/** What became of an order. */
public enum OrderStatus {
  /** Everything was delivered. */
  FULFILLED,
  /** Nothing was delivered yet. */
  OPEN,
  /** Some of it was delivered. */
  PARTIAL
}
