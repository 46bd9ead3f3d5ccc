package dev.stageloom.runtime.spark.dataset;

import java.io.Serializable;

/**
 * A range of a file that one task reads.
 *
 * @param uri the file
 * @param start the first byte
 * @param length the number of bytes, of a compressed file about those of its text; lines that begin
 *     within them belong to the split
 * @param lines whether the file is known to be JSON Lines; otherwise the split is the whole file
 */
record FileSplit(String uri, long start, long length, boolean lines) implements Serializable {

  /** All of a file's text, whatever its length. */
  static FileSplit whole(String uri) {
    return new FileSplit(uri, 0, Long.MAX_VALUE, false);
  }

  long end() {
    return start + length;
  }
}
