package dev.stageloom.processor.model;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.OutputFormat;

/**
 * How a stage's output is written.
 *
 * @param format its format; JSON of a Lambda stage
 * @param compression how it is compressed
 * @param singleObject whether a Glue stage writes it as one object; a Lambda stage always does
 */
public record OutputForm(OutputFormat format, Compression compression, boolean singleObject) {

  /**
   * Whether it is Parquet.
   *
   * @return false for JSON
   */
  public boolean isParquet() {
    return format == OutputFormat.PARQUET;
  }

  /**
   * Whether it is compressed.
   *
   * @return false for {@link Compression#NONE}
   */
  public boolean isCompressed() {
    return compression != Compression.NONE;
  }

  /**
   * Whether it is JSON that only the library of zstd reads; Parquet has its own.
   *
   * @return true for JSON that is compressed with {@link Compression#ZSTD}
   */
  public boolean isZstd() {
    return !isParquet() && compression == Compression.ZSTD;
  }
}
