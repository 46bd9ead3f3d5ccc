package dev.stageloom.local.sample;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.runtime.spark.GlueInvocation;
import dev.stageloom.runtime.spark.StageEncoders;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** Sums orders by customer, as Parquet. */
public final class ColumnsStage_GlueJob {

  private ColumnsStage_GlueJob() {}

  public static StageSummary run(SparkSession spark, String[] args) throws Exception {
    GlueInvocation invocation = GlueInvocation.start(spark, "ColumnsStage", args);
    Dataset<Order> orders = invocation.input().dataset(StageEncoders.of(Order.class));
    invocation.compressOutput(SampleCompression.of(invocation.context()));
    return invocation.writeParquet(
        orders
            .groupBy("customer")
            .agg(count(lit(1)).as("orders"), sum("cents").as("cents"))
            .as(StageEncoders.of(Total.class)));
  }
}
