package p;

import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.runtime.spark.GlueInvocation;
import dev.stageloom.runtime.spark.StageEncoders;
import java.time.LocalDate;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/**
 * Runs {@link HeavyEtlStage} as an AWS Glue job.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
public final class HeavyEtlStage_GlueJob {
  private HeavyEtlStage_GlueJob() {
  }

  /**
   * Called by the driver script.
   *
   * @param args the job's arguments
   * @throws Exception what the stage throws
   */
  public static void main(String[] args) throws Exception {
    GlueInvocation.launch("HeavyEtlStage", args, HeavyEtlStage_GlueJob::run);
  }

  /**
   * Runs the stage in a session that is there.
   *
   * @param spark the session
   * @param args the job's arguments
   * @return what was read and written
   * @throws Exception what the stage throws
   */
  public static StageSummary run(SparkSession spark, String[] args) throws Exception {
    GlueInvocation invocation = GlueInvocation.start(spark, "HeavyEtlStage", args);
    Supplier<LocalDate> runDate = invocation.argument("run-date", "a LocalDate", LocalDate::parse);
    invocation.requireArguments();
    Dataset<Order> orders = invocation.input().dataset(StageEncoders.of(Order.class));
    var result = new HeavyEtlStage().transform(orders, runDate.get(), spark);
    return invocation.write(result);
  }
}
