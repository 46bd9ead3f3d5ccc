package dev.stageloom.annotations;

/**
 * The AWS Glue versions that run Java 17, which is what Stageloom's own classes are compiled for.
 *
 * <p>Source: AWS Glue developer guide, "AWS Glue versions", as of 2026-11. Glue 4.0 and older run
 * Java 8.
 */
public enum GlueVersion {
  /** Spark 3.5.4, Scala 2.12, Java 17. */
  V5_0("5.0", "3.5.4", "2.12"),

  /** Spark 3.5.6, Scala 2.12, Java 17. */
  V5_1("5.1", "3.5.6", "2.12"),

  /**
   * Spark 4.1.1, Scala 2.13, Java 17. Stages of this version are built with {@code
   * stageloom-runtime-spark4}.
   */
  V6_0("6.0", "4.1.1", "2.13");

  private final String identifier;
  private final String sparkVersion;
  private final String scalaVersion;

  GlueVersion(String identifier, String sparkVersion, String scalaVersion) {
    this.identifier = identifier;
    this.sparkVersion = sparkVersion;
    this.scalaVersion = scalaVersion;
  }

  /**
   * Glue's name for the version.
   *
   * @return the identifier, such as {@code 5.1}
   */
  public String identifier() {
    return identifier;
  }

  /**
   * The version of Spark.
   *
   * @return the version, such as {@code 3.5.6}
   */
  public String sparkVersion() {
    return sparkVersion;
  }

  /**
   * The binary version of Scala that jars must be built for.
   *
   * @return the version, such as {@code 2.12}
   */
  public String scalaVersion() {
    return scalaVersion;
  }
}
