package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.runtime.spark.dataset.PartWriter.WriteForm;
import dev.stageloom.runtime.spark.shim.SparkShim;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;
import scala.Tuple3;

/**
 * Writes a stage's output as a committed dataset.
 *
 * <p>Each task writes its items straight to {@code
 * output.json/part-<partition>-<run>-<attempt>.json}. Then the {@code _SUCCESS} marker, put as one
 * object, lists the parts of the attempts that succeeded, and with that the output is there.
 * Nothing is renamed or read again. A run that fails before leaves the earlier output as it was.
 * The parts of earlier runs stay until the bucket's lifecycle rule removes them; readers take the
 * listed ones only.
 */
public final class OutputDataset {

  private final OutputLocation location;

  /**
   * The output at a place.
   *
   * @param location the place
   */
  public OutputDataset(OutputLocation location) {
    this.location = location;
  }

  /**
   * Writes a dataset and commits it.
   *
   * @param dataset the items; of a typed dataset, the columns of its type are written
   * @return the number of items
   * @throws IllegalArgumentException if a column cannot be JSON
   * @throws dev.stageloom.runtime.spark.StorageException if S3 refuses or fails
   */
  public long write(Dataset<?> dataset) {
    SparkSession spark = dataset.sparkSession();
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    List<Part> parts = writeParts(dataset, spark, configuration);
    commit(parts, configuration);
    deleteObject(configuration);
    return parts.stream().mapToLong(Part::records).sum();
  }

  private List<Part> writeParts(
      Dataset<?> dataset, SparkSession spark, Configuration configuration) {
    ExpressionEncoder<?> encoder = SparkShim.expressions(dataset.encoder());
    boolean simple = !encoder.isSerializedAsStructForTopLevel();
    boolean rows = encoder.clsTag().runtimeClass() == Row.class;
    Dataset<Row> items = simple || rows ? dataset.toDF() : columnsOf(dataset, encoder.schema());
    StructType schema = simple || rows ? items.schema() : notNull(items.schema(), encoder.schema());
    WriteForm form = simple ? WriteForm.VALUES : WriteForm.OBJECTS;
    PartWriter.requireJson(schema, form);
    Broadcast<SerializableConfiguration> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(configuration));
    PartWriter writer =
        new PartWriter(
            shared, location.stage(), location.uri(), UUID.randomUUID().toString(), schema, form);
    QueryExecution query = items.queryExecution();
    List<Tuple3<String, Long, Long>> parts =
        SQLExecution.withNewExecutionId(
            query,
            Option.apply("write " + location.uri()),
            () -> query.toRdd().toJavaRDD().mapPartitionsWithIndex(writer, true).collect());
    return parts.stream().map(part -> new Part(part._1(), part._2(), part._3())).toList();
  }

  /** {@code Dataset.as} keeps columns that the type does not have. */
  private static Dataset<Row> columnsOf(Dataset<?> dataset, StructType schema) {
    Column[] columns =
        Arrays.stream(schema.fieldNames())
            .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
            .toArray(Column[]::new);
    return dataset.select(columns);
  }

  /** The query may think that a column can be null whose type, such as int, cannot. */
  private static StructType notNull(StructType query, StructType type) {
    StructField[] fields = query.fields();
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          new StructField(
              fields[i].name(),
              fields[i].dataType(),
              fields[i].nullable() && type.fields()[i].nullable(),
              fields[i].metadata());
    }
    return new StructType(fields);
  }

  private void commit(List<Part> parts, Configuration configuration) {
    String marker = location.uri() + "/" + OutputLocation.SUCCESS_MARKER;
    Path path = new Path(marker);
    try (OutputStream output =
        path.getFileSystem(configuration).create(path, /* overwrite= */ true)) {
      output.write(SuccessMarker.write(location.stage(), parts));
    } catch (IOException e) {
      throw Storage.failure("write", marker, e);
    }
  }

  /**
   * Readers ask for an object before they ask for a dataset: an object that the stage wrote when it
   * was a Lambda stage would hide the dataset.
   */
  private void deleteObject(Configuration configuration) {
    Path path = new Path(location.uri());
    try {
      FileSystem files = path.getFileSystem(configuration);
      if (files.getFileStatus(path).isFile()) {
        files.delete(path, /* recursive= */ false);
      }
    } catch (FileNotFoundException e) {
      throw new IllegalStateException(location.uri() + " was written and has disappeared", e);
    } catch (IOException e) {
      throw Storage.failure("delete", location.uri(), e);
    }
  }
}
