package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
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
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.types.UTF8String;

/** Makes the writers of a schema: one for each field, made once and used for every item. */
final class ValueWriters {

  private ValueWriters() {}

  static ValueWriter of(DataType type, String path) {
    if (type instanceof StructType struct) {
      StructWriter fields = StructWriter.of(struct, path);
      int size = struct.size();
      return (values, index, json) -> fields.write(values.getStruct(index, size), json);
    }
    if (type instanceof ArrayType array) {
      ValueWriter elements = of(array.elementType(), path + "[]");
      return (values, index, json) -> writeArray(values.getArray(index), elements, json);
    }
    if (type instanceof MapType map) {
      MapKeys.Names names = MapKeys.names(map.keyType(), path);
      ValueWriter entries = of(map.valueType(), path + "{}");
      return (values, index, json) -> writeMap(values.getMap(index), names, entries, json);
    }
    if (type instanceof UserDefinedType<?> userDefined) {
      return of(userDefined.sqlType(), path);
    }
    return number(type)
        .or(() -> time(type))
        .or(() -> other(type))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "column \""
                        + path
                        + "\" is of type "
                        + type.sql()
                        + ", which cannot be written as JSON: convert or drop it"));
  }

  private static Optional<ValueWriter> number(DataType type) {
    if (type instanceof ByteType) {
      return Optional.of((values, index, json) -> json.writeNumber(values.getByte(index)));
    }
    if (type instanceof ShortType) {
      return Optional.of((values, index, json) -> json.writeNumber(values.getShort(index)));
    }
    if (type instanceof IntegerType) {
      return Optional.of((values, index, json) -> json.writeNumber(values.getInt(index)));
    }
    if (type instanceof LongType) {
      return Optional.of((values, index, json) -> json.writeNumber(values.getLong(index)));
    }
    if (type instanceof FloatType) {
      return Optional.of((values, index, json) -> json.writeNumber(values.getFloat(index)));
    }
    if (type instanceof DoubleType) {
      return Optional.of((values, index, json) -> json.writeNumber(values.getDouble(index)));
    }
    if (type instanceof DecimalType decimal) {
      int precision = decimal.precision();
      int scale = decimal.scale();
      return Optional.of(
          (values, index, json) ->
              json.writeNumber(
                  plain(values.getDecimal(index, precision, scale).toJavaBigDecimal())));
    }
    return Optional.empty();
  }

  /** Spark pads a decimal with zeros up to its column's scale; they say nothing. */
  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static Optional<ValueWriter> time(DataType type) {
    if (type instanceof DateType) {
      return Optional.of(
          (values, index, json) ->
              json.writeString(LocalDate.ofEpochDay(values.getInt(index)).toString()));
    }
    if (type instanceof TimestampType) {
      return Optional.of(
          (values, index, json) ->
              json.writeString(Micros.instant(values.getLong(index)).toString()));
    }
    if (type instanceof TimestampNTZType) {
      return Optional.of(
          (values, index, json) ->
              json.writeString(Micros.localDateTime(values.getLong(index)).toString()));
    }
    if (type instanceof DayTimeIntervalType) {
      return Optional.of(
          (values, index, json) ->
              json.writeString(Micros.duration(values.getLong(index)).toString()));
    }
    if (type instanceof YearMonthIntervalType) {
      return Optional.of(
          (values, index, json) ->
              json.writeString(Period.ofMonths(values.getInt(index)).normalized().toString()));
    }
    return Optional.empty();
  }

  private static Optional<ValueWriter> other(DataType type) {
    if (type instanceof StringType) {
      return Optional.of((values, index, json) -> writeText(values.getUTF8String(index), json));
    }
    if (type instanceof BooleanType) {
      return Optional.of((values, index, json) -> json.writeBoolean(values.getBoolean(index)));
    }
    if (type instanceof BinaryType) {
      return Optional.of((values, index, json) -> json.writeBinary(values.getBinary(index)));
    }
    if (type instanceof NullType) {
      return Optional.of((values, index, json) -> json.writeNull());
    }
    return Optional.empty();
  }

  /** Jackson would write characters beyond 16 bits as two escapes instead of as they are. */
  private static void writeText(UTF8String value, JsonGenerator json) throws IOException {
    // By way of a String, which replaces what is not UTF-8.
    String text = value.toString();
    if (text.length() == value.numBytes()) {
      json.writeString(text);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      json.writeUTF8String(bytes, 0, bytes.length);
    }
  }

  private static void writeArray(ArrayData array, ValueWriter elements, JsonGenerator json)
      throws IOException {
    json.writeStartArray();
    for (int i = 0; i < array.numElements(); i++) {
      if (array.isNullAt(i)) {
        json.writeNull();
      } else {
        elements.write(array, i, json);
      }
    }
    json.writeEndArray();
  }

  private static void writeMap(
      MapData map, MapKeys.Names names, ValueWriter entries, JsonGenerator json)
      throws IOException {
    ArrayData keys = map.keyArray();
    ArrayData values = map.valueArray();
    json.writeStartObject();
    for (int i = 0; i < keys.numElements(); i++) {
      json.writeFieldName(new SerializedString(names.name(keys, i)));
      if (values.isNullAt(i)) {
        json.writeNull();
      } else {
        entries.write(values, i, json);
      }
    }
    json.writeEndObject();
  }
}
