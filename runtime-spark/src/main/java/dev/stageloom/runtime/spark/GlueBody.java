package dev.stageloom.runtime.spark;

import dev.stageloom.annotations.contract.StageSummary;
import org.apache.spark.sql.SparkSession;

/** What a Glue stage does between its start and its end: the generated {@code run} method. */
@FunctionalInterface
public interface GlueBody {

  /**
   * Reads the stage's inputs, calls the stage method and writes its result.
   *
   * @param spark the job's session
   * @param args the job's arguments
   * @return what was read and written
   * @throws Exception whatever the stage method throws
   */
  StageSummary run(SparkSession spark, String[] args) throws Exception;
}
