package dev.stageloom.runtime;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a data parameter of a stage is bound to: the output of an earlier stage, or the message that
 * started the execution.
 *
 * <p>A stage's output is looked for as one object first and as a committed dataset after that. So
 * an object hides a dataset of the same name, which a stage that has changed its kind between two
 * runs may leave; a stage that writes a dataset must therefore delete such an object.
 *
 * <p>A collection is read as JSON Lines (UTF-8, one item a line, blank lines are skipped) or as one
 * JSON array, with or without a byte order mark. An item must not be {@code null}. All methods
 * throw {@link MissingOutputException}, {@link OutputNotCommittedException} and {@link
 * StorageException}; {@link InvalidDataException} for an output and {@link InvalidEventException}
 * for a message that cannot be read.
 */
public sealed interface StageInput permits MessageInput, OutputInput {

  /**
   * Reads a single value. A dataset is taken if it has exactly one record.
   *
   * @param type the value's type
   * @return the value
   * @param <T> the value's type
   */
  <T> T value(DataType<T> type);

  /**
   * Reads a collection into memory.
   *
   * @param type the type of its items
   * @return the items, in the order in which they were written
   * @param <T> the type of its items
   */
  <T> List<T> list(DataType<T> type);

  /**
   * Opens a collection. Its items are read in constant memory, while the stage asks for them; until
   * the invocation ends.
   *
   * @param type the type of its items
   * @return a sequential stream; closing it is allowed, not needed
   * @param <T> the type of its items
   */
  <T> Stream<T> stream(DataType<T> type);

  /**
   * Opens a collection as {@link #stream} does.
   *
   * @param type the type of its items
   * @return the items
   * @param <T> the type of its items
   */
  <T> Iterator<T> iterator(DataType<T> type);
}
