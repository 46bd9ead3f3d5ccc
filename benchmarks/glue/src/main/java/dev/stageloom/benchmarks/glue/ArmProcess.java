package dev.stageloom.benchmarks.glue;

import com.sun.management.OperatingSystemMXBean;
import dev.stageloom.annotations.contract.OutputLocation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
      OperatingSystemMXBean process =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = process.getProcessCpuTime();
      long start = System.nanoTime();
      arm.run(
          spark,
          query,
          new OutputLocation(bucket, execution, query.input().name()),
          new OutputLocation(bucket, execution, arm + "-" + query));
      System.out.printf(
          Locale.ROOT,
          "%.2f %.2f %d%n",
          (System.nanoTime() - start) / 1e9,
          (process.getProcessCpuTime() - cpu) / 1e9,
          peakResidentKilobytes());
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

  /** The most memory that the process has had, heap and all else, as Linux counts it. */
  private static long peakResidentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc/self/status has no VmHWM");
  }
}
