package dev.stageloom.annotations;

/**
 * What a Glue job does with its bookmark: the state by which Glue's own sources, read through a
 * {@code GlueContext}, remember what earlier runs have read.
 *
 * <p>Source: AWS Glue developer guide, "Tracking processed data using job bookmarks".
 */
public enum JobBookmark {
  /** There is none: each run reads everything. */
  DISABLE("job-bookmark-disable"),

  /** Each run reads what is new, and moves the bookmark when it succeeds. */
  ENABLE("job-bookmark-enable"),

  /** Each run reads what is new, and leaves the bookmark where it is. */
  PAUSE("job-bookmark-pause");

  private final String identifier;

  JobBookmark(String identifier) {
    this.identifier = identifier;
  }

  /**
   * Glue's value of the job argument {@code --job-bookmark-option}.
   *
   * @return the identifier, such as {@code job-bookmark-enable}
   */
  public String identifier() {
    return identifier;
  }
}
