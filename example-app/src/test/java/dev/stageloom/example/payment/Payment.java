package dev.stageloom.example.payment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** How something was paid. */
public sealed interface Payment {

  /** By card. */
  record Card(String number, int month, Optional<String> note) implements Payment {}

  /** In cash. */
  record Cash(BigDecimal amount, List<Coin> coins) implements Payment {}

  /** By something of value. */
  sealed interface Voucher extends Payment {}

  /** A present. */
  record Gift(String note2, Payment.Coin coin) implements Voucher {}

  /** A discount. */
  record Discount(int percent) implements Voucher {}

  /** Some coins of a kind. */
  record Coin(int cents, long count) {}
}
