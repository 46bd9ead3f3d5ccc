package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a dataset's items as JSON that the Lambda runtime reads: ISO-8601 dates and times, Base64
 * bytes, plain numbers without zeros at their end, and no null fields.
 */
public final class ItemWriter {

  /** Writes one item. */
  @FunctionalInterface
  private interface RowWriter {

    void write(InternalRow row, JsonGenerator json) throws IOException;
  }

  private final RowWriter rows;

  private ItemWriter(RowWriter rows) {
    this.rows = rows;
  }

  /**
   * A writer of items that are objects: one field for each column.
   *
   * @param schema the columns
   * @return the writer
   * @throws IllegalArgumentException if two columns have the same name, or one has a type that
   *     cannot be JSON; the message names the column
   */
  public static ItemWriter objects(StructType schema) {
    return new ItemWriter(StructWriter.of(schema, "")::write);
  }

  /**
   * A writer of items that are simple values.
   *
   * @param column the column that holds the values
   * @return the writer
   * @throws IllegalArgumentException if the column's type cannot be JSON
   */
  public static ItemWriter values(StructField column) {
    ValueWriter values = ValueWriters.of(column.dataType(), column.name());
    return new ItemWriter(
        (row, json) -> {
          if (row.isNullAt(0)) {
            json.writeNull();
          } else {
            values.write(row, 0, json);
          }
        });
  }

  /**
   * Writes an item.
   *
   * @param row the item
   * @param json takes the item
   * @throws IOException if it cannot be written
   */
  public void write(InternalRow row, JsonGenerator json) throws IOException {
    rows.write(row, json);
  }
}
