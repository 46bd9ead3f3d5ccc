package dev.stageloom.example.ceap;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.tpch.OrderGenerator;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The orders with their lines, against the order's own total. */
class ShopTest {

  @Test
  void anOrderHasItsLinesAndNoOthers() {
    List<Order> orders = Shop.orders(0.001).toList();
    assertThat(orders).hasSize(1_500);
    assertThat(orders.stream().mapToInt(order -> order.lines().size()).sum()).isEqualTo(6_005);

    Iterator<io.trino.tpch.Order> rows = new OrderGenerator(0.001, 1, 1).iterator();
    assertThat(orders)
        .allSatisfy(
            order -> {
              io.trino.tpch.Order row = rows.next();
              assertThat(order.orderKey()).isEqualTo(row.getOrderKey());
              assertThat(order.lines().stream().mapToLong(LineItem::priceCents).sum())
                  .isEqualTo(row.getTotalPriceInCents());
            });
  }
}
