package dev.stageloom.processor.read;

import dev.stageloom.annotations.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads one annotation of an element by its mirror, so that no class literal is ever loaded. */
final class AnnotationReader {

  private static final String OURS = Workflow.class.getPackageName() + ".";

  private final Element element;

  /** The annotation that stands on the element: it, or the one that it is a value of. */
  private final AnnotationMirror outer;

  private final AnnotationMirror mirror;

  private AnnotationReader(Element element, AnnotationMirror outer, AnnotationMirror mirror) {
    this.element = element;
    this.outer = outer;
    this.mirror = mirror;
  }

  /** The annotation of that type on the element, if it is there. */
  static Optional<AnnotationReader> find(Element element, Class<?> annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(annotation.getName())) {
        return Optional.of(new AnnotationReader(element, mirror, mirror));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether one of the values that the user gave is not known to javac: it names what another
   * processor may still generate, or is an error that javac reports itself.
   */
  boolean isUnresolved() {
    for (AnnotationValue value : mirror.getElementValues().values()) {
      if (isUnresolved(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnresolved(AnnotationValue value) {
    if (value.getValue() instanceof List<?> items) {
      for (Object item : items) {
        if (isUnresolved((AnnotationValue) item)) {
          return true;
        }
      }
      return false;
    }
    if (value.getValue() instanceof TypeMirror type) {
      return TypeReader.isUnresolved(type);
    }
    if (value.getValue() instanceof AnnotationMirror nested) {
      return nested.getElementValues().values().stream().anyMatch(AnnotationReader::isUnresolved);
    }
    // Both javac and Eclipse's compiler hand what they could not resolve over as this text; the
    // same text of the user's would be shown in quotes.
    return value.getValue().equals("<error>") && !value.toString().startsWith("\"");
  }

  /** Whether the user gave the value. */
  boolean isGiven(String attribute) {
    return given(attribute) != null;
  }

  /** Where the value stands, or the annotation when it was left out. */
  ElementPosition position(String attribute) {
    return new ElementPosition(element, outer, given(attribute));
  }

  /** Where the annotation stands. */
  ElementPosition position() {
    return new ElementPosition(element, outer, null);
  }

  /** The annotation that is the value of an attribute, if the user gave it. */
  Optional<AnnotationReader> annotation(String attribute) {
    AnnotationValue value = given(attribute);
    return value != null && value.getValue() instanceof AnnotationMirror nested
        ? Optional.of(new AnnotationReader(element, outer, nested))
        : Optional.empty();
  }

  String string(String attribute) {
    return value(attribute, String.class, "");
  }

  int integer(String attribute) {
    return value(attribute, Integer.class, 0);
  }

  boolean flag(String attribute) {
    return value(attribute, Boolean.class, false);
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

  /** The constants of an attribute that is an array of them, without those that javac refuses. */
  <E extends Enum<E>> List<E> constants(String attribute, Class<E> type) {
    return items(attribute).stream()
        .map(AnnotationValue::getValue)
        .filter(VariableElement.class::isInstance)
        .map(constant -> ((VariableElement) constant).getSimpleName().toString())
        .map(name -> Enum.valueOf(type, name))
        .toList();
  }

  /** The annotations of an attribute that is an array of them, without those that javac refuses. */
  List<AnnotationReader> annotations(String attribute) {
    return items(attribute).stream()
        .map(AnnotationValue::getValue)
        .filter(AnnotationMirror.class::isInstance)
        .map(nested -> new AnnotationReader(element, outer, (AnnotationMirror) nested))
        .toList();
  }

  private List<AnnotationValue> items(String attribute) {
    AnnotationValue value = valueOf(attribute);
    if (value == null || !(value.getValue() instanceof List<?> elements)) {
      return List.of();
    }
    List<AnnotationValue> items = new ArrayList<>();
    for (Object item : elements) {
      items.add((AnnotationValue) item);
    }
    return items;
  }

  /** The class literal of an attribute; empty where it is missing, as javac says. */
  Optional<ClassLiteral> type(String attribute) {
    AnnotationValue value = valueOf(attribute);
    return value == null ? Optional.empty() : Optional.of(literal(value));
  }

  /** The class literals of an attribute that is an array of them. */
  List<ClassLiteral> types(String attribute) {
    List<ClassLiteral> literals = new ArrayList<>();
    for (AnnotationValue item : items(attribute)) {
      literals.add(literal(item));
    }
    return literals;
  }

  /** The texts of an attribute that is an array of them. */
  List<String> strings(String attribute) {
    return items(attribute).stream().map(item -> String.valueOf(item.getValue())).toList();
  }

  /**
   * A class literal.
   *
   * @param type the class; empty for a primitive type, void or an array, and for what is missing
   * @param text the literal without {@code .class}, with a simple name
   * @param position its place
   */
  record ClassLiteral(Optional<TypeElement> type, String text, ElementPosition position) {

    /** The class of an element, as if a literal named it. */
    static ClassLiteral of(TypeElement type) {
      return new ClassLiteral(
          Optional.of(type), TypeReader.className(type).simple(), ElementPosition.of(type));
    }
  }

  private ClassLiteral literal(AnnotationValue value) {
    ElementPosition position = new ElementPosition(element, outer, value);
    return value.getValue() instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement found
            && declared.getKind() == TypeKind.DECLARED
        ? new ClassLiteral(Optional.of(found), TypeReader.className(found).simple(), position)
        : new ClassLiteral(Optional.empty(), text(value.getValue()), position);
  }

  private static String text(Object literal) {
    return literal instanceof ArrayType array
        ? text(array.getComponentType()) + "[]"
        : literal instanceof DeclaredType declared
            ? declared.asElement().getSimpleName().toString()
            : literal.toString();
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
