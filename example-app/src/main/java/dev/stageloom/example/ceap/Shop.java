package dev.stageloom.example.ceap;

import io.trino.tpch.OrderGenerator;
import java.time.LocalDate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The shop's order book. A real one would be a database; this one is TPC-H's generator. */
final class Shop {

  private Shop() {}

  /** All orders, one after the other, in constant memory. */
  static Stream<Order> orders(double scaleFactor) {
    return StreamSupport.stream(new OrderGenerator(scaleFactor, 1, 1).spliterator(), false)
        .map(Shop::toOrder);
  }

  private static Order toOrder(io.trino.tpch.Order row) {
    return new Order(
        row.getOrderKey(),
        row.getCustomerKey(),
        toStatus(row.getOrderStatus()),
        row.getTotalPriceInCents(),
        LocalDate.ofEpochDay(row.getOrderDate()));
  }

  private static OrderStatus toStatus(char status) {
    return switch (status) {
      case 'F' -> OrderStatus.FULFILLED;
      case 'O' -> OrderStatus.OPEN;
      case 'P' -> OrderStatus.PARTIAL;
      default -> throw new IllegalArgumentException("unknown order status " + status);
    };
  }
}
