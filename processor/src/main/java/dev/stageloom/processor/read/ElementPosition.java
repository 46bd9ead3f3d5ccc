package dev.stageloom.processor.read;

import dev.stageloom.processor.diagnostic.Finding;
import dev.stageloom.processor.diagnostic.Severity;
import dev.stageloom.processor.model.SourcePosition;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A place in source: an element, or an annotation on it, or a value of that annotation.
 *
 * @param element the element
 * @param annotation the annotation on it, if the place is more precise
 * @param value the annotation's value, if the place is more precise still
 */
public record ElementPosition(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value)
    implements SourcePosition {

  /**
   * The place of an element.
   *
   * @param element the element
   * @return its position
   */
  public static ElementPosition of(Element element) {
    return new ElementPosition(element, null, null);
  }

  /** What the class literal at this place names: {@code int} where {@code int.class} stands. */
  @Override
  public SourcePosition valueOf(Class<?> annotationType, String attribute) {
    Optional<AnnotationReader> annotation = AnnotationReader.find(element, annotationType);
    return annotation.isPresent() ? annotation.get().position(attribute) : this;
  }

  @Override
  public SourcePosition valueOf(Class<?> annotationType, String attribute, String nested) {
    Optional<AnnotationReader> annotation =
        AnnotationReader.find(element, annotationType)
            .flatMap(outer -> outer.annotation(attribute))
            .filter(inner -> inner.isGiven(nested));
    return annotation.isPresent()
        ? annotation.get().position(nested)
        : valueOf(annotationType, attribute);
  }

  @Override
  public boolean isSuppressed(String id) {
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      boolean suppressed =
          AnnotationReader.find(e, SuppressWarnings.class).stream()
              .flatMap(reader -> reader.strings("value").stream())
              .anyMatch(("stageloom:" + id)::equals);
      if (suppressed) {
        return true;
      }
    }
    return false;
  }

  /**
   * Prints a finding at its place.
   *
   * @param finding a finding whose position is an {@code ElementPosition}
   * @param messager where to
   */
  public static void print(Finding finding, Messager messager) {
    ElementPosition position = (ElementPosition) finding.position();
    Kind kind = finding.severity() == Severity.ERROR ? Kind.ERROR : Kind.MANDATORY_WARNING;
    messager.printMessage(
        kind, finding.message(), position.element, position.annotation, position.value);
  }
}
