package dev.stageloom.local.interpreter;

import dev.stageloom.asl.JsonTemplate;
import dev.stageloom.asl.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the fields of one state. */
final class Templates {

  private final String state;
  private final Variables variables;
  private final Map<String, @Nullable Object> states;
  private @Nullable Map<String, Object> bindings;

  /**
   * Prepares the evaluation.
   *
   * @param state the state's name
   * @param variables the variables that expressions can read
   * @param states what {@code $states} holds
   */
  Templates(String state, Variables variables, Map<String, @Nullable Object> states) {
    this.state = state;
    this.variables = variables;
    this.states = states;
  }

  /** The value of a field, with all expressions in it evaluated. */
  @Nullable Object value(String field, JsonTemplate template) throws StateFailure {
    return value(field, template.value());
  }

  /** The value of a field that must be a string. */
  String string(String field, JsonTemplate template) throws StateFailure {
    Object value = value(field, template);
    if (value instanceof String text) {
      return text;
    }
    throw wrong(field, "a string", value);
  }

  /** The value of a field that must be an integer. */
  long integer(String field, JsonTemplate template, long smallest, long largest)
      throws StateFailure {
    Object value = value(field, template);
    if (value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())) {
      long integer = number.longValue();
      if (integer >= smallest && integer <= largest) {
        return integer;
      }
    }
    throw wrong(
        field, String.format(Locale.ROOT, "an integer from %,d to %,d", smallest, largest), value);
  }

  /** The value of a field that must be true or false. */
  boolean bool(String field, JsonTemplate template) throws StateFailure {
    Object value = value(field, template);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(field, "true or false", value);
  }

  private @Nullable Object value(String field, @Nullable Object template) throws StateFailure {
    if (template instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = (String) entry.getKey();
        values.put(name, value(field + "." + name, entry.getValue()));
      }
      return values;
    }
    if (template instanceof List<?> list) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object item : list) {
        values.add(value(field + "[" + values.size() + "]", item));
      }
      return values;
    }
    String expression = JsonTemplate.expressionIn(template).orElse(null);
    return expression == null ? template : evaluate(field, expression);
  }

  private @Nullable Object evaluate(String field, String expression) throws StateFailure {
    try {
      return Expression.evaluate(expression, bindings());
    } catch (EvaluationException e) {
      throw StateFailure.evaluation(
          state,
          field + ": the expression " + JsonTemplate.inBrackets(expression) + " " + e.getMessage(),
          e.getCause());
    }
  }

  private Map<String, Object> bindings() {
    Map<String, Object> present = bindings;
    if (present == null) {
      present = variables.toJsonata();
      present.put("states", JsonValues.toJsonata(states));
      bindings = present;
    }
    return present;
  }

  /** A failure about a field's value. */
  StateFailure wrong(String field, String expected, @Nullable Object value) {
    return StateFailure.evaluation(
        state, field + " must be " + expected + ", but is " + shown(value), null);
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof Map) {
      return "an object";
    }
    return value instanceof List ? "an array" : Json.writeCompact(value);
  }
}
