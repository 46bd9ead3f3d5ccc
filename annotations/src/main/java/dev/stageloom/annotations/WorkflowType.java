package dev.stageloom.annotations;

/** The Step Functions workflow types. */
public enum WorkflowType {
  /**
   * Runs for up to one year, every stage exactly once per execution unless it is retried; failed
   * executions can be redriven for 14 days. Needed for Glue stages.
   */
  STANDARD,

  /**
   * Runs for at most five minutes, at least once; Lambda stages only.
   *
   * <p>Source: AWS Step Functions service quotas ("Maximum execution duration", 5 minutes).
   */
  EXPRESS
}
