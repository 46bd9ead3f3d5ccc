package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.OutputLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;
import scala.Tuple3;

/**
 * Writes a stage's output as a committed dataset.
 *
 * <p>Each task writes its items straight to {@code
 * output.json/part-<partition>-<number>-<run>-<attempt>.json}, and begins another part when one has
 * about {@code spark.sql.files.maxPartitionBytes} (128 MB) before compression, which is what one
 * task of a reader takes. Then the {@code _SUCCESS} marker, put as one object, lists the parts of
 * the attempts that succeeded, and with that the output is there. Nothing is renamed or read again.
 * A run that fails before leaves the earlier output as it was. The parts of earlier runs stay until
 * the bucket's lifecycle rule removes them; readers take the listed ones only.
 */
public final class OutputDataset {

  private final OutputLocation location;
  private final OutputPlaces places;
  private final long inputBytes;

  /**
   * The output at a place.
   *
   * @param location the place
   * @param inputBytes the size of what the stage reads; 0 when it is not known
   */
  public OutputDataset(OutputLocation location, long inputBytes) {
    this.location = location;
    this.places = OutputPlaces.of(location);
    this.inputBytes = inputBytes;
  }

  /**
   * Writes a dataset as JSON Lines and commits it.
   *
   * @param dataset the items; of a typed dataset, the columns of its type are written
   * @param compression of the parts
   * @return the number of items
   * @throws IllegalArgumentException if a column cannot be JSON
   * @throws dev.stageloom.runtime.spark.StorageException if S3 refuses or fails
   */
  public long writeJson(Dataset<?> dataset, Compression compression) {
    ResultItems items = ResultItems.of(dataset);
    Configuration configuration = configuration(items);
    JsonLinesFormat format = JsonLinesFormat.of(items, compression);
    List<Part> parts = writeParts(items, writer(items, format, places.json()));
    commit(parts, places.json(), configuration);
    OutputPlaces.remove(configuration, places.json(), OutputPlaces.marker(places.parquet()));
    return records(parts);
  }

  /**
   * Writes a dataset as Parquet and commits it.
   *
   * @param dataset the items; of a typed dataset, the columns of its type are written
   * @param compression the codec; NONE for the one of Spark's settings
   * @return the number of items
   * @throws IllegalArgumentException if a column cannot be Parquet
   * @throws dev.stageloom.runtime.spark.StorageException if S3 refuses or fails
   * @throws IOException if Hadoop cannot be set up
   */
  public long writeParquet(Dataset<?> dataset, Compression compression) throws IOException {
    ResultItems items = ResultItems.of(dataset);
    Configuration configuration = configuration(items);
    PartWriter writer = writer(items, ParquetFormat.of(items, compression), places.parquet());
    List<Part> parts = new ArrayList<>(writeParts(items, writer));
    if (parts.isEmpty()) {
      parts.add(writer.writeEmpty());
    }
    commit(parts, places.parquet(), configuration);
    OutputPlaces.remove(configuration, places.json(), OutputPlaces.marker(places.json()));
    return records(parts);
  }

  private PartWriter writer(ResultItems items, PartFormat format, String datasetUri) {
    SparkSession spark = items.rows().sparkSession();
    Broadcast<SerializableConfiguration> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(configuration(items)));
    return new PartWriter(
        shared,
        location.stage(),
        datasetUri,
        UUID.randomUUID().toString(),
        format,
        spark.sessionState().conf().filesMaxPartitionBytes());
  }

  private List<Part> writeParts(ResultItems items, PartWriter writer) {
    SparkSession spark = items.rows().sparkSession();
    SQLConf settings = spark.sessionState().conf();
    PartitionLimit limit =
        new PartitionLimit(
            spark.sparkContext().defaultParallelism(), inputBytes, settings.filesOpenCostInBytes());
    QueryExecution query = items.rows().queryExecution();
    List<Tuple3<String, Long, Long>> parts =
        SQLExecution.withNewExecutionId(
            query,
            Option.apply("write " + writer.datasetUri()),
            () -> {
              JavaRDD<InternalRow> rows = limit.apply(query.toRdd().toJavaRDD());
              return rows.mapPartitionsWithIndex(writer, true).collect();
            });
    return parts.stream().map(part -> new Part(part._1(), part._2(), part._3())).toList();
  }

  private static Configuration configuration(ResultItems items) {
    return items.rows().sparkSession().sparkContext().hadoopConfiguration();
  }

  private static long records(List<Part> parts) {
    return parts.stream().mapToLong(Part::records).sum();
  }

  private void commit(List<Part> parts, String datasetUri, Configuration configuration) {
    String marker = OutputPlaces.marker(datasetUri);
    Path path = new Path(marker);
    try (OutputStream output =
        path.getFileSystem(configuration).create(path, /* overwrite= */ true)) {
      output.write(SuccessMarker.write(location.stage(), parts));
    } catch (IOException e) {
      throw Storage.failure("write", marker, e);
    }
  }
}
