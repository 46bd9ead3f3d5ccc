package dev.stageloom.benchmarks.glue;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.stageloom.example.ceap.HeavyEtlStage;
import dev.stageloom.example.ceap.Order;
import dev.stageloom.runtime.spark.StageEncoders;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;

/** What the stage does with its input: the same for every arm. */
enum Query {
  /** Reads, and writes nearly as much: a filter and one more column. */
  ENRICH(Input.LINE_ITEMS) {
    @Override
    Dataset<?> transform(Dataset<?> items) {
      return items
          .filter(col("shipDate").leq(lit("1998-09-02")))
          .withColumn("netPriceCents", net());
    }
  },

  /** Reads, and writes four items: TPC-H's query 1. */
  AGGREGATE(Input.LINE_ITEMS) {
    @Override
    Dataset<?> transform(Dataset<?> items) {
      return items
          .filter(col("shipDate").leq(lit("1998-09-02")))
          .groupBy("returnFlag", "lineStatus")
          .agg(
              sum("quantity").as("quantity"),
              sum(net()).as("netPriceCents"),
              avg("discountPercent").as("discountPercent"),
              count(lit(1)).as("lines"));
    }
  },

  /** The Glue stage of the example: what each customer's orders and their lines come to. */
  EXAMPLE(Input.ORDERS) {
    @Override
    Dataset<?> transform(Dataset<?> items) {
      return new HeavyEtlStage().transform(items.as(StageEncoders.of(Order.class)));
    }
  };

  private final Input input;

  Query(Input input) {
    this.input = input;
  }

  /** What it reads. */
  Input input() {
    return input;
  }

  abstract Dataset<?> transform(Dataset<?> items);

  private static Column net() {
    return col("extendedPriceCents").multiply(lit(100).minus(col("discountPercent"))).divide(100);
  }
}
