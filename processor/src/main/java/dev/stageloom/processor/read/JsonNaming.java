package dev.stageloom.processor.read;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How the JSON library, avaje-jsonb 3.11, calls the fields of a type that says so by
 * {@code @Json(naming = ...)}. The constants have the names that they have there.
 */
enum JsonNaming {
  Match(name -> name),
  LowerHyphen(name -> separated(name, "-").toLowerCase(Locale.ROOT)),
  LowerUnderscore(name -> separated(name, "_").toLowerCase(Locale.ROOT)),
  LowerSpace(name -> separated(name, " ").toLowerCase(Locale.ROOT)),
  UpperCamel(JsonNaming::upperCamel),
  UpperUnderscore(name -> separated(name, "_").toUpperCase(Locale.ROOT)),
  UpperHyphen(name -> separated(name, "-").toUpperCase(Locale.ROOT)),
  UpperSpace(name -> separated(name, " ").toUpperCase(Locale.ROOT));

  private final UnaryOperator<String> conversion;

  JsonNaming(UnaryOperator<String> conversion) {
    this.conversion = conversion;
  }

  /** The name in JSON of a field that has no name of its own there. */
  String apply(String fieldName) {
    return conversion.apply(fieldName);
  }

  private static String separated(String name, String separator) {
    return name.replaceAll("\\p{javaUpperCase}+", separator + "$0");
  }

  /** A name of one word is all in upper case. */
  private static String upperCamel(String name) {
    if (name.equals(name.toLowerCase(Locale.ROOT))) {
      return name.toUpperCase(Locale.ROOT);
    }
    int first = 0;
    while (first < name.length() && !Character.isLowerCase(name.charAt(first))) {
      first++;
    }
    if (first == name.length()) {
      return name;
    }
    return name.substring(0, first)
        + Character.toUpperCase(name.charAt(first))
        + name.substring(first + 1);
  }
}
