package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.InvalidDataException;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Fits the columns that a stage wants to those that a Parquet file has.
 *
 * @param input the input, for messages
 */
record ParquetColumns(StageInput input) {

  /**
   * The schema to read with: the wanted columns, each with the type that it has in the file. A
   * column that the file does not have is null where the type allows it.
   *
   * @throws InvalidDataException if a column that cannot be null is not in the file, or one is of a
   *     type that cannot become the wanted one without loss; the message names it
   */
  StructType match(StructType wanted, StructType stored) {
    return struct(wanted, stored, "");
  }

  private StructType struct(StructType wanted, StructType stored, String path) {
    StructType matched = new StructType();
    for (StructField field : wanted.fields()) {
      String fieldPath = path + field.name();
      if (indexOf(stored, field.name()) < 0) {
        if (!field.nullable()) {
          throw wrong(fieldPath, "is missing, but its type cannot be null");
        }
        matched = matched.add(field);
      } else {
        DataType type = stored.apply(field.name()).dataType();
        matched =
            matched.add(
                new StructField(
                    field.name(),
                    type(field.dataType(), type, fieldPath),
                    /* nullable= */ true,
                    field.metadata()));
      }
    }
    return matched;
  }

  private static int indexOf(StructType type, String name) {
    return Arrays.asList(type.fieldNames()).indexOf(name);
  }

  private DataType type(DataType wanted, DataType stored, String path) {
    if (wanted instanceof StructType wantedStruct && stored instanceof StructType storedStruct) {
      return struct(wantedStruct, storedStruct, path + ".");
    }
    if (wanted instanceof ArrayType wantedArray && stored instanceof ArrayType storedArray) {
      return new ArrayType(
          type(wantedArray.elementType(), storedArray.elementType(), path + "[]"), true);
    }
    if (wanted instanceof MapType wantedMap && stored instanceof MapType storedMap) {
      return new MapType(
          type(wantedMap.keyType(), storedMap.keyType(), path + "{key}"),
          type(wantedMap.valueType(), storedMap.valueType(), path + "{}"),
          true);
    }
    // Spark would turn anything into text.
    boolean textOfOther = wanted instanceof StringType && !(stored instanceof StringType);
    if (textOfOther || !Cast.canUpCast(stored, wanted)) {
      throw wrong(path, "is of type " + stored.sql() + ", but must be of type " + wanted.sql());
    }
    return stored;
  }

  private InvalidDataException wrong(String path, String problem) {
    return new InvalidDataException(
        "stage "
            + input.reader()
            + " cannot read "
            + input.uri()
            + ": column \""
            + path
            + "\" "
            + problem
            + ". Change the type of the items in stage "
            + input.reader()
            + ", or what stage "
            + input.writer()
            + " writes");
  }
}
