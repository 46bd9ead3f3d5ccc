package dev.stageloom.processor.read;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * How the JSON library gets at the fields of a bean. One that it cannot get at is an error only in
 * the type that a stage names; for a type within another, avaje-jsonb 3.11 leaves the adapter out,
 * and the function fails when it starts.
 */
final class BeanAccess {

  private BeanAccess() {}

  /** What a field of a type lacks. */
  static Optional<DataFieldReader.Kind> missing(VariableElement field, TypeElement type) {
    if (type.getKind() == ElementKind.RECORD
        || isPublic(field)
        || JsonAnnotations.isIgnored(field)
        || isMadeLater(field, type)) {
      return Optional.empty();
    }
    Set<String> getters = new HashSet<>();
    addMethods(type, 0, getters);
    if (!isAmong(getters, field, "get", "is")) {
      return Optional.of(DataFieldReader.Kind.NO_GETTER);
    }
    return isSet(field, type) || isFilled(field.asType())
        ? Optional.empty()
        : Optional.of(DataFieldReader.Kind.NO_SETTER);
  }

  /** Whether reading gives a field its value. */
  static boolean isSet(VariableElement field, TypeElement type) {
    if (isPublic(field) && !field.getModifiers().contains(Modifier.FINAL)) {
      return true;
    }
    Set<String> setters = new HashSet<>();
    addMethods(type, 1, setters);
    return isAmong(setters, field, "set") || isParameter(field, type) || isMadeLater(field, type);
  }

  /** Whether Lombok may add the methods, which are not seen before the next round. */
  private static boolean isMadeLater(VariableElement field, TypeElement type) {
    return isLombok(field)
        || isLombok(type)
        || (field.getEnclosingElement() instanceof TypeElement owner && isLombok(owner));
  }

  private static boolean isLombok(Element element) {
    return element.getAnnotationMirrors().stream()
        .anyMatch(each -> each.getAnnotationType().toString().startsWith("lombok."));
  }

  private static boolean isPublic(VariableElement field) {
    return field.getModifiers().contains(Modifier.PUBLIC);
  }

  /** The names of a class's public methods and of those that it inherits, in lower case. */
  private static void addMethods(TypeElement type, int parameters, Set<String> names) {
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (method.getModifiers().contains(Modifier.PUBLIC)
          && method.getParameters().size() == parameters) {
        names.add(lower(method));
      }
    }
    if (type.getSuperclass() instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement superclass
        && !superclass.getQualifiedName().contentEquals("java.lang.Object")) {
      addMethods(superclass, parameters, names);
    }
  }

  private static boolean isAmong(Set<String> methods, VariableElement field, String... prefixes) {
    for (String name : List.of(lower(field), lower(JsonAnnotations.nameOf(field)))) {
      // Of a field isOpen: getOpen and setOpen too.
      String bare = name.startsWith("is") ? name.substring(2) : name;
      boolean found = methods.contains(name);
      for (String prefix : prefixes) {
        found |= methods.contains(prefix + name) || methods.contains(prefix + bare);
      }
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static boolean isParameter(VariableElement field, TypeElement type) {
    for (Element member : type.getEnclosedElements()) {
      boolean makes =
          member.getKind() == ElementKind.CONSTRUCTOR
              || (member instanceof ExecutableElement method && JsonAnnotations.isCreator(method));
      if (makes
          && ((ExecutableElement) member)
              .getParameters().stream()
                  .anyMatch(each -> each.getSimpleName().equals(field.getSimpleName()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether what is read is added to what the getter returns. */
  private static boolean isFilled(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && DataFieldReader.JSON_COLLECTIONS.contains(element.getQualifiedName().toString());
  }

  private static String lower(Element element) {
    return lower(element.getSimpleName().toString());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
