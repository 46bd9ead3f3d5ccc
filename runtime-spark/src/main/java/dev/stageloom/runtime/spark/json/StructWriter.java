package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Writes a row as a JSON object. A field that is null is left out. */
final class StructWriter {

  private final StructField[] columns;
  private final SerializedString[] names;
  private final ValueWriter[] fields;

  private StructWriter(StructField[] columns, SerializedString[] names, ValueWriter[] fields) {
    this.columns = columns;
    this.names = names;
    this.fields = fields;
  }

  /**
   * The writer of an object's fields.
   *
   * @param schema the fields
   * @param path where the object lies in its item; empty for the item itself
   * @throws IllegalArgumentException if two fields have the same name, or one has a type that
   *     cannot be JSON
   */
  static StructWriter of(StructType schema, String path) {
    StructField[] fields = schema.fields();
    SerializedString[] names = new SerializedString[fields.length];
    ValueWriter[] writers = new ValueWriter[fields.length];
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < fields.length; i++) {
      String name = fields[i].name();
      String fieldPath = path.isEmpty() ? name : path + "." + name;
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "two columns are named \""
                + fieldPath
                + "\", and a JSON object can have only one: rename or drop one before the dataset"
                + " is returned");
      }
      names[i] = new SerializedString(name);
      writers[i] = ValueWriters.of(fields[i].dataType(), fieldPath);
    }
    return new StructWriter(fields, names, writers);
  }

  void write(InternalRow row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < fields.length; i++) {
      if (!row.isNullAt(i)) {
        json.writeFieldName(names[i]);
        fields[i].write(row, i, json);
      } else if (!columns[i].nullable()) {
        throw MismatchException.nullInResult(columns[i].name());
      }
    }
    json.writeEndObject();
  }
}
