package dev.stageloom.runtime.spark.json;

/**
 * A JSON value is well formed but not what its field's type needs. The message names the field; who
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
}
