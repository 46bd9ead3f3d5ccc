package dev.stageloom.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be and what may be in the objects of a JSON value. Generated handlers require the
 * fields of primitive types, which otherwise would silently be 0 or false where they are missing.
 *
 * <p>The rules of a collection or map are those of its items or values. Instances are immutable.
 */
public final class FieldRules {

  /** Requires nothing, refuses nothing. */
  static final FieldRules NONE = new FieldRules(List.of(), Map.of(), Map.of(), false, false);

  private final List<String> required;
  private final Map<String, Field> fields;

  /** By the name of the subtype, which is in the only required field; empty without subtypes. */
  private final Map<String, FieldRules> subtypes;

  private final boolean ignoresCase;
  private final boolean refusesUnknown;

  private FieldRules(
      List<String> required,
      Map<String, Field> fields,
      Map<String, FieldRules> subtypes,
      boolean ignoresCase,
      boolean refusesUnknown) {
    this.required = required;
    this.fields = fields;
    this.subtypes = subtypes;
    this.ignoresCase = ignoresCase;
    this.refusesUnknown = refusesUnknown;
  }

  /**
   * A field that rules say something of.
   *
   * @param index its place among the required fields; -1 if it is none
   * @param rules those of its value
   */
  record Field(int index, FieldRules rules) {}

  /**
   * Requires nothing.
   *
   * @return rules to which others are added
   */
  public static FieldRules none() {
    return NONE;
  }

  /**
   * Requires a field that says of which subtype an object is.
   *
   * @param typeField its name in JSON
   * @return the rules, to which {@link #subtype} adds each subtype
   */
  public static FieldRules typeIn(String typeField) {
    return required(typeField);
  }

  /**
   * Requires fields.
   *
   * @param names their names in JSON
   * @return the rules
   */
  public static FieldRules required(String... names) {
    FieldRules rules = NONE;
    for (String name : names) {
      rules = rules.oneOf(name);
    }
    return rules;
  }

  /**
   * Requires a field that has several names.
   *
   * @param names its names in JSON, of which one must be there
   * @return these rules and this one
   */
  public FieldRules oneOf(String... names) {
    List<String> allRequired = new ArrayList<>(required);
    allRequired.add(names[0]);
    Map<String, Field> all = new HashMap<>(fields);
    for (String name : names) {
      all.put(name, new Field(required.size(), NONE));
    }
    return new FieldRules(
        List.copyOf(allRequired), Map.copyOf(all), subtypes, ignoresCase, refusesUnknown);
  }

  /**
   * Adds the rules of a field's value. The field itself may be missing.
   *
   * @param name the field's name in JSON
   * @param rules the rules of the object in it, or of those in its collection or map
   * @return these rules and those
   */
  public FieldRules in(String name, FieldRules rules) {
    Map<String, Field> all = new HashMap<>(fields);
    Field before = fields.get(name);
    all.put(name, new Field(before == null ? -1 : before.index(), rules));
    return new FieldRules(required, Map.copyOf(all), subtypes, ignoresCase, refusesUnknown);
  }

  /**
   * Adds the rules of a subtype to those of {@link #typeIn}. A name that none of them has is
   * refused.
   *
   * @param name what the field of the type holds for it
   * @param rules the rules of its fields
   * @return these rules and those
   */
  public FieldRules subtype(String name, FieldRules rules) {
    Map<String, FieldRules> all = new LinkedHashMap<>(subtypes);
    all.put(name, rules);
    return new FieldRules(
        required, fields, Collections.unmodifiableMap(all), ignoresCase, refusesUnknown);
  }

  /**
   * Takes the names of fields in upper and lower case as the same. What is inside the fields has
   * rules of its own.
   *
   * @return these rules, with their names in lower case
   */
  public FieldRules ignoringCase() {
    Map<String, Field> all = new HashMap<>();
    fields.forEach((name, field) -> all.put(lower(name), field));
    return new FieldRules(required, Map.copyOf(all), subtypes, true, refusesUnknown);
  }

  /**
   * Refuses fields that the data's type does not have, in the value and in all that is in it. By
   * default they are ignored.
   *
   * @return these rules and this one
   */
  public FieldRules refusingUnknown() {
    return new FieldRules(required, fields, subtypes, ignoresCase, true);
  }

  boolean refusesUnknown() {
    return refusesUnknown;
  }

  boolean isEmpty() {
    return fields.isEmpty() && !refusesUnknown;
  }

  /** The required fields, each by its first name. */
  List<String> requiredNames() {
    return required;
  }

  @Nullable Field field(String name) {
    return fields.get(ignoresCase ? lower(name) : name);
  }

  boolean hasSubtypes() {
    return !subtypes.isEmpty();
  }

  /** The names of the subtypes, in the order in which they were added. */
  Set<String> subtypeNames() {
    return subtypes.keySet();
  }

  /** The rules of a subtype's fields; null if there is none of the name. */
  @Nullable FieldRules subtype(String name) {
    return subtypes.get(name);
  }

  /** The rules of a field of an object whose subtype is not known yet: they have it in common. */
  FieldRules inSubtypes(String name) {
    for (FieldRules ofSubtype : subtypes.values()) {
      Field field = ofSubtype.field(name);
      if (field != null) {
        return field.rules();
      }
    }
    return NONE;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
