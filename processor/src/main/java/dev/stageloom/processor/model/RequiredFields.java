package dev.stageloom.processor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that must be in a type's JSON: those of primitive types, which have no value for
 * nothing.
 *
 * @param names the names of each; more than one if it has an alias
 * @param in the same of fields that hold objects, by their names
 */
public record RequiredFields(List<List<String>> names, Map<String, RequiredFields> in) {

  /** There are none. */
  public static final RequiredFields NONE = new RequiredFields(List.of(), Map.of());

  /** Copies the list and the map. */
  public RequiredFields {
    names = names.stream().map(List::copyOf).toList();
    in = new LinkedHashMap<>(in);
  }

  /**
   * Whether there are none.
   *
   * @return true if no field is required, nor one of an object in it
   */
  public boolean isEmpty() {
    return names.isEmpty() && in.isEmpty();
  }
}
