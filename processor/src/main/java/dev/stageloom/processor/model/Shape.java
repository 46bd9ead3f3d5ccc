package dev.stageloom.processor.model;

/** How a stage holds the items of its input or output. */
public enum Shape {
  /** One value. */
  VALUE,
  /** A {@code java.util.List} of items. */
  LIST,
  /** A {@code java.util.stream.Stream} of items. */
  STREAM,
  /** A {@code java.util.Iterator} of items. */
  ITERATOR,
  /** A Spark {@code Dataset} of items. */
  DATASET;

  /**
   * Whether there are many items.
   *
   * @return false for {@link #VALUE}
   */
  public boolean isCollection() {
    return this != VALUE;
  }
}
