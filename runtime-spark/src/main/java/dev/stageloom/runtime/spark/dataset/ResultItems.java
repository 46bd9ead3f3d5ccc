package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.shim.SparkShim;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A stage's result as it is written.
 *
 * @param rows the items; of a typed dataset, the columns of its type
 * @param schema the columns, which cannot be null where the type's cannot
 * @param form what the items are in JSON
 */
record ResultItems(Dataset<Row> rows, StructType schema, WriteForm form) {

  static ResultItems of(Dataset<?> dataset) {
    ExpressionEncoder<?> encoder = SparkShim.expressions(dataset.encoder());
    if (!encoder.isSerializedAsStructForTopLevel()) {
      Dataset<Row> values = dataset.toDF();
      return new ResultItems(values, values.schema(), WriteForm.VALUES);
    }
    if (encoder.clsTag().runtimeClass() == Row.class) {
      Dataset<Row> rows = dataset.toDF();
      return new ResultItems(rows, rows.schema(), WriteForm.OBJECTS);
    }
    Dataset<Row> rows = columnsOf(dataset, encoder.schema());
    return new ResultItems(rows, notNull(rows.schema(), encoder.schema()), WriteForm.OBJECTS);
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
}
