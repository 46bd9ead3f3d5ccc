package dev.stageloom.asl.json;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as plain Java values.
 *
 * <table>
 *   <caption>The Java type of each JSON value</caption>
 *   <tr><th>JSON</th><th>Java</th></tr>
 *   <tr><td>object</td><td>{@code LinkedHashMap<String, Object>}, in the order of the text</td></tr>
 *   <tr><td>array</td><td>{@code ArrayList<Object>}</td></tr>
 *   <tr><td>string</td><td>{@code String}</td></tr>
 *   <tr><td>number without fraction and exponent, in the range of a long</td>
 *       <td>{@code Long}</td></tr>
 *   <tr><td>any other number</td><td>{@code Double}, as JavaScript and JSONata have it</td></tr>
 *   <tr><td>true, false</td><td>{@code Boolean}</td></tr>
 *   <tr><td>null</td><td>{@code null}</td></tr>
 * </table>
 *
 * <p>The writer takes any {@code Map} with string keys, any {@code Iterable}, {@code CharSequence},
 * {@code Number} and {@code Boolean}. The same value gives the same bytes on every JDK, and reading
 * what was written gives an equal value.
 */
public final class Json {

  /** The deepest nesting of arrays and objects that is read or written. */
  public static final int MAX_DEPTH = 500;

  private Json() {}

  /**
   * Reads one JSON value, with nothing but white space around it.
   *
   * @param text the JSON text
   * @return the value, see the table above; null for the text {@code null}
   * @throws JsonException if the text is not JSON, names a field twice, holds a number that no
   *     double can hold, or nests deeper than {@value #MAX_DEPTH}; with the line and the column
   */
  public static @Nullable Object parse(String text) {
    return new JsonParser(text).parse();
  }

  /**
   * Writes a value for people: two spaces a level, one field or item a line, no newline at the end.
   *
   * @param value the value
   * @return the JSON text
   * @throws JsonException if the value holds something that JSON cannot express
   */
  public static String write(@Nullable Object value) {
    return new JsonPrinter(true).print(value);
  }

  /**
   * Writes a value on one line, without any space.
   *
   * @param value the value
   * @return the JSON text
   * @throws JsonException if the value holds something that JSON cannot express
   */
  public static String writeCompact(@Nullable Object value) {
    return new JsonPrinter(false).print(value);
  }
}
