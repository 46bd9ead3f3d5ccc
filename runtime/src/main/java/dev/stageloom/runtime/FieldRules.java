package dev.stageloom.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be and what may be in the objects of a JSON value. Generated handlers require the
 * fields of primitive types, which otherwise would silently be 0 or false where they are missing.
 *
 * <p>The rules of a collection or map are those of its items or values. Instances are immutable.
 */
public final class FieldRules {

  /** Requires nothing, refuses nothing. */
  static final FieldRules NONE = new FieldRules(List.of(), Map.of(), false);

  private final List<String> required;
  private final Map<String, Field> fields;
  private final boolean refusesUnknown;

  private FieldRules(List<String> required, Map<String, Field> fields, boolean refusesUnknown) {
    this.required = required;
    this.fields = fields;
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
    return new FieldRules(List.copyOf(allRequired), Map.copyOf(all), refusesUnknown);
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
    return new FieldRules(required, Map.copyOf(all), refusesUnknown);
  }

  /**
   * Refuses fields that the data's type does not have, in the value and in all that is in it. By
   * default they are ignored.
   *
   * @return these rules and this one
   */
  public FieldRules refusingUnknown() {
    return new FieldRules(required, fields, true);
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
    return fields.get(name);
  }
}
