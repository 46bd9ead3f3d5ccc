package dev.stageloom.processor.model;

/**
 * A place in the user's source that a diagnostic can point at. Opaque: only the reader that made it
 * and the reporter that prints it know what is inside.
 */
public interface SourcePosition {

  /**
   * The place of an annotation's value on the same class, method or parameter.
   *
   * @param annotation the annotation's type
   * @param attribute the value's name
   * @return the value's place; the annotation's when the value was left out; this place when the
   *     annotation is not there
   */
  SourcePosition valueOf(Class<?> annotation, String attribute);

  /**
   * The place of a value inside of an annotation that is a value of another one.
   *
   * @param annotation the outer annotation's type
   * @param attribute the outer annotation's value
   * @param nested the value of the annotation that it is
   * @return the nested value's place; the outer one's when it was left out
   */
  SourcePosition valueOf(Class<?> annotation, String attribute, String nested);

  /**
   * Whether a warning is suppressed here or around here.
   *
   * @param id the diagnostic's id
   * @return true if there is {@code @SuppressWarnings("stageloom:<id>")}
   */
  boolean isSuppressed(String id);
}
