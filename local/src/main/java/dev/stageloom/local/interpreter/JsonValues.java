package dev.stageloom.local.interpreter;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import dev.stageloom.asl.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON values in two forms: as {@link Json} reads them, and as the JSONata library takes them,
 * which has an object of its own for null, because its Java null is JSONata's undefined.
 */
final class JsonValues {

  private JsonValues() {}

  /**
   * A deep copy, in the form in which {@link Json} reads values.
   *
   * @throws IllegalArgumentException if the value holds something that is not JSON
   */
  static @Nullable Object copy(@Nullable Object value) {
    return copy(value, null);
  }

  /** A deep copy for the JSONata library. */
  static Object toJsonata(@Nullable Object value) {
    Object copy = copy(value, Jsonata.NULL_VALUE);
    return copy == null ? Jsonata.NULL_VALUE : copy;
  }

  /**
   * The number of bytes of a value's JSON text.
   *
   * @return the size in UTF-8, without white space
   */
  static int size(@Nullable Object value) {
    return Json.writeCompact(value).getBytes(StandardCharsets.UTF_8).length;
  }

  private static @Nullable Object copy(@Nullable Object value, @Nullable Object nullValue) {
    if (value == null || value == Jsonata.NULL_VALUE) {
      return nullValue;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!(entry.getKey() instanceof String name)) {
          throw new IllegalArgumentException("a field's name is " + entry.getKey() + ", no string");
        }
        copy.put(name, copy(entry.getValue(), nullValue));
      }
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object item : list) {
        copy.add(copy(item, nullValue));
      }
      return copy;
    }
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    throw new IllegalArgumentException(kind(value) + " is no JSON value");
  }

  private static Number number(Number number) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof Double
        || number instanceof Float
        || number instanceof BigDecimal
        || number instanceof BigInteger) {
      double value = number.doubleValue();
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        return value;
      }
    }
    throw new IllegalArgumentException("the number " + number + " is no JSON value");
  }

  /** What a value is, for messages. */
  private static String kind(Object value) {
    if (value instanceof Jsonata.JFunctionCallable || value instanceof Parser.Symbol) {
      return "a function";
    }
    if (value instanceof Pattern) {
      return "a regular expression";
    }
    return "a " + value.getClass().getName();
  }
}
