package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.Compression;

/**
 * One file of a stage's input.
 *
 * @param uri where it lies
 * @param length its size in bytes
 * @param lines whether it is known to be JSON Lines; otherwise it may be a JSON array too
 * @param compression how it is compressed, as far as that is known before it is read
 */
record InputFile(String uri, long length, boolean lines, Compression compression) {

  /** How many times larger JSON is than its gzip or zstd data, about. */
  private static final int RATIO = 4;

  /** About how many bytes its text has: what planning goes by. */
  long textLength() {
    return compression == Compression.NONE ? length : RATIO * length;
  }

  /** Whether any range of its bytes can be read by itself. */
  boolean isSplittable() {
    return lines && compression == Compression.NONE;
  }
}
