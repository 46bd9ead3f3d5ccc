package dev.stageloom.example.ceap;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Whom we ask: regular customers who have bought lately and kept it. */
final class ReviewRules {

  /** A review from somebody who bought once says little. */
  static final int MIN_FULFILLED_ORDERS = 3;

  /** Later, people have forgotten. */
  static final int MAX_DAYS_SINCE_LAST_ORDER = 180;

  /** Who sends most things back has said what there is to say. */
  static final double MAX_RETURNED_SHARE = 0.5;

  private ReviewRules() {}

  /** The candidate that a customer is on a day, if the customer is one. */
  static Optional<Candidate> candidate(CustomerActivity customer, LocalDate asOf) {
    if (customer.fulfilledOrders() < MIN_FULFILLED_ORDERS
        || customer.lastFulfilledOrder() == null) {
      return Optional.empty();
    }
    if (customer.returnedItems() > MAX_RETURNED_SHARE * customer.items()) {
      return Optional.empty();
    }
    long days = ChronoUnit.DAYS.between(customer.lastFulfilledOrder(), asOf);
    if (days < 0 || days > MAX_DAYS_SINCE_LAST_ORDER) {
      return Optional.empty();
    }
    return Optional.of(
        new Candidate(
            customer.customerKey(), customer.fulfilledOrders(), customer.spentCents(), (int) days));
  }
}
