package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stageloom.runtime.spark.json.ItemWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Parts of JSON Lines.
 *
 * @param schema the columns
 * @param form what the items are
 */
record JsonLinesFormat(StructType schema, WriteForm form) implements PartFormat {

  /**
   * Checks that the items can be written, before the job runs.
   *
   * @throws IllegalArgumentException if a column cannot be JSON
   */
  static JsonLinesFormat of(ResultItems items) {
    ItemWriter unused = items.form().writer(items.schema());
    return new JsonLinesFormat(items.schema(), items.form());
  }

  @Override
  public String extension() {
    return "json";
  }

  @Override
  public PartFile create(FileSystem files, Path path) throws IOException {
    return new JsonFile(
        form.writer(schema), files.create(path, /* overwrite= */ true), files, path);
  }

  /** A generator of items, one a line, that does not close what it writes to. */
  static JsonGenerator lines(OutputStream output) throws IOException {
    JsonGenerator json = Json.FACTORY.createGenerator(output, JsonEncoding.UTF8);
    json.setRootValueSeparator(null);
    return json;
  }

  private static final class JsonFile implements PartFile {

    private final ItemWriter items;
    private final FSDataOutputStream output;
    private final FileSystem files;
    private final Path path;
    private final JsonGenerator json;

    JsonFile(ItemWriter items, FSDataOutputStream output, FileSystem files, Path path)
        throws IOException {
      this.items = items;
      this.output = output;
      this.files = files;
      this.path = path;
      this.json = lines(output);
    }

    @Override
    public void write(InternalRow row) throws IOException {
      items.write(row, json);
      json.writeRaw('\n');
    }

    @Override
    public long size() throws IOException {
      return output.getPos();
    }

    @Override
    public long close() throws IOException {
      json.close();
      long bytes = output.getPos();
      output.close();
      return bytes;
    }

    /** Closing would make the half part appear on S3; where it cannot be dropped, it is deleted. */
    @Override
    public void discard() throws IOException {
      if (output.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        output.abort();
      } else {
        output.close();
        files.delete(path, /* recursive= */ false);
      }
    }
  }
}
