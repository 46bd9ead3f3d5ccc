package dev.stageloom.local.interpreter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through all strings of a definition, and replaces them. */
final class DefinitionStrings {

  /** Replaces one string. */
  interface Replacement {

    /**
     * Replaces a string.
     *
     * @param where the state and the field, for messages
     * @param text the string
     * @return what takes its place
     */
    String replace(String where, String text);
  }

  private final Replacement replacement;

  private DefinitionStrings(Replacement replacement) {
    this.replacement = replacement;
  }

  /**
   * Replaces all strings that are values; the names of fields and states stay.
   *
   * @param definition a state machine as JSON values
   * @param replacement what replaces each string
   * @return the new definition
   */
  static Map<String, @Nullable Object> replaceAll(
      Map<String, @Nullable Object> definition, Replacement replacement) {
    return new DefinitionStrings(replacement).graph("the definition", definition);
  }

  private Map<String, @Nullable Object> graph(String where, Map<?, ?> graph) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    graph.forEach(
        (name, value) ->
            copy.put(
                (String) name,
                name.equals("States") && value instanceof Map<?, ?> states
                    ? states(states)
                    : value(where + ", " + name, value)));
    return copy;
  }

  private Map<String, @Nullable Object> states(Map<?, ?> states) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    states.forEach(
        (name, state) -> copy.put((String) name, state((String) name, (Map<?, ?>) state)));
    return copy;
  }

  private Map<String, @Nullable Object> state(String name, Map<?, ?> state) {
    String where = "state \"" + name + "\"";
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    state.forEach(
        (field, value) -> {
          String place = where + ", " + field;
          if (field.equals("Branches") && value instanceof List<?> branches) {
            copy.put(
                (String) field,
                branches.stream().map(branch -> graph(place, (Map<?, ?>) branch)).toList());
          } else if (field.equals("ItemProcessor") && value instanceof Map<?, ?> processor) {
            copy.put((String) field, graph(place, processor));
          } else {
            copy.put((String) field, value(place, value));
          }
        });
    return copy;
  }

  private @Nullable Object value(String where, @Nullable Object value) {
    if (value instanceof String text) {
      return replacement.replace(where, text);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, item) -> copy.put((String) name, value(where + "." + name, item)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object item : list) {
        copy.add(value(where + "[" + copy.size() + "]", item));
      }
      return copy;
    }
    return value;
  }
}
