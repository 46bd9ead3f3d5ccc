package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stageloom.annotations.Compression;
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
 * @param compression of the parts
 */
record JsonLinesFormat(StructType schema, WriteForm form, Compression compression)
    implements PartFormat {

  /**
   * Checks that the items can be written, before the job runs.
   *
   * @throws IllegalArgumentException if a column cannot be JSON
   */
  static JsonLinesFormat of(ResultItems items, Compression compression) {
    ItemWriter unused = items.form().writer(items.schema());
    return new JsonLinesFormat(items.schema(), items.form(), compression);
  }

  @Override
  public String extension() {
    return "json" + compression.extension();
  }

  @Override
  public PartFile create(FileSystem files, Path path) throws IOException {
    FSDataOutputStream file = files.create(path, /* overwrite= */ true);
    return new JsonFile(
        form.writer(schema), CompressedOutput.to(file, compression), file, files, path);
  }

  /** A generator of items, one a line, that does not close what it writes to. */
  static JsonGenerator lines(OutputStream output) throws IOException {
    JsonGenerator json = Json.FACTORY.createGenerator(output, JsonEncoding.UTF8);
    json.setRootValueSeparator(null);
    return json;
  }

  private static final class JsonFile implements PartFile {

    private final ItemWriter items;
    private final CompressedOutput text;
    private final FSDataOutputStream output;
    private final FileSystem files;
    private final Path path;
    private final JsonGenerator json;

    JsonFile(
        ItemWriter items,
        CompressedOutput text,
        FSDataOutputStream output,
        FileSystem files,
        Path path)
        throws IOException {
      this.items = items;
      this.text = text;
      this.output = output;
      this.files = files;
      this.path = path;
      this.json = lines(text);
    }

    @Override
    public void write(InternalRow row) throws IOException {
      items.write(row, json);
      json.writeRaw('\n');
    }

    /** That of the text, which is what a reader's task takes. */
    @Override
    public long size() {
      return text.written();
    }

    @Override
    public long close() throws IOException {
      json.close();
      text.close();
      long bytes = output.getPos();
      output.close();
      return bytes;
    }

    /** Closing would make the half part appear on S3; where it cannot be dropped, it is deleted. */
    @Override
    public void discard() throws IOException {
      try {
        text.close();
      } catch (IOException e) {
        // Nobody reads what it would have been the end of.
      }
      if (output.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        output.abort();
      } else {
        output.close();
        files.delete(path, /* recursive= */ false);
      }
    }
  }
}
