package dev.stageloom.annotations;

/** The format of a Glue stage's output. */
public enum OutputFormat {
  /** JSON Lines, at {@code output.json}, which every stage reads. */
  JSON,

  /**
   * Parquet, at {@code output.parquet}, which Glue stages read: smaller, and several times faster,
   * because a reader takes the columns that it needs.
   */
  PARQUET
}
