package dev.stageloom.asl;

/** Whether the delay before a retry is random, so that failed executions do not retry at once. */
public enum JitterStrategy {
  /** The delay is as computed. */
  NONE,

  /** The delay is random, between zero and the computed delay. */
  FULL
}
