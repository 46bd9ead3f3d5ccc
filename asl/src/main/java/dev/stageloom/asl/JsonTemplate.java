package dev.stageloom.asl;

import dev.stageloom.asl.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value in which every string of the form <code>{% ... %}</code>, at any depth, is a JSONata
 * expression that Step Functions evaluates.
 *
 * @param value the value as {@link Json} reads it: unmodifiable maps and lists, strings, longs,
 *     doubles, booleans, null
 */
public record JsonTemplate(@Nullable Object value) {

  private static final String OPEN = "{%";
  private static final String CLOSE = "%}";

  /**
   * Copies the value.
   *
   * @throws IllegalArgumentException if it is not JSON, or a string opens or closes an expression
   *     only
   */
  public JsonTemplate {
    value = copy(value);
  }

  /**
   * A template of the value.
   *
   * @param value any JSON value
   * @return the template
   */
  public static JsonTemplate of(@Nullable Object value) {
    return new JsonTemplate(value);
  }

  /**
   * A template that is one expression.
   *
   * @param expression the JSONata, without its brackets
   * @return the template of <code>{% expression %}</code>
   */
  public static JsonTemplate expression(String expression) {
    return new JsonTemplate(inBrackets(expression));
  }

  /**
   * The string that Step Functions takes for an expression.
   *
   * @param expression the JSONata, without its brackets
   * @return <code>{% expression %}</code>
   */
  public static String inBrackets(String expression) {
    return OPEN + " " + expression + " " + CLOSE;
  }

  /**
   * The JSONata in a string, if it is an expression.
   *
   * @param value a value inside a template
   * @return the JSONata without its brackets and the space around it; empty for any other value
   */
  public static Optional<String> expressionIn(@Nullable Object value) {
    if (value instanceof String text && opens(text) && closes(text)) {
      return Optional.of(text.substring(OPEN.length(), text.length() - CLOSE.length()).strip());
    }
    return Optional.empty();
  }

  /**
   * Whether the whole template is one expression.
   *
   * @return whether it is
   */
  public boolean isExpression() {
    return expressionIn(value).isPresent();
  }

  private static boolean opens(String text) {
    return text.startsWith(OPEN);
  }

  private static boolean closes(String text) {
    return text.endsWith(CLOSE) && text.length() >= OPEN.length() + CLOSE.length();
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        copy.put(String.valueOf(entry.getKey()), copy(entry.getValue()));
      }
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object item : list) {
        copy.add(copy(item));
      }
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof String text) {
      if (opens(text) != closes(text)) {
        throw new IllegalArgumentException(
            "the string "
                + Json.writeCompact(text)
                + " is half an expression: an expression begins with {% and ends with %}");
      }
      return text;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigDecimal || value instanceof BigInteger || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value == null
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    throw new IllegalArgumentException(
        "JSON cannot express a " + value.getClass().getName() + " (" + value + ")");
  }
}
