package dev.stageloom.annotations.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The {@link dev.stageloom.annotations.Argument} values of a stage, as text, and their conversion.
 *
 * <pre>{@code
 * LocalDate runDate = arguments.required("run-date", "a LocalDate", LocalDate::parse);
 * int limit = arguments.optional("limit", "an int", "100", Integer::parseInt);
 * }</pre>
 */
public final class StageArguments {

  private final String stage;
  private final Map<String, String> values;

  /**
   * Holds the values of one stage.
   *
   * @param stage the stage's name, for messages
   * @param values the values by their names; an argument that was not given has no entry
   */
  public StageArguments(String stage, Map<String, String> values) {
    this.stage = stage;
    this.values = new TreeMap<>(values);
  }

  /**
   * The value of a required argument.
   *
   * @param name the argument's name
   * @param type what the text must be, with its article, for the message: {@code "an int"}
   * @param parser converts the text; any {@link RuntimeException} it throws means that it cannot
   * @return the converted value
   * @param <T> the parameter's type
   * @throws IllegalArgumentException if the argument is missing or cannot be converted
   */
  public <T> T required(String name, String type, Function<String, T> parser) {
    String text = values.get(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "stage "
              + stage
              + " needs the argument \""
              + name
              + "\" ("
              + type
              + "), and the execution's input has no \""
              + name
              + "\": add it to the input, or give @Argument(\""
              + name
              + "\") a defaultValue");
    }
    return convert(name, type, text, parser);
  }

  /**
   * The value of an argument that has a default.
   *
   * @param name the argument's name
   * @param type what the text must be, with its article, for the message
   * @param defaultValue the text to take when the argument was not given
   * @param parser converts the text; any {@link RuntimeException} it throws means that it cannot
   * @return the converted value
   * @param <T> the parameter's type
   * @throws IllegalArgumentException if the text cannot be converted
   */
  public <T> T optional(String name, String type, String defaultValue, Function<String, T> parser) {
    return convert(name, type, values.getOrDefault(name, defaultValue), parser);
  }

  private <T> T convert(String name, String type, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "stage "
              + stage
              + ": the argument \""
              + name
              + "\" is \""
              + text
              + "\", which is not "
              + type,
          e);
    }
  }

  /**
   * Reads a boolean strictly: {@code Boolean.parseBoolean} takes any typing error for false.
   *
   * @param text {@code true} or {@code false}, in any case
   * @return the value
   * @throws IllegalArgumentException if it is neither
   */
  public static boolean parseBoolean(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException(text);
  }

  /**
   * Reads a single character.
   *
   * @param text one character
   * @return the character
   * @throws IllegalArgumentException if the text has another length
   */
  public static char parseChar(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }

  /**
   * Reads a list.
   *
   * @param item converts an item's text
   * @return converts {@code a,b} or {@code ["a", "b"]}; nothing at all is an empty list
   * @param <T> the items' type
   */
  public static <T> Function<String, List<T>> listOf(Function<String, T> item) {
    return text -> ListText.parse(text).stream().map(item).toList();
  }
}
