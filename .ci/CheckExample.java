import dev.stageloom.asl.json.Json;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Counts what the example's five outputs must hold, by plain loops over the TPC-H generators and
 * none of the example's own code, and compares. Arguments: the folder of the execution, the scale factor.
 */
public final class CheckExample {

  private static final long TODAY = LocalDate.parse("1995-06-17").toEpochDay();

  private static final class Customer {
    long orders;
    long fulfilled;
    long items;
    long returned;
    long cents;
    long last = Long.MIN_VALUE;
  }

  private record Scored(long customer, long score) {}

  public static void main(String[] args) throws Exception {
    Path execution = Path.of(args[0]);
    double scaleFactor = Double.parseDouble(args[1]);
    long orders = 0;
    Map<Long, Customer> customers = new TreeMap<>();
    Map<Long, Customer> whoseOrder = new HashMap<>();
    for (Order order : new OrderGenerator(scaleFactor, 1, 1)) {
      orders++;
      Customer customer =
          customers.computeIfAbsent(order.getCustomerKey(), key -> new Customer());
      customer.orders++;
      if (order.getOrderStatus() == 'F') {
        customer.fulfilled++;
        customer.last = Math.max(customer.last, order.getOrderDate());
        whoseOrder.put(order.getOrderKey(), customer);
      }
    }
    long lines = 0;
    for (LineItem line : new LineItemGenerator(scaleFactor, 1, 1)) {
      lines++;
      Customer customer = whoseOrder.get(line.getOrderKey());
      if (customer != null) {
        customer.items += line.getQuantity();
        if (line.getReturnFlag().equals("R")) {
          customer.returned += line.getQuantity();
        } else {
          long price = line.getExtendedPriceInCents() * (100 - line.getDiscountPercent()) / 100;
          customer.cents += price * (100 + line.getTaxPercent()) / 100;
        }
      }
    }
    List<Scored> scored = new ArrayList<>();
    customers.forEach(
        (key, c) -> {
          long days = TODAY - c.last;
          if (c.fulfilled >= 3 && days >= 0 && days <= 180 && 2 * c.returned <= c.items) {
            double points =
                50 * (1 - days / 180.0)
                    + 30 * Math.min(1, c.fulfilled / 20.0)
                    + 20 * Math.min(1, c.cents / 50_000_000.0);
            scored.add(new Scored(key, Math.round(points)));
          }
        });

    checkOrders(execution, scaleFactor, orders, lines);
    List<Map<?, ?>> activity = read(execution, "HeavyEtlStage");
    check("customers", customers.size(), activity.size());
    check("orders by customer", orders, sum(activity, "orders"));
    check(
        "items",
        customers.values().stream().mapToLong(c -> c.items).sum(),
        sum(activity, "items"));
    check(
        "returned items",
        customers.values().stream().mapToLong(c -> c.returned).sum(),
        sum(activity, "returnedItems"));
    check(
        "cents spent",
        customers.values().stream().mapToLong(c -> c.cents).sum(),
        sum(activity, "spentCents"));
    check("candidates", scored.size(), read(execution, "FilterStage").size());
    List<Map<?, ?>> scores = read(execution, "ScoreStage");
    check("scores", scored.size(), scores.size());
    check("sum of scores", scored.stream().mapToLong(Scored::score).sum(), sum(scores, "score"));

    scored.sort(
        Comparator.comparingLong((Scored s) -> -s.score()).thenComparingLong(Scored::customer));
    List<Map<?, ?>> invitations = read(execution, "StoreStage");
    check("invitations", Math.min(100, scored.size()), invitations.size());
    for (int i = 0; i < invitations.size(); i++) {
      check("rank of invitation " + i, i + 1, number(invitations.get(i), "rank"));
      check(
          "customer of invitation " + i,
          scored.get(i).customer(),
          number(invitations.get(i), "customerKey"));
    }
    System.out.println(
        "The example's outputs agree with an independent count: "
            + orders
            + " orders, "
            + lines
            + " lines, "
            + customers.size()
            + " customers, "
            + scored.size()
            + " candidates, "
            + invitations.size()
            + " invitations.");
  }

  /** The orders in the generator's order, with as many lines, which cost what the order costs. */
  private static void checkOrders(Path execution, double scaleFactor, long orders, long lines)
      throws Exception {
    Iterator<Order> expected = new OrderGenerator(scaleFactor, 1, 1).iterator();
    long[] found = new long[2];
    read(
        execution,
        "EtlStage",
        order -> {
          List<Map<?, ?>> items = new ArrayList<>();
          ((List<?>) order.get("lines")).forEach(line -> items.add((Map<?, ?>) line));
          Order row = expected.next();
          check("order", row.getOrderKey(), number(order, "orderKey"));
          check(
              "cents of order " + row.getOrderKey(),
              row.getTotalPriceInCents(),
              sum(items, "priceCents"));
          found[0]++;
          found[1] += items.size();
        });
    check("orders", orders, found[0]);
    check("lines", lines, found[1]);
  }

  private static List<Map<?, ?>> read(Path execution, String stage) throws Exception {
    List<Map<?, ?>> items = new ArrayList<>();
    read(execution, stage, items::add);
    return items;
  }

  /** Takes the items of a stage's output, one object or a committed dataset, one by one. */
  private static void read(Path execution, String stage, Consumer<Map<?, ?>> each)
      throws Exception {
    Path output = execution.resolve(stage).resolve("output.json");
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(output)) {
      if (!Files.exists(output.resolve("_SUCCESS"))) {
        throw new IllegalStateException(output + " has no _SUCCESS");
      }
      try (Stream<Path> parts = Files.list(output)) {
        parts.filter(p -> p.getFileName().toString().startsWith("part-")).forEach(files::add);
      }
    } else {
      files.add(output);
    }
    for (Path file : files) {
      try (Stream<String> lines = Files.lines(file)) {
        lines.filter(line -> !line.isBlank()).forEach(l -> each.accept((Map<?, ?>) Json.parse(l)));
      }
    }
  }

  private static long sum(List<Map<?, ?>> items, String field) {
    return items.stream().mapToLong(item -> number(item, field)).sum();
  }

  private static long number(Map<?, ?> item, String field) {
    return ((Number) item.get(field)).longValue();
  }

  private static void check(String what, long expected, long actual) {
    if (expected != actual) {
      throw new IllegalStateException(what + ": expected " + expected + ", found " + actual);
    }
  }
}
