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
   * Whether a warning is suppressed here or around here.
   *
   * @param id the diagnostic's id
   * @return true if there is {@code @SuppressWarnings("stageloom:<id>")}
   */
  boolean isSuppressed(String id);
}
