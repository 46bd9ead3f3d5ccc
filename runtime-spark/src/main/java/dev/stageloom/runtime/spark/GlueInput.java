package dev.stageloom.runtime.spark;

import dev.stageloom.runtime.spark.dataset.InputDatasets;
import dev.stageloom.runtime.spark.dataset.StageInput;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;

/**
 * An earlier stage's output, to be read as a dataset.
 *
 * <p>The output is one object or a committed dataset of JSON Lines or of a JSON array, or a
 * committed dataset of Parquet at {@code output.parquet/}; which of them, is found out. Of Parquet,
 * a column that is missing or of another type ends the job when the dataset is made. Of JSON,
 * whatever action of Spark's reads it: a line that is not JSON, and a field that is missing, null
 * or of another type than the item's type needs, ends the job with an {@link InvalidDataException}.
 * A field that can be null and is missing is null. Fields that the type does not have are skipped,
 * and so are fields that the query does not use.
 */
public final class GlueInput {

  private final InputDatasets datasets;
  private final StageInput input;

  GlueInput(InputDatasets datasets, StageInput input) {
    this.datasets = datasets;
    this.input = input;
  }

  /**
   * The output as a dataset of items.
   *
   * @param encoder of the items, best from {@link StageEncoders#of}; it fixes the columns, so no
   *     pass over the data is needed to infer them
   * @return the dataset; its data is read by the actions on it
   * @param <T> the type of the items
   * @throws MissingOutputException if there is no output
   * @throws OutputNotCommittedException if the stage that writes it has not finished
   * @throws StorageException if S3 refuses or fails
   */
  public <T> Dataset<T> dataset(Encoder<T> encoder) {
    return datasets.read(input, encoder);
  }

  /**
   * The output as a dataset of rows. The columns of JSON are inferred, which reads all of the data
   * once now; {@link #dataset} does not, nor does Parquet need it.
   *
   * @return the dataset; its data is read again by the actions on it
   * @throws MissingOutputException if there is no output
   * @throws OutputNotCommittedException if the stage that writes it has not finished
   * @throws InvalidDataException if an item is not a JSON object
   * @throws StorageException if S3 refuses or fails
   */
  public Dataset<Row> rows() {
    try {
      return datasets.readRows(input);
    } catch (Exception e) {
      throw StageFailures.rethrow(e);
    }
  }
}
