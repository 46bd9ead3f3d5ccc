package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stageloom.runtime.spark.encode.EnumConstants;
import java.io.IOException;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Makes the readers of a schema: one for each field, made once and used for every item. */
final class ValueReaders {

  private final boolean lenient;

  /**
   * Readers that are strict, or lenient about text.
   *
   * @param lenient whether a text field takes any JSON value as its text, as an inferred schema
   *     needs where the values' types differ
   */
  ValueReaders(boolean lenient) {
    this.lenient = lenient;
  }

  /**
   * The reader of an object's fields.
   *
   * @param schema the fields
   * @param path where the object lies in its item; empty for the item itself
   */
  StructReader struct(StructType schema, String path) {
    StructField[] fields = schema.fields();
    FieldReader[] readers = new FieldReader[fields.length];
    for (int i = 0; i < fields.length; i++) {
      String name = fields[i].name();
      readers[i] = field(fields[i], path.isEmpty() ? name : path + "." + name);
    }
    return new StructReader(path, schema.fieldNames(), readers);
  }

  /**
   * The reader of items that are a simple value.
   *
   * @param column the value's column
   */
  FieldReader value(StructField column) {
    return field(column, "");
  }

  private FieldReader field(StructField field, String path) {
    return new FieldReader(
        path,
        field.nullable(),
        describe(field.dataType()),
        of(field.dataType(), path, field.metadata()));
  }

  private FieldReader element(DataType type, boolean nullable, String path, Metadata container) {
    return new FieldReader(
        path, nullable, describe(type), of(type, path, EnumConstants.ofElements(container)));
  }

  private ValueReader of(DataType type, String path, Metadata metadata) {
    if (type instanceof StructType struct) {
      return struct(struct, path);
    }
    if (type instanceof ArrayType array) {
      return new ArrayReader(
          path, element(array.elementType(), array.containsNull(), path + "[]", metadata));
    }
    if (type instanceof MapType map) {
      Set<String> names = EnumConstants.names(EnumConstants.ofKeys(metadata));
      return new MapReader(
          path,
          MapKeys.reader(map.keyType(), path, names),
          element(map.valueType(), map.valueContainsNull(), path + "{}", metadata));
    }
    if (type instanceof StringType) {
      return text(path, EnumConstants.names(metadata));
    }
    if (type instanceof BooleanType) {
      return parser -> booleanOf(parser, path);
    }
    return NumberReaders.of(type, path)
        .or(() -> TimeReaders.of(type, path))
        .or(() -> BinaryReader.of(type, path))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "field \"" + path + "\": a " + type.sql() + " cannot be read from JSON"));
  }

  private ValueReader text(String path, Set<String> constants) {
    if (lenient) {
      return TextReader::anyValue;
    }
    return constants.isEmpty()
        ? parser -> TextReader.text(parser, path)
        : parser -> TextReader.constant(parser, path, constants);
  }

  private static Boolean booleanOf(JsonParser parser, String path) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw mismatch(path, "true or false", parser);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  static MismatchException mismatch(String path, String expected, JsonParser parser) {
    return new MismatchException(
        path, "must be " + expected + ", but is " + describe(parser.currentToken()));
  }

  private static String describe(JsonToken token) {
    return switch (token) {
      case VALUE_NULL -> "null";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction or exponent";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      default -> token.toString();
    };
  }

  /** What a type needs, for messages. */
  static String describe(DataType type) {
    if (type instanceof StringType) {
      return "a string";
    }
    if (type instanceof BooleanType) {
      return "true or false";
    }
    if (type instanceof ByteType) {
      return "a byte";
    }
    if (type instanceof ShortType) {
      return "a short";
    }
    if (type instanceof IntegerType) {
      return "an int";
    }
    if (type instanceof LongType) {
      return "a long";
    }
    if (type instanceof FloatType || type instanceof DoubleType || type instanceof DecimalType) {
      return "a number";
    }
    if (type instanceof DateType) {
      return "a date such as \"2026-11-23\"";
    }
    if (type instanceof TimestampType) {
      return "a time such as \"2026-11-23T14:05:00Z\"";
    }
    if (type instanceof TimestampNTZType) {
      return "a time such as \"2026-11-23T14:05:00\"";
    }
    if (type instanceof DayTimeIntervalType) {
      return "a duration such as \"PT1H30M\"";
    }
    if (type instanceof BinaryType) {
      return "a string in Base64";
    }
    return type instanceof ArrayType ? "an array" : "an object";
  }
}
