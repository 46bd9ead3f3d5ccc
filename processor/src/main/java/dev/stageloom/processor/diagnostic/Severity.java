package dev.stageloom.processor.diagnostic;

/** Whether a diagnostic fails the compile. */
public enum Severity {
  /** The compile fails. */
  ERROR,
  /** The compile goes on. */
  WARNING
}
