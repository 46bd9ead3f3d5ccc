package dev.stageloom.runtime.spark.dataset;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;

/** How the parts of a dataset are written. */
interface PartFormat extends Serializable {

  /** What is behind the last dot of a part's name. */
  String extension();

  /** Opens a part, in a task or on the driver. */
  PartFile create(FileSystem files, Path path) throws IOException;

  /** A part that is being written. */
  interface PartFile {

    /**
     * Writes an item.
     *
     * @throws dev.stageloom.runtime.spark.json.MismatchException if a field is null that cannot be
     */
    void write(InternalRow row) throws IOException;

    /** About how many bytes the part has so far. */
    long size() throws IOException;

    /** Makes the part appear, and returns its size in bytes. */
    long close() throws IOException;

    /** Drops the part, as far as the file system can. */
    void discard() throws IOException;
  }
}
