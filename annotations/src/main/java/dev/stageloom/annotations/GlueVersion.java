package dev.stageloom.annotations;

/**
 * The AWS Glue versions that a stage can run on.
 *
 * <p>Source: AWS Glue developer guide, "AWS Glue versions", as of 2026-11. Glue 3.0 has Python 3.7,
 * which the generated code is too new for; older versions do not start any more.
 */
public enum GlueVersion {
  /**
   * Spark 3.3.0, Scala 2.12, Python 3.10. Stages in Python only: it runs Java 8, and Stageloom's
   * own classes are compiled for Java 17.
   */
  V4_0("4.0", "3.3.0", "2.12", 8),

  /** Spark 3.5.4, Scala 2.12, Java 17. */
  V5_0("5.0", "3.5.4", "2.12", 17),

  /** Spark 3.5.6, Scala 2.12, Java 17. */
  V5_1("5.1", "3.5.6", "2.12", 17),

  /**
   * Spark 4.1.1, Scala 2.13, Java 17. Stages of this version are built with {@code
   * stageloom-runtime-spark4}.
   */
  V6_0("6.0", "4.1.1", "2.13", 17);

  private final String identifier;
  private final String sparkVersion;
  private final String scalaVersion;
  private final int javaVersion;

  GlueVersion(String identifier, String sparkVersion, String scalaVersion, int javaVersion) {
    this.identifier = identifier;
    this.sparkVersion = sparkVersion;
    this.scalaVersion = scalaVersion;
    this.javaVersion = javaVersion;
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

  /**
   * The feature release of Java that runs the job.
   *
   * @return the release, such as 17
   */
  public int javaVersion() {
    return javaVersion;
  }
}
