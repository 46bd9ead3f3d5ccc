package dev.stageloom.asl.trigger;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The event patterns of EventBridge. Source: Amazon EventBridge user guide, "Comparison operators
 * for use in event patterns".
 */
public final class EventPattern {

  /** Characters. Source: Amazon EventBridge quotas, "Event pattern size". */
  private static final int LONGEST = 4_096;

  private static final Set<String> OPERATORS =
      Set.of(
          "anything-but",
          "cidr",
          "equals-ignore-case",
          "exists",
          "numeric",
          "prefix",
          "suffix",
          "wildcard");

  private static final String OR = "$or";

  private EventPattern() {}

  /**
   * What is wrong with a pattern.
   *
   * @param pattern the pattern in JSON
   * @return what is wrong; empty if nothing is known to be
   */
  public static Optional<String> problem(String pattern) {
    if (pattern.length() > LONGEST) {
      return Optional.of(
          "it has " + pattern.length() + " characters, and at most 4096 are allowed");
    }
    try {
      return Json.parse(pattern) instanceof Map<?, ?> fields && !fields.isEmpty()
          ? problem("", fields)
          : Optional.of("it is not an object with at least one field");
    } catch (JsonException e) {
      return Optional.of("it is not JSON: " + e.getMessage());
    }
  }

  private static Optional<String> problem(String path, Map<?, ?> fields) {
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      String name = path + field.getKey();
      Object value = field.getValue();
      Optional<String> problem;
      if (OR.equals(field.getKey())) {
        problem = alternativesProblem(path, value);
      } else if (value instanceof Map<?, ?> nested && !nested.isEmpty()) {
        problem = problem(name + ".", nested);
      } else if (value instanceof List<?> values && !values.isEmpty()) {
        problem = valuesProblem(name, values);
      } else {
        problem =
            Optional.of(
                "the field "
                    + name
                    + " is "
                    + Json.writeCompact(value)
                    + ", and must be a list of values");
      }
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> alternativesProblem(String path, @Nullable Object value) {
    if (value instanceof List<?> alternatives && alternatives.size() > 1) {
      for (Object alternative : alternatives) {
        if (!(alternative instanceof Map<?, ?> fields) || fields.isEmpty()) {
          return Optional.of("an alternative of $or is not an object with fields");
        }
        Optional<String> problem = problem(path, fields);
        if (problem.isPresent()) {
          return problem;
        }
      }
      return Optional.empty();
    }
    return Optional.of("$or must be a list of at least two objects");
  }

  private static Optional<String> valuesProblem(String name, List<?> values) {
    for (Object value : values) {
      if (value instanceof List<?>) {
        return Optional.of("the field " + name + " has a list in its list");
      }
      if (value instanceof Map<?, ?> operator
          && (operator.size() != 1 || !OPERATORS.containsAll(operator.keySet()))) {
        return Optional.of(
            "the field "
                + name
                + " has "
                + Json.writeCompact(operator)
                + ": an object in a list has one of "
                + new TreeSet<>(OPERATORS));
      }
    }
    return Optional.empty();
  }
}
