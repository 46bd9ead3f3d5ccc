package dev.stageloom.processor.model;

import dev.stageloom.annotations.Compression;

/**
 * How a stage's output is written.
 *
 * @param compression how it is compressed
 */
public record OutputForm(Compression compression) {

  /**
   * Whether it is compressed.
   *
   * @return false for {@link Compression#NONE}
   */
  public boolean isCompressed() {
    return compression != Compression.NONE;
  }
}
