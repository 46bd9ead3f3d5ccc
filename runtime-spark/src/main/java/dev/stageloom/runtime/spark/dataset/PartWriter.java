package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.InvalidDataException;
import dev.stageloom.runtime.spark.dataset.PartFormat.PartFile;
import dev.stageloom.runtime.spark.json.MismatchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple3;

/**
 * Writes the items of one task as parts, each a file that appears when it is complete. No two
 * attempts write to the same name, so what a failed attempt may leave is never read.
 *
 * @param configuration of the file systems
 * @param stage the stage's name, for messages
 * @param datasetUri the dataset's URI, without a slash at its end
 * @param run the id of the run, part of the parts' names
 * @param format of the parts
 * @param maxBytes after about so many bytes the task begins another part
 */
record PartWriter(
    Broadcast<SerializableConfiguration> configuration,
    String stage,
    String datasetUri,
    String run,
    PartFormat format,
    long maxBytes)
    implements Function2<Integer, Iterator<InternalRow>, Iterator<Tuple3<String, Long, Long>>> {

  /**
   * Writes the parts. A task without items writes none. The parts' names, items and bytes are
   * returned as tuples: with Spark's Kryo serializer, which many jobs use, a result cannot be a
   * record.
   */
  @Override
  public Iterator<Tuple3<String, Long, Long>> call(Integer partition, Iterator<InternalRow> rows) {
    long attempt = TaskContext.get().taskAttemptId();
    List<Tuple3<String, Long, Long>> parts = new ArrayList<>();
    while (rows.hasNext()) {
      String name =
          String.format(
              Locale.ROOT,
              "part-%05d-%04d-%s-%d.%s",
              partition,
              parts.size(),
              run,
              attempt,
              format.extension());
      Part part = write(rows, name);
      parts.add(new Tuple3<>(part.name(), part.records(), part.bytes()));
    }
    return parts.iterator();
  }

  /** A part without items, by which a reader knows the columns. */
  Part writeEmpty() {
    return write(List.<InternalRow>of().iterator(), "part-00000-" + run + "." + format.extension());
  }

  private Part write(Iterator<InternalRow> rows, String name) {
    OpenPart part = new OpenPart(datasetUri + "/" + name);
    boolean complete = false;
    try {
      long records = 0;
      while (rows.hasNext() && part.size() < maxBytes) {
        part.write(rows.next());
        records++;
      }
      Part written = new Part(name, records, part.close());
      complete = true;
      return written;
    } catch (MismatchException e) {
      throw new InvalidDataException(
          "stage " + stage + " cannot write " + datasetUri + ": " + e.getMessage(), e);
    } finally {
      if (!complete) {
        part.discard();
      }
    }
  }

  /** A part whose failures are those of writing; a row's own come from reading. */
  private final class OpenPart {

    private final String uri;
    private final PartFile file;

    OpenPart(String uri) {
      this.uri = uri;
      Path path = new Path(uri);
      try {
        FileSystem files = path.getFileSystem(configuration.value().value());
        this.file = format.create(files, path);
      } catch (IOException e) {
        throw Storage.failure("write", uri, e);
      }
    }

    void write(InternalRow row) {
      try {
        file.write(row);
      } catch (IOException e) {
        throw Storage.failure("write", uri, e);
      }
    }

    long size() {
      try {
        return file.size();
      } catch (IOException e) {
        throw Storage.failure("write", uri, e);
      }
    }

    long close() {
      try {
        return file.close();
      } catch (IOException e) {
        throw Storage.failure("write", uri, e);
      }
    }

    void discard() {
      try {
        file.discard();
      } catch (IOException | RuntimeException e) {
        // The failure that led here is reported; a half part is in no marker's list.
      }
    }
  }
}
