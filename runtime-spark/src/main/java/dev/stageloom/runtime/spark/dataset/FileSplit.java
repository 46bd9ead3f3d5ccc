package dev.stageloom.runtime.spark.dataset;

import java.io.Serializable;

/**
 * A range of a file that one task reads.
 *
 * @param uri the file
 * @param start the first byte
 * @param length the number of bytes; lines that begin within them belong to the split
 * @param lines whether the file is known to be JSON Lines; otherwise the split is the whole file
 */
record FileSplit(String uri, long start, long length, boolean lines) implements Serializable {

  long end() {
    return start + length;
  }
}
