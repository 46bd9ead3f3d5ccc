package dev.stageloom.annotations;

/**
 * The Java runtimes of AWS Lambda that functions can still be created with and that can run what
 * Stageloom generates (Java 17 and later).
 *
 * <p>Source: AWS Lambda developer guide, "Lambda runtimes", as of 2026-06.
 */
public enum LambdaRuntime {
  /** {@code java17} on Amazon Linux 2; deprecated on 2027-06-30. */
  JAVA_17("java17", 17),

  /** {@code java21} on Amazon Linux 2023; deprecated on 2029-06-30. */
  JAVA_21("java21", 21),

  /** {@code java25} on Amazon Linux 2023; deprecated on 2029-06-30. */
  JAVA_25("java25", 25);

  private final String identifier;
  private final int javaVersion;

  LambdaRuntime(String identifier, int javaVersion) {
    this.identifier = identifier;
    this.javaVersion = javaVersion;
  }

  /**
   * Lambda's name for the runtime.
   *
   * @return the identifier, such as {@code java21}
   */
  public String identifier() {
    return identifier;
  }

  /**
   * The Java feature release the runtime runs.
   *
   * @return the release, such as 21
   */
  public int javaVersion() {
    return javaVersion;
  }
}
