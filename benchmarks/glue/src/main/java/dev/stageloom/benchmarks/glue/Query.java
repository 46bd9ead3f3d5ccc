package dev.stageloom.benchmarks.glue;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the stage does with its input: the same for every arm. */
enum Query {
  /** Reads, and writes nearly as much: a filter and one more column. */
  ENRICH {
    @Override
    Dataset<Row> transform(Dataset<?> items) {
      return items
          .filter(col("shipDate").leq(lit("1998-09-02")))
          .withColumn("netPriceCents", net());
    }
  },

  /** Reads, and writes four items: TPC-H's query 1. */
  AGGREGATE {
    @Override
    Dataset<Row> transform(Dataset<?> items) {
      return items
          .filter(col("shipDate").leq(lit("1998-09-02")))
          .groupBy("returnFlag", "lineStatus")
          .agg(
              sum("quantity").as("quantity"),
              sum(net()).as("netPriceCents"),
              avg("discountPercent").as("discountPercent"),
              count(lit(1)).as("lines"));
    }
  };

  abstract Dataset<Row> transform(Dataset<?> items);

  private static Column net() {
    return col("extendedPriceCents").multiply(lit(100).minus(col("discountPercent"))).divide(100);
  }
}
