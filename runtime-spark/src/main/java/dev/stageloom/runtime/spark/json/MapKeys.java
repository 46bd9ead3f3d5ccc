package dev.stageloom.runtime.spark.json;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;

/** A map's keys, which are the names of a JSON object's fields: text, whole numbers and dates. */
final class MapKeys {

  /** Gives the name of the key at an index. */
  @FunctionalInterface
  interface Names {

    String name(ArrayData keys, int index);
  }

  private MapKeys() {}

  /**
   * Turns names into keys.
   *
   * @param type the keys' type
   * @param path where the map lies in its item
   * @param constants the names of the keys' enum; empty for other keys
   */
  static Function<String, Object> reader(DataType type, String path, Set<String> constants) {
    Function<String, Object> parser;
    if (type instanceof StringType) {
      return name -> text(name, path, constants);
    } else if (type instanceof ByteType) {
      parser = Byte::valueOf;
    } else if (type instanceof ShortType) {
      parser = Short::valueOf;
    } else if (type instanceof IntegerType) {
      parser = Integer::valueOf;
    } else if (type instanceof LongType) {
      parser = Long::valueOf;
    } else if (type instanceof DateType) {
      parser = name -> Math.toIntExact(LocalDate.parse(name).toEpochDay());
    } else {
      throw unsupported(type, path);
    }
    return name -> {
      try {
        return parser.apply(name);
      } catch (RuntimeException e) {
        throw new MismatchException(path, "has a name that is not " + ValueReaders.describe(type));
      }
    };
  }

  private static UTF8String text(String name, String path, Set<String> constants) {
    if (!constants.isEmpty() && !constants.contains(name)) {
      throw new MismatchException(
          path, "has a name that is not one of " + constants.stream().sorted().toList());
    }
    return UTF8String.fromString(name);
  }

  static Names names(DataType type, String path) {
    if (type instanceof StringType) {
      return (keys, index) -> keys.getUTF8String(index).toString();
    }
    if (type instanceof ByteType) {
      return (keys, index) -> Byte.toString(keys.getByte(index));
    }
    if (type instanceof ShortType) {
      return (keys, index) -> Short.toString(keys.getShort(index));
    }
    if (type instanceof IntegerType) {
      return (keys, index) -> Integer.toString(keys.getInt(index));
    }
    if (type instanceof LongType) {
      return (keys, index) -> Long.toString(keys.getLong(index));
    }
    if (type instanceof DateType) {
      return (keys, index) -> LocalDate.ofEpochDay(keys.getInt(index)).toString();
    }
    throw unsupported(type, path);
  }

  private static IllegalArgumentException unsupported(DataType type, String path) {
    return new IllegalArgumentException(
        "column \""
            + path
            + "\" is a map with keys of type "
            + type.sql()
            + ", and a JSON object's names are text: use a map with keys of text, whole numbers or"
            + " dates");
  }
}
