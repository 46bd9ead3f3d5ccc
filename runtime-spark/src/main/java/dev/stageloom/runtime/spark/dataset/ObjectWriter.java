package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.Compression;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Writes chunks of text as one object, which appears when it is complete.
 *
 * @param configuration of the file systems
 * @param uri the object's URI
 * @param compression of the object
 */
record ObjectWriter(
    Broadcast<SerializableConfiguration> configuration, String uri, Compression compression)
    implements FlatMapFunction<Iterator<Tuple2<Long, byte[]>>, Long> {

  /**
   * Spares S3A the question whether a dataset's folder has the object's name; other file systems do
   * not know the option.
   */
  private static final String CREATE_PERFORMANCE = "fs.s3a.create.performance";

  /** Writes the object and returns the number of its items. */
  @Override
  public Iterator<Long> call(Iterator<Tuple2<Long, byte[]>> chunks) throws IOException {
    FSDataOutputStream output = open();
    boolean complete = false;
    try (CompressedOutput content = compressed(output)) {
      long records = 0;
      while (chunks.hasNext()) {
        Tuple2<Long, byte[]> chunk = chunks.next();
        write(content, chunk._2());
        records += chunk._1();
      }
      close(content);
      close(output);
      complete = true;
      return List.of(records).iterator();
    } finally {
      if (!complete) {
        abandon(output);
      }
    }
  }

  private FSDataOutputStream open() {
    Path path = new Path(uri);
    try {
      FSDataOutputStreamBuilder<?, ?> builder =
          path.getFileSystem(configuration.value().value()).createFile(path);
      builder.overwrite(true);
      builder.recursive();
      builder.opt(CREATE_PERFORMANCE, true);
      return builder.build();
    } catch (IOException e) {
      throw Storage.failure("write", uri, e);
    }
  }

  private CompressedOutput compressed(FSDataOutputStream output) {
    try {
      return CompressedOutput.to(output, compression);
    } catch (IOException e) {
      throw Storage.failure("write", uri, e);
    }
  }

  private void write(CompressedOutput output, byte[] text) {
    try {
      output.write(text);
    } catch (IOException e) {
      throw Storage.failure("write", uri, e);
    }
  }

  private void close(Closeable output) {
    try {
      output.close();
    } catch (IOException e) {
      throw Storage.failure("write", uri, e);
    }
  }

  /**
   * Drops the half object. A stream that cannot be aborted is left open: closing it would put the
   * half object in the place of a whole one.
   */
  private static void abandon(FSDataOutputStream output) {
    if (output.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
      output.abort();
    }
  }
}
