package dev.stageloom.example.ceap;

import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.OrderGenerator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The shop's order book. A real one would be a database; this one is TPC-H's generators. */
final class Shop {

  private Shop() {}

  /** All orders, one after the other, in constant memory. */
  static Stream<Order> orders(double scaleFactor) {
    Lines lines = new Lines(new LineItemGenerator(scaleFactor, 1, 1).iterator());
    return StreamSupport.stream(new OrderGenerator(scaleFactor, 1, 1).spliterator(), false)
        .map(row -> toOrder(row, lines.of(row.getOrderKey())));
  }

  /** The lines of all orders: both tables are sorted by the order's key. */
  private static final class Lines {

    private final Iterator<io.trino.tpch.LineItem> rows;
    private io.trino.tpch.LineItem next;

    Lines(Iterator<io.trino.tpch.LineItem> rows) {
      this.rows = rows;
      advance();
    }

    /** The lines of the order that comes next. */
    List<LineItem> of(long orderKey) {
      List<LineItem> lines = new ArrayList<>();
      while (next != null && next.getOrderKey() == orderKey) {
        lines.add(toLine(next));
        advance();
      }
      return lines;
    }

    private void advance() {
      next = rows.hasNext() ? rows.next() : null;
    }
  }

  private static Order toOrder(io.trino.tpch.Order row, List<LineItem> lines) {
    return new Order(
        row.getOrderKey(),
        row.getCustomerKey(),
        toStatus(row.getOrderStatus()),
        LocalDate.ofEpochDay(row.getOrderDate()),
        lines);
  }

  private static LineItem toLine(io.trino.tpch.LineItem row) {
    long discounted = row.getExtendedPriceInCents() * (100 - row.getDiscountPercent()) / 100;
    return new LineItem(
        row.getPartKey(),
        row.getQuantity(),
        discounted * (100 + row.getTaxPercent()) / 100,
        row.getReturnFlag().equals("R"));
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
