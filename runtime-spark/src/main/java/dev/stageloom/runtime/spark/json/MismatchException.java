package dev.stageloom.runtime.spark.json;

/**
 * A value is well formed but not what its field's type needs. The message names the field; who
 * catches it adds the place.
 */
public final class MismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MismatchException(String field, String problem) {
    super(
        (field.isEmpty() ? "the value " : "field \"" + field + "\" ") + problem,
        null,
        false,
        false);
  }

  /**
   * A null in the result of a stage.
   *
   * @param field the field that its type does not allow to be null
   * @return the failure
   */
  public static MismatchException nullInResult(String field) {
    return new MismatchException(
        field,
        "is null in an item of the result, but its type cannot be null: give it a value, or a type"
            + " that can be null, such as Integer instead of int");
  }
}
