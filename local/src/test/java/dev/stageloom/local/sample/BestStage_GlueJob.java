package dev.stageloom.local.sample;

import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.runtime.spark.GlueInvocation;
import dev.stageloom.runtime.spark.StageEncoders;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** Takes the customers with a certain sum. */
public final class BestStage_GlueJob {

  private BestStage_GlueJob() {}

  public static StageSummary run(SparkSession spark, String[] args) throws Exception {
    GlueInvocation invocation = GlueInvocation.start(spark, "BestStage", args);
    Dataset<Total> totals = invocation.input().dataset(StageEncoders.of(Total.class));
    return invocation.write(totals.where("cents >= 38500"));
  }
}
