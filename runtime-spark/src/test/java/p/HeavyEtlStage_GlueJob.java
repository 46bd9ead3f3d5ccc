package p;

import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.runtime.spark.GlueInvocation;
import org.apache.spark.sql.SparkSession;

/** The entry point that the golden driver script starts. */
public final class HeavyEtlStage_GlueJob {

  private HeavyEtlStage_GlueJob() {}

  public static void main(String[] args) throws Exception {
    GlueInvocation.launch("HeavyEtlStage", args, HeavyEtlStage_GlueJob::run);
  }

  private static StageSummary run(SparkSession spark, String[] args) {
    GlueInvocation invocation = GlueInvocation.start(spark, "HeavyEtlStage", args);
    invocation.requireArguments();
    return invocation.write(
        invocation
            .input()
            .rows()
            .selectExpr("quantity", "'" + spark.conf().get("glue.stand.in", "none") + "' AS glue"));
  }
}
