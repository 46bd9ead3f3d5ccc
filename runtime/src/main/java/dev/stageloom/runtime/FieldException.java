package dev.stageloom.runtime;

/** An object lacks a required field, or has one that is refused. */
final class FieldException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String name;
  private final boolean missing;

  private FieldException(String name, boolean missing) {
    super(name, null, false, false);
    this.name = name;
    this.missing = missing;
  }

  static FieldException missing(String name) {
    return new FieldException(name, true);
  }

  static FieldException unknown(String name) {
    return new FieldException(name, false);
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
    return missing
        ? "the field \""
            + path
            + "\" is missing, and its type is primitive: declare it as Integer, Long, ... or"
            + " Optional where it may be missing"
        : "the field \"" + path + "\" is unknown, and unknown fields are refused";
  }
}
