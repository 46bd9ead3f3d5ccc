package dev.stageloom.processor.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads one annotation of an element by its mirror, so that no class literal is ever loaded. */
final class AnnotationReader {

  private final Element element;
  private final AnnotationMirror mirror;

  private AnnotationReader(Element element, AnnotationMirror mirror) {
    this.element = element;
    this.mirror = mirror;
  }

  /** The annotation of that type on the element, if it is there. */
  static Optional<AnnotationReader> find(Element element, Class<?> annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(annotation.getName())) {
        return Optional.of(new AnnotationReader(element, mirror));
      }
    }
    return Optional.empty();
  }

  /** Whether the user gave the value. */
  boolean isGiven(String attribute) {
    return given(attribute) != null;
  }

  /** Where the value stands, or the annotation when it was left out. */
  ElementPosition position(String attribute) {
    return new ElementPosition(element, mirror, given(attribute));
  }

  /** Where the annotation stands. */
  ElementPosition position() {
    return new ElementPosition(element, mirror, null);
  }

  String string(String attribute) {
    return value(attribute, String.class, "");
  }

  int integer(String attribute) {
    return value(attribute, Integer.class, 0);
  }

  double decimal(String attribute) {
    return value(attribute, Double.class, 0.0);
  }

  <E extends Enum<E>> E constant(String attribute, Class<E> type) {
    AnnotationValue value = valueOf(attribute);
    if (value != null && value.getValue() instanceof VariableElement constant) {
      return Enum.valueOf(type, constant.getSimpleName().toString());
    }
    return type.getEnumConstants()[0];
  }

  /** The class of a class-valued attribute; empty when it cannot be resolved, as javac says. */
  Optional<TypeElement> type(String attribute) {
    return Optional.ofNullable(valueOf(attribute)).flatMap(AnnotationReader::asType);
  }

  /** The classes of an attribute that is an array of them, each with its place. */
  List<ListedClass> types(String attribute) {
    AnnotationValue value = valueOf(attribute);
    if (value == null || !(value.getValue() instanceof List<?> elements)) {
      return List.of();
    }
    return elements.stream()
        .map(AnnotationValue.class::cast)
        .map(v -> new ListedClass(asType(v), new ElementPosition(element, mirror, v)))
        .toList();
  }

  /** The texts of an attribute that is an array of them. */
  List<String> strings(String attribute) {
    AnnotationValue value = valueOf(attribute);
    if (value == null || !(value.getValue() instanceof List<?> elements)) {
      return List.of();
    }
    return elements.stream()
        .map(element -> String.valueOf(((AnnotationValue) element).getValue()))
        .toList();
  }

  /** An element of a class array: the class, unless javac could not resolve it, and its place. */
  record ListedClass(Optional<TypeElement> type, ElementPosition position) {}

  private static Optional<TypeElement> asType(AnnotationValue value) {
    return value.getValue() instanceof DeclaredType type
            && type.asElement() instanceof TypeElement element
            && type.getKind() == javax.lang.model.type.TypeKind.DECLARED
        ? Optional.of(element)
        : Optional.empty();
  }

  private <T> T value(String attribute, Class<T> type, T whenUnresolved) {
    AnnotationValue value = valueOf(attribute);
    // javac hands an unresolved constant over as the text "<error>".
    return value != null && type.isInstance(value.getValue())
        ? type.cast(value.getValue())
        : whenUnresolved;
  }

  private @Nullable AnnotationValue given(String attribute) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(attribute)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private @Nullable AnnotationValue valueOf(String attribute) {
    AnnotationValue given = given(attribute);
    if (given != null) {
      return given;
    }
    for (ExecutableElement method :
        ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())) {
      if (method.getSimpleName().contentEquals(attribute)) {
        return method.getDefaultValue();
      }
    }
    return null;
  }
}
