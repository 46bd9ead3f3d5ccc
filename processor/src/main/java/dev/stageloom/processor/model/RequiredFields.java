package dev.stageloom.processor.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that must be in a type's JSON: those of primitive types, which have no value for
 * nothing, and one that says of which subtype a value is.
 *
 * @param names the names of each; more than one if it has an alias
 * @param in the same of fields that hold objects, by their names
 * @param typeField the field that says of which subtype a value is; empty without subtypes
 * @param subtypes the fields of each subtype, by its name in that field
 * @param ignoresCase whether names in upper and lower case are the same
 */
public record RequiredFields(
    List<List<String>> names,
    Map<String, RequiredFields> in,
    String typeField,
    Map<String, RequiredFields> subtypes,
    boolean ignoresCase) {

  /** There are none. */
  public static final RequiredFields NONE = ofFields(List.of(), Map.of(), false);

  /** Copies the lists and maps, with their order. */
  public RequiredFields {
    names = names.stream().map(List::copyOf).toList();
    in = Collections.unmodifiableMap(new LinkedHashMap<>(in));
    subtypes = Collections.unmodifiableMap(new LinkedHashMap<>(subtypes));
  }

  /**
   * Those of a type without subtypes.
   *
   * @param names the names of each
   * @param in the same of fields that hold objects, by their names
   * @param ignoresCase whether names in upper and lower case are the same
   * @return the fields
   */
  public static RequiredFields ofFields(
      List<List<String>> names, Map<String, RequiredFields> in, boolean ignoresCase) {
    return new RequiredFields(names, in, "", Map.of(), ignoresCase);
  }

  /**
   * Those of a type with subtypes.
   *
   * @param typeField the field that says of which subtype a value is
   * @param subtypes the fields of each, by its name in that field
   * @param ignoresCase whether names in upper and lower case are the same
   * @return the fields
   */
  public static RequiredFields ofSubtypes(
      String typeField, Map<String, RequiredFields> subtypes, boolean ignoresCase) {
    return new RequiredFields(List.of(), Map.of(), typeField, subtypes, ignoresCase);
  }

  /**
   * Whether there are none.
   *
   * @return true if no field is required, nor one of an object in it
   */
  public boolean isEmpty() {
    return names.isEmpty() && in.isEmpty() && typeField.isEmpty();
  }
}
