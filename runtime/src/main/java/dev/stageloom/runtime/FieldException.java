package dev.stageloom.runtime;

import java.util.Collection;

/** An object lacks a required field, or has one that is refused. */
final class FieldException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final String BOXED =
      "is missing, and its type is primitive: declare it as Integer, Long, ... or Optional where it"
          + " may be missing";

  private final String name;
  private final String fault;

  private FieldException(String name, String fault) {
    super(name, null, false, false);
    this.name = name;
    this.fault = fault;
  }

  static FieldException missing(String name) {
    return new FieldException(name, BOXED);
  }

  static FieldException unknown(String name) {
    return new FieldException(name, "is unknown, and unknown fields are refused");
  }

  static FieldException subtypeMissing(String typeField, Collection<String> subtypes) {
    return new FieldException(
        typeField,
        "is missing: it says of which type the object is, one of " + String.join(", ", subtypes));
  }

  static FieldException subtypeUnknown(
      String typeField, String value, Collection<String> subtypes) {
    return new FieldException(
        typeField, "is \"" + value + "\", but must be one of " + String.join(", ", subtypes));
  }

  /** The field's name in its object. */
  String name() {
    return name;
  }

  /**
   * What is wrong.
   *
   * @param path the field's name with those of the fields that it is in
   */
  String reason(String path) {
    return "the field \"" + path + "\" " + fault;
  }
}
