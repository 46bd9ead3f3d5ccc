package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stageloom.runtime.spark.InvalidDataException;
import dev.stageloom.runtime.spark.json.ItemWriter;
import dev.stageloom.runtime.spark.json.MismatchException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple3;

/**
 * Writes the items of one task as one part: a JSON Lines file that appears when it is complete. No
 * two attempts write to the same name, so what a failed attempt may leave is never read.
 *
 * @param configuration of the file systems
 * @param stage the stage's name, for messages
 * @param datasetUri the dataset's URI, without a slash at its end
 * @param run the id of the run, part of the parts' names
 * @param schema the columns
 * @param form what the items are
 */
record PartWriter(
    Broadcast<SerializableConfiguration> configuration,
    String stage,
    String datasetUri,
    String run,
    StructType schema,
    WriteForm form)
    implements Function2<Integer, Iterator<InternalRow>, Iterator<Tuple3<String, Long, Long>>> {

  /** What the items are. */
  enum WriteForm {
    /** Objects: one field for each column. */
    OBJECTS,
    /** Simple values: the first column. */
    VALUES
  }

  /**
   * Checks that the items can be written, before the job runs.
   *
   * @throws IllegalArgumentException if a column cannot be JSON
   */
  static void requireJson(StructType schema, WriteForm form) {
    ItemWriter unused = itemWriter(schema, form);
  }

  private static ItemWriter itemWriter(StructType schema, WriteForm form) {
    return form == WriteForm.VALUES
        ? ItemWriter.values(schema.fields()[0])
        : ItemWriter.objects(schema);
  }

  /**
   * Writes a part. A task without items writes none. The part's name, items and bytes are returned
   * as a tuple: with Spark's Kryo serializer, which many jobs use, a result cannot be a record.
   */
  @Override
  public Iterator<Tuple3<String, Long, Long>> call(Integer partition, Iterator<InternalRow> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    String name =
        String.format(
            Locale.ROOT, "part-%05d-%s-%d.json", partition, run, TaskContext.get().taskAttemptId());
    Part part = write(rows, name);
    return List.of(new Tuple3<>(part.name(), part.records(), part.bytes())).iterator();
  }

  private Part write(Iterator<InternalRow> rows, String name) {
    String uri = datasetUri + "/" + name;
    Path path = new Path(uri);
    FSDataOutputStream output;
    FileSystem files;
    try {
      files = path.getFileSystem(configuration.value().value());
      output = files.create(path, /* overwrite= */ true);
    } catch (IOException e) {
      throw Storage.failure("write", uri, e);
    }
    boolean complete = false;
    try {
      Items items = new Items(itemWriter(schema, form), output, uri);
      long records = 0;
      while (rows.hasNext()) {
        items.write(rows.next());
        records++;
      }
      Part part = new Part(name, records, items.close());
      complete = true;
      return part;
    } catch (MismatchException e) {
      throw new InvalidDataException(
          "stage " + stage + " cannot write " + datasetUri + ": " + e.getMessage(), e);
    } finally {
      if (!complete) {
        discard(output, files, path);
      }
    }
  }

  /** The lines of a part. Their failures are those of writing; a row's own come from reading. */
  private static final class Items {

    private final ItemWriter items;
    private final FSDataOutputStream output;
    private final String uri;
    private final JsonGenerator json;

    Items(ItemWriter items, FSDataOutputStream output, String uri) {
      this.items = items;
      this.output = output;
      this.uri = uri;
      try {
        json = Json.FACTORY.createGenerator((OutputStream) output, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
      } catch (IOException e) {
        throw Storage.failure("write", uri, e);
      }
    }

    void write(InternalRow row) {
      try {
        items.write(row, json);
        json.writeRaw('\n');
      } catch (IOException e) {
        throw Storage.failure("write", uri, e);
      }
    }

    /** Makes the part appear, and returns its size in bytes. */
    long close() {
      try {
        json.close();
        long bytes = output.getPos();
        output.close();
        return bytes;
      } catch (IOException e) {
        throw Storage.failure("write", uri, e);
      }
    }
  }

  /** Closing would make the half part appear on S3; where it cannot be dropped, it is deleted. */
  private static void discard(FSDataOutputStream output, FileSystem files, Path path) {
    try {
      if (output.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        output.abort();
      } else {
        output.close();
        files.delete(path, /* recursive= */ false);
      }
    } catch (IOException | RuntimeException e) {
      // The failure that led here is reported; a half part is in no marker's list.
    }
  }
}
