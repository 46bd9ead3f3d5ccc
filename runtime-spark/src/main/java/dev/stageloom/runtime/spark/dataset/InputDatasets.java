package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.encode.StageEncoder;
import dev.stageloom.runtime.spark.json.ItemForm;
import dev.stageloom.runtime.spark.json.ItemReader;
import dev.stageloom.runtime.spark.shim.SparkShim;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The datasets that a stage reads, and how many items were read from them. */
public final class InputDatasets {

  private static final StructType TEXT =
      new StructType().add("value", DataTypes.StringType, /* nullable= */ false);

  private final SparkSession spark;
  private final List<ReadCounts> counts = new ArrayList<>();
  private long countedParquet;
  private boolean uncounted;
  private long bytes;

  /**
   * No datasets yet.
   *
   * @param spark the session to read with
   */
  public InputDatasets(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * An output as a dataset of items. Its files are looked up now and read by the actions on the
   * dataset.
   *
   * @param input the output
   * @param encoder of the items, which fixes the columns; nothing is inferred
   * @return the dataset
   * @param <T> the type of the items
   * @throws dev.stageloom.runtime.spark.StageException if there is no committed output
   * @throws IllegalArgumentException if the encoder's type cannot be read from JSON
   */
  public <T> Dataset<T> read(StageInput input, Encoder<T> encoder) {
    StructType schema = StageEncoder.readSchema(encoder);
    boolean simple = !SparkShim.expressions(encoder).isSerializedAsStructForTopLevel();
    ItemForm form = simple ? ItemForm.VALUES : ItemForm.OBJECTS;
    // Made here too: what cannot be read is refused before the job runs.
    ItemReader unused = new ItemReader(form, schema);
    FoundOutput found = files(input);
    return found.parquet()
        ? parquet(input, found, schema).as(encoder)
        : table(input, found.files(), schema, form, counted()).as(encoder);
  }

  /**
   * An output as a dataset of rows. Its columns are those of its Parquet files, or else inferred by
   * a pass over the data.
   *
   * @param input the output; its items are objects
   * @return the dataset
   * @throws dev.stageloom.runtime.spark.StageException if there is no committed output, or the pass
   *     finds invalid data
   */
  public Dataset<Row> readRows(StageInput input) {
    FoundOutput found = files(input);
    if (found.parquet()) {
      count(found);
      return found.files().isEmpty() ? spark.emptyDataFrame() : parquetFiles(found.uris());
    }
    List<InputFile> files = found.files();
    Dataset<String> texts =
        table(input, files, TEXT, ItemForm.OBJECT_TEXT, registered()).as(Encoders.STRING());
    StructType inferred = spark.read().option("inferTimestamp", false).json(texts).schema();
    return table(input, files, inferred, ItemForm.INFERRED_OBJECTS, counted());
  }

  /**
   * How many items the actions have read so far from all datasets. An item that several actions
   * read counts once. Of Parquet, which tasks read in part only, all items count that its marker
   * says are there.
   *
   * @return the number of items, or -1 if a Parquet dataset's marker does not say it
   */
  public long recordsRead() {
    return uncounted ? -1 : countedParquet + counts.stream().mapToLong(ReadCounts::value).sum();
  }

  /**
   * The size of all that is read: of the files, not of the columns that are used.
   *
   * @return the size in bytes
   */
  public long bytes() {
    return bytes;
  }

  private FoundOutput files(StageInput input) {
    FoundOutput found = new OutputFinder(spark.sparkContext().hadoopConfiguration()).find(input);
    bytes += found.bytes();
    return found;
  }

  private void count(FoundOutput parquet) {
    countedParquet += parquet.records().orElse(0);
    uncounted |= parquet.records().isEmpty();
  }

  private Dataset<Row> parquet(StageInput input, FoundOutput found, StructType wanted) {
    count(found);
    if (found.files().isEmpty()) {
      return spark.createDataFrame(List.of(), wanted);
    }
    // All parts are of one run of a stage: the columns of one are those of all.
    StructType stored = parquetFiles(found.uris()[0]).schema();
    return spark
        .read()
        .schema(new ParquetColumns(input).match(wanted, stored))
        .parquet(found.uris());
  }

  private Dataset<Row> parquetFiles(String... uris) {
    return spark.read().parquet(uris);
  }

  private Dataset<Row> table(
      StageInput input,
      List<InputFile> files,
      StructType schema,
      ItemForm form,
      ReadCounts readCounts) {
    return new JsonTable(spark, input, files, schema, form, readCounts).toDataset();
  }

  private ReadCounts counted() {
    ReadCounts readCounts = registered();
    counts.add(readCounts);
    return readCounts;
  }

  private ReadCounts registered() {
    ReadCounts readCounts = new ReadCounts();
    spark.sparkContext().register(readCounts);
    return readCounts;
  }
}
