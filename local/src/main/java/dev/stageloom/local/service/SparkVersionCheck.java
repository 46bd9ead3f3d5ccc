package dev.stageloom.local.service;

import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.asl.manifest.WorkflowManifest;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares the Spark on the class path with that of a stage's Glue version. */
final class SparkVersionCheck {

  private SparkVersionCheck() {}

  /**
   * Tells of another version of Spark.
   *
   * @param stage a Glue stage
   * @param listener hears of a Spark that can run the stage, and differs
   * @throws ServiceException if a stage in Java was compiled for another Scala
   */
  static void check(WorkflowManifest.Stage stage, ServiceListener listener) {
    Optional<GlueVersion> declared = stage.glue().flatMap(glue -> byIdentifier(glue.glueVersion()));
    String spark = org.apache.spark.package$.MODULE$.SPARK_VERSION();
    if (declared.isEmpty() || declared.get().sparkVersion().equals(spark)) {
      return;
    }
    GlueVersion version = declared.get();
    String scala = scalaVersion();
    boolean python = stage.glue().flatMap(WorkflowManifest.Glue::pythonModule).isPresent();
    if (!python && !version.scalaVersion().equals(scala)) {
      throw new ServiceException(
          "stage "
              + stage.name()
              + " is for Glue "
              + version.identifier()
              + ", which has Spark "
              + version.sparkVersion()
              + " and Scala "
              + version.scalaVersion()
              + ", but Spark "
              + spark
              + " and Scala "
              + scala
              + " are on the class path: depend on dev.stageloom:"
              + (scala.equals("2.12")
                  ? "stageloom-local-spark4 in the place of stageloom-local"
                  : "stageloom-local in the place of stageloom-local-spark4")
              + ", and on org.apache.spark:spark-sql_"
              + version.scalaVersion()
              + ":"
              + version.sparkVersion(),
          null);
    }
    listener.notice(
        stage.name(),
        "runs on Spark "
            + spark
            + " here, and on Spark "
            + version.sparkVersion()
            + " in Glue "
            + version.identifier());
  }

  private static Optional<GlueVersion> byIdentifier(String identifier) {
    return Stream.of(GlueVersion.values())
        .filter(version -> version.identifier().equals(identifier))
        .findFirst();
  }

  /** The first two numbers, within which Scala is binary compatible. */
  private static String scalaVersion() {
    String[] numbers = scala.util.Properties.versionNumberString().split("\\.");
    return numbers[0] + "." + numbers[1];
  }
}
