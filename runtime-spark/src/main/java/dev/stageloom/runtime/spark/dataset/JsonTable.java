package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.json.ItemForm;
import dev.stageloom.runtime.spark.shim.SparkShim;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A stage's input as a table of Spark's.
 *
 * <p>Spark's own JSON source is not used: it can name neither line nor field of what it cannot
 * read, takes values of a wrong type as text, counts only with a pass of its own, and reads times
 * and decimals in another notation than the Lambda runtime writes.
 */
final class JsonTable implements SupportsRead {

  private final SparkSession spark;
  private final StageInput input;
  private final List<InputFile> files;
  private final StructType schema;
  private final ItemForm form;
  private final ReadCounts counts;
  private final Broadcast<SerializableConfiguration> configuration;

  JsonTable(
      SparkSession spark,
      StageInput input,
      List<InputFile> files,
      StructType schema,
      ItemForm form,
      ReadCounts counts) {
    this.spark = spark;
    this.input = input;
    this.files = files;
    this.schema = schema;
    this.form = form;
    this.counts = counts;
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    this.configuration =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(hadoop));
  }

  /** The table as a dataset; nothing is read yet. */
  Dataset<Row> toDataset() {
    return SparkShim.dataset(spark, this);
  }

  SparkSession spark() {
    return spark;
  }

  List<InputFile> files() {
    return files;
  }

  JsonReaderFactory readerFactory(StructType wanted) {
    return new JsonReaderFactory(configuration, input, wanted, form, counts);
  }

  @Override
  public String name() {
    return input.uri();
  }

  @Override
  @Deprecated // By Spark, which still calls it.
  public StructType schema() {
    return schema;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new JsonScanBuilder(this, schema);
  }
}
