package dev.stageloom.runtime.spark.dataset;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;

/** The items of one split, one after the other. */
interface ItemSource extends Closeable {

  /**
   * Goes to the next item.
   *
   * @return whether there is one
   * @throws IOException if the file cannot be read
   */
  boolean next() throws IOException;

  /** The item, until {@link #next()} is called again. */
  InternalRow item();
}
