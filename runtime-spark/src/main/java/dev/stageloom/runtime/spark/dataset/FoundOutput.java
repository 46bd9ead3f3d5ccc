package dev.stageloom.runtime.spark.dataset;

import java.util.List;
import java.util.OptionalLong;

/**
 * The files of a stage's output.
 *
 * @param parquet whether they are Parquet; otherwise they are JSON
 * @param files the files
 * @param records the number of items in them, when the marker says it
 */
record FoundOutput(boolean parquet, List<InputFile> files, OptionalLong records) {

  /** The size of the files, or about that of their text where they are compressed. */
  long bytes() {
    return files.stream().mapToLong(InputFile::textLength).sum();
  }

  String[] uris() {
    return files.stream().map(InputFile::uri).toArray(String[]::new);
  }
}
