package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.Compression;
import dev.stageloom.runtime.spark.json.MismatchException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;

/**
 * Parts of Parquet, as Spark itself writes them: its settings hold, such as {@code
 * spark.sql.parquet.compression.codec} where the stage asks for no compression.
 *
 * @param configuration of the file systems and of Parquet
 * @param factory makes Spark's writers
 * @param schema the columns
 */
record ParquetFormat(
    Broadcast<SerializableConfiguration> configuration,
    OutputWriterFactory factory,
    StructType schema)
    implements PartFormat {

  /** How many times larger rows are in memory than in a Parquet file, about. */
  private static final int COMPRESSION = 4;

  /**
   * The format of a result, checked before the job runs.
   *
   * @throws IllegalArgumentException if two columns have the same name, or one has a type that
   *     cannot be Parquet; the message names it
   */
  static ParquetFormat of(ResultItems items, Compression compression) throws IOException {
    requireParquet(items.schema());
    SparkSession spark = items.rows().sparkSession();
    Job job = Job.getInstance(new Configuration(spark.sparkContext().hadoopConfiguration()));
    OutputWriterFactory factory =
        new ParquetFileFormat()
            .prepareWrite(spark, job, options(compression), items.schema().asNullable());
    Broadcast<SerializableConfiguration> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(job.getConfiguration()));
    return new ParquetFormat(shared, factory, items.schema());
  }

  private static Map<String, String> options(Compression compression) {
    Map<String, String> none = Map$.MODULE$.empty();
    return compression == Compression.NONE
        ? none
        : none.updated("compression", compression.contentEncoding());
  }

  /** Spark reads columns by their names without regard to case. */
  private static void requireParquet(StructType schema) {
    ParquetFileFormat format = new ParquetFileFormat();
    Set<String> names = new HashSet<>();
    for (StructField field : schema.fields()) {
      if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "two columns are named \""
                + field.name()
                + "\", upper and lower case being the same in Parquet: rename or drop one before the"
                + " dataset is returned");
      }
      if (!format.supportDataType(field.dataType())) {
        throw new IllegalArgumentException(
            "column \""
                + field.name()
                + "\" is of type "
                + field.dataType().sql()
                + ", which cannot be written as Parquet: convert or drop it");
      }
    }
  }

  @Override
  public String extension() {
    return "parquet";
  }

  @Override
  public PartFile create(FileSystem files, Path path) {
    OutputWriter writer =
        factory.newInstance(
            path.toString(),
            schema.asNullable(),
            new TaskAttemptContextImpl(configuration.value().value(), new TaskAttemptID()));
    return new ParquetFile(writer, schema, files, path);
  }

  private static final class ParquetFile implements PartFile {

    private final OutputWriter writer;
    private final StructType schema;
    private final FileSystem files;
    private final Path path;
    private final int[] required;
    private long bytesOfRows;

    ParquetFile(OutputWriter writer, StructType schema, FileSystem files, Path path) {
      this.writer = writer;
      this.schema = schema;
      this.files = files;
      this.path = path;
      this.required =
          IntStream.range(0, schema.size()).filter(i -> !schema.apply(i).nullable()).toArray();
    }

    @Override
    public void write(InternalRow row) {
      for (int column : required) {
        if (row.isNullAt(column)) {
          throw MismatchException.nullInResult(schema.apply(column).name());
        }
      }
      writer.write(row);
      bytesOfRows += row instanceof UnsafeRow bytes ? bytes.getSizeInBytes() : 0;
    }

    @Override
    public long size() {
      return bytesOfRows / COMPRESSION;
    }

    @Override
    public long close() throws IOException {
      writer.close();
      return files.getFileStatus(path).getLen();
    }

    /** Spark's writer has no way to abort; the half part is in no marker's list. */
    @Override
    public void discard() throws IOException {
      writer.close();
      files.delete(path, /* recursive= */ false);
    }
  }
}
