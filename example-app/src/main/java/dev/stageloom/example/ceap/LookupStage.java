package dev.stageloom.example.ceap;

import dev.stageloom.annotations.Argument;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Retry;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks one customer up. */
@LambdaStage(timeout = 30, description = "Looks one customer up.")
@Retry(maxAttempts = 1, intervalSeconds = 2)
public final class LookupStage {

  /**
   * Brings the customer's orders together and applies {@link ReviewRules}.
   *
   * @param question which customer
   * @param asOf the day; by default TPC-H's own "today"
   * @return the customer as a candidate; empty if the customer is none
   */
  public List<Candidate> lookUp(
      CustomerQuestion question,
      @Argument(value = "as-of", defaultValue = "1995-06-17") LocalDate asOf) {
    List<Order> orders =
        Shop.orders(question.scaleFactor())
            .filter(order -> order.customerKey() == question.customerKey())
            .toList();
    return ReviewRules.candidate(activity(question.customerKey(), orders), asOf).stream().toList();
  }

  private static CustomerActivity activity(long customerKey, List<Order> orders) {
    List<Order> fulfilled =
        orders.stream().filter(order -> order.status() == OrderStatus.FULFILLED).toList();
    Optional<LocalDate> last =
        fulfilled.stream().map(Order::orderDate).max(Comparator.naturalOrder());
    List<LineItem> lines = fulfilled.stream().flatMap(order -> order.lines().stream()).toList();
    List<LineItem> returned = lines.stream().filter(LineItem::returned).toList();
    List<LineItem> kept = lines.stream().filter(line -> !line.returned()).toList();
    return new CustomerActivity(
        customerKey,
        orders.size(),
        fulfilled.size(),
        lines.stream().mapToLong(LineItem::quantity).sum(),
        returned.stream().mapToLong(LineItem::quantity).sum(),
        kept.stream().mapToLong(LineItem::priceCents).sum(),
        last.orElse(null));
  }
}
