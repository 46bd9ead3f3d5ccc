package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.OutputLocation;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;
import scala.Tuple2;

/**
 * Writes a stage's output as one object of JSON Lines.
 *
 * <p>All tasks compute their items and turn them into text; the text goes through one shuffle to
 * one task, which writes it in the items' order. No task holds more than a few chunks in memory.
 * The object appears when it is complete.
 */
public final class OutputObject {

  private final OutputLocation location;
  private final Compression compression;

  /**
   * The output at a place.
   *
   * @param location the place
   * @param compression of the object
   */
  public OutputObject(OutputLocation location, Compression compression) {
    this.location = location;
    this.compression = compression;
  }

  /**
   * Writes a dataset as one object.
   *
   * @param dataset the items; of a typed dataset, the columns of its type are written
   * @return the number of items
   * @throws IllegalArgumentException if a column cannot be JSON
   * @throws dev.stageloom.runtime.spark.StorageException if S3 refuses or fails
   */
  public long write(Dataset<?> dataset) {
    ResultItems items = ResultItems.of(dataset);
    OutputPlaces places = OutputPlaces.of(location);
    ChunkEncoder encoder =
        new ChunkEncoder(
            location.stage(), places.json(), JsonLinesFormat.of(items, Compression.NONE));
    SparkSession spark = dataset.sparkSession();
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    Broadcast<SerializableConfiguration> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(configuration));
    ObjectWriter writer = new ObjectWriter(shared, places.json(), compression);
    QueryExecution query = items.rows().queryExecution();
    long records =
        SQLExecution.withNewExecutionId(
            query,
            Option.apply("write " + places.json()),
            () -> {
              JavaRDD<Tuple2<Long, Tuple2<Long, byte[]>>> chunks =
                  query.toRdd().toJavaRDD().mapPartitionsWithIndex(encoder, true);
              return JavaPairRDD.fromJavaRDD(chunks)
                  .repartitionAndSortWithinPartitions(new HashPartitioner(1))
                  .values()
                  .mapPartitions(writer)
                  .collect()
                  .get(0);
            });
    OutputPlaces.remove(
        configuration, OutputPlaces.marker(places.json()), OutputPlaces.marker(places.parquet()));
    return records;
  }
}
