package dev.stageloom.benchmarks.glue;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.benchmarks.common.ArmJvm;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Runs one arm once, in a process of its own, and prints what it took. */
final class ArmProcess {

  private ArmProcess() {}

  /**
   * Runs an arm.
   *
   * @param arguments the arm, the query, the endpoint of S3, the bucket and the execution's id
   */
  public static void main(String[] arguments) throws IOException {
    Arm arm = Arm.valueOf(arguments[0]);
    Query query = Query.valueOf(arguments[1]);
    String bucket = arguments[3];
    String execution = arguments[4];
    try (SparkSession spark = session(arguments[2])) {
      ArmJvm.measure(
          () ->
              arm.run(
                  spark,
                  query,
                  new OutputLocation(bucket, execution, query.input().name()),
                  new OutputLocation(bucket, execution, arm + "-" + query)));
    }
  }

  private static SparkSession session(String endpoint) {
    return SparkSession.builder()
        .master("local[2]")
        .appName("stageloom-benchmarks-glue")
        .config("spark.ui.enabled", false)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
        .config("spark.hadoop.fs.s3a.endpoint", endpoint)
        .config("spark.hadoop.fs.s3a.endpoint.region", "us-east-1")
        .config("spark.hadoop.fs.s3a.path.style.access", true)
        .config("spark.hadoop.fs.s3a.access.key", "none")
        .config("spark.hadoop.fs.s3a.secret.key", "none")
        .config(
            "spark.hadoop.fs.s3a.aws.credentials.provider",
            "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider")
        // Otherwise the driver renames every part once more.
        .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", 2)
        .getOrCreate();
  }
}
