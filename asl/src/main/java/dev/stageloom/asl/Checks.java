package dev.stageloom.asl;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rules that several records of the language share. */
final class Checks {

  /** The largest number of seconds, and of retries, in most fields. */
  static final int LARGEST_SECONDS = 99_999_999;

  /** The longest name of a state or a variable, in characters. */
  static final int LONGEST_NAME = 80;

  private Checks() {}

  static void range(String field, long value, long smallest, long largest) {
    if (value < smallest || value > largest) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s must be %,d to %,d, but is %,d", field, smallest, largest, value));
    }
  }

  static void integerOrExpression(
      String field, Optional<JsonTemplate> template, long smallest, long largest) {
    if (template.isEmpty() || template.get().isExpression()) {
      return;
    }
    if (!(template.get().value() instanceof Long number)) {
      throw new IllegalArgumentException(field + " must be an integer or an expression");
    }
    range(field, number, smallest, largest);
  }

  static void stringOrExpression(String field, Optional<JsonTemplate> template) {
    if (template.isPresent() && !(template.get().value() instanceof String)) {
      throw new IllegalArgumentException(field + " must be a string");
    }
  }

  static void timestampOrExpression(String field, Optional<JsonTemplate> template) {
    stringOrExpression(field, template);
    if (template.isEmpty() || template.get().isExpression()) {
      return;
    }
    try {
      OffsetDateTime.parse((String) template.get().value());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          field + " must be a time such as 2026-11-23T08:00:00Z, but is " + template.get().value(),
          e);
    }
  }

  static void errorEquals(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("ErrorEquals must name at least one error");
    }
    for (String name : names) {
      if (!ErrorNames.isValid(name)) {
        throw new IllegalArgumentException(
            "ErrorEquals holds \""
                + name
                + "\", which is no error name: names that begin with \"States.\" are reserved");
      }
    }
    if (names.contains(ErrorNames.ALL) && names.size() > 1) {
      throw new IllegalArgumentException("States.ALL must be alone in its ErrorEquals");
    }
  }

  /** Only the last item may match everything: those after it would never be reached. */
  static <T> void wildcardLast(String field, List<T> items, Function<T, List<String>> names) {
    for (int i = 0; i < items.size() - 1; i++) {
      if (names.apply(items.get(i)).contains(ErrorNames.ALL)) {
        throw new IllegalArgumentException(
            "States.ALL must be in the last item of "
                + field
                + ", but is in "
                + field
                + "["
                + i
                + "]");
      }
    }
  }

  static void timeouts(Optional<JsonTemplate> timeout, Optional<JsonTemplate> heartbeat) {
    integerOrExpression("TimeoutSeconds", timeout, 1, LARGEST_SECONDS);
    integerOrExpression("HeartbeatSeconds", heartbeat, 1, LARGEST_SECONDS);
    if (timeout.isPresent()
        && heartbeat.isPresent()
        && timeout.get().value() instanceof Long total
        && heartbeat.get().value() instanceof Long beat
        && beat >= total) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "HeartbeatSeconds (%d) must be smaller than TimeoutSeconds (%d)",
              beat,
              total));
    }
  }

  static Map<String, JsonTemplate> variables(Map<String, JsonTemplate> assign) {
    for (String name : assign.keySet()) {
      if (!isVariable(name)) {
        throw new IllegalArgumentException(
            "Assign holds \""
                + name
                + "\", which is no variable's name: use a letter, then letters, digits and '_', at"
                + " most "
                + LONGEST_NAME
                + " characters");
      }
      if (name.equals("states")) {
        throw new IllegalArgumentException("Assign must not set $states: the name is reserved");
      }
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(assign));
  }

  private static boolean isVariable(String name) {
    if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      return false;
    }
    if (!Character.isUnicodeIdentifierStart(name.codePointAt(0))) {
      return false;
    }
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      if (!Character.isUnicodeIdentifierPart(name.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }
}
