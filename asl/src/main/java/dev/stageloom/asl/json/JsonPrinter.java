package dev.stageloom.asl.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one value as JSON text. */
final class JsonPrinter {

  private static final String HEX = "0123456789abcdef";

  private final boolean pretty;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  JsonPrinter(boolean pretty) {
    this.pretty = pretty;
  }

  String print(@Nullable Object value) {
    value(value);
    return out.toString();
  }

  private void value(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof CharSequence text) {
      string(text);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Iterable<?> items) {
      array(items);
    } else {
      throw new JsonException(
          "JSON cannot express a " + value.getClass().getName() + " (" + value + ")");
    }
  }

  private void object(Map<?, ?> map) {
    enter('{');
    boolean first = true;
    for (Map.Entry<?, ?> field : map.entrySet()) {
      if (!(field.getKey() instanceof String name)) {
        throw new JsonException("a JSON object's field is named by a string, not " + field);
      }
      separate(first);
      first = false;
      string(name);
      out.append(pretty ? ": " : ":");
      value(field.getValue());
    }
    leave('}', first);
  }

  private void array(Iterable<?> items) {
    enter('[');
    boolean first = true;
    for (Iterator<?> iterator = items.iterator(); iterator.hasNext(); ) {
      separate(first);
      first = false;
      value(iterator.next());
    }
    leave(']', first);
  }

  private void enter(char bracket) {
    depth++;
    if (depth > Json.MAX_DEPTH) {
      throw new JsonException("the value is nested deeper than " + Json.MAX_DEPTH);
    }
    out.append(bracket);
  }

  private void separate(boolean first) {
    if (!first) {
      out.append(',');
    }
    newLine();
  }

  private void leave(char bracket, boolean empty) {
    depth--;
    if (!empty) {
      newLine();
    }
    out.append(bracket);
  }

  private void newLine() {
    if (pretty) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void string(CharSequence text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || isLoneSurrogate(text, i)) {
            escape(c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** A surrogate without its other half has no UTF-8 encoding, so it must be escaped. */
  private static boolean isLoneSurrogate(CharSequence text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xF));
    }
  }

  private void number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      floating(number.doubleValue());
    } else if (number instanceof BigDecimal
        || number instanceof BigInteger
        || number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      out.append(number);
    } else {
      throw new JsonException(
          "JSON cannot express a " + number.getClass().getName() + " (" + number + ")");
    }
  }

  /**
   * The fewest digits that read back as the same double. {@code Double.toString} prints more than
   * that before JDK 19, so its output depends on the JDK.
   */
  private void floating(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new JsonException("JSON cannot express the number " + value);
    }
    if (value == 0) {
      out.append(1 / value < 0 ? "-0.0" : "0.0");
      return;
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= 17; digits++) {
      shortest = exact.round(new MathContext(digits));
      if (shortest.doubleValue() == value) {
        break;
      }
    }
    shortest = shortest.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent < -7 || exponent > 20) {
      out.append(shortest);
    } else {
      out.append(shortest.toPlainString());
      if (shortest.scale() <= 0) {
        out.append(".0");
      }
    }
  }
}
