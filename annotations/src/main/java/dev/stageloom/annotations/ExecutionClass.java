package dev.stageloom.annotations;

/**
 * The execution classes of AWS Glue for Spark jobs.
 *
 * <p>Source: AWS Glue API reference, {@code CreateJob}, {@code ExecutionClass}.
 */
public enum ExecutionClass {
  /** Workers of its own, at once: for what others wait for. */
  STANDARD,

  /**
   * Spare capacity, at about two thirds of the price. A run waits for it up to 20 minutes, then it
   * fails and is retried as {@link Retry} says; workers may be taken away while it runs.
   *
   * <p>Source: AWS Glue developer guide, "Adding jobs", flexible execution: Glue 3.0 and later,
   * workers of the types G.1X and G.2X.
   */
  FLEX
}
