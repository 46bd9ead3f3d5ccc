package dev.stageloom.example.ceap;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.runtime.spark.StageEncoders;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;

/** Brings each customer's orders together: too much for a Lambda function once the shop grows. */
@GlueStage(workers = 10, timeout = 240, description = "Brings each customer's orders together.")
public final class HeavyEtlStage {

  /**
   * Aggregates the orders and their lines by customer.
   *
   * @param orders every order
   * @return one row for each customer
   */
  public Dataset<CustomerActivity> transform(Dataset<Order> orders) {
    Column fulfilled = col("status").equalTo(OrderStatus.FULFILLED.name());
    Column lines = col("lines");
    Column returned = filter(lines, line -> line.getField("returned"));
    Column kept = filter(lines, line -> not(line.getField("returned")));
    return orders
        .groupBy("customerKey")
        .agg(
            count(lit(1)).as("orders"),
            count(when(fulfilled, 1)).as("fulfilledOrders"),
            sum(when(fulfilled, total("quantity", lines)).otherwise(0)).as("items"),
            sum(when(fulfilled, total("quantity", returned)).otherwise(0)).as("returnedItems"),
            sum(when(fulfilled, total("priceCents", kept)).otherwise(0)).as("spentCents"),
            max(when(fulfilled, col("orderDate"))).as("lastFulfilledOrder"))
        .as(StageEncoders.of(CustomerActivity.class));
  }

  /** The sum of a field of an order's lines. */
  private static Column total(String field, Column lines) {
    return aggregate(lines, lit(0L), (sum, line) -> sum.plus(line.getField(field)));
  }
}
