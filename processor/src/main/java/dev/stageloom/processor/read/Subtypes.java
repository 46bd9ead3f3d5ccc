package dev.stageloom.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * The subtypes that a value of an interface or abstract class can have, and how JSON tells them
 * apart. Those of a sealed type are its permitted ones, by their simple names; annotations
 * {@code @Json.SubType} say so for any type.
 */
final class Subtypes {

  private static final String ONE = JsonAnnotations.AVAJE + ".SubType";

  private static final String SEVERAL = JsonAnnotations.AVAJE + ".SubTypes";

  private Subtypes() {}

  /**
   * Why subtypes cannot be written as JSON and read back.
   *
   * @param problem what is wrong, as a sentence without its full stop
   * @param fix what to do, as a sentence without its full stop
   */
  record Fault(String problem, String fix) {}

  /** Whether a type is one whose subtypes are known, and cannot have values of its own. */
  static boolean areKnownOf(TypeElement type) {
    return !isInstantiable(type)
        && (type.getModifiers().contains(Modifier.SEALED) || areAnnotated(type));
  }

  /** Whether a type's own annotations name its subtypes. */
  static boolean areAnnotated(TypeElement type) {
    return !annotated(type).isEmpty();
  }

  /** The subtypes by their names in JSON. */
  static Map<String, TypeElement> byName(TypeElement type) {
    Map<String, TypeElement> byName = new LinkedHashMap<>();
    all(type).forEach((subtype, name) -> byName.putIfAbsent(name, subtype));
    return byName;
  }

  /** The first fault of a type's subtypes, apart from their single fields. */
  static Optional<Fault> fault(TypeElement type, Types types) {
    if (!type.getTypeParameters().isEmpty()) {
      return Optional.of(
          new Fault(
              name(type) + " has type parameters", "Declare it without, for one kind of value"));
    }
    Map<TypeElement, String> subtypes = all(type);
    Map<String, TypeElement> names = new HashMap<>();
    for (TypeElement subtype : permitted(type)) {
      if (!subtypes.containsKey(subtype)) {
        return Optional.of(
            new Fault(
                "no @Json.SubType names " + name(subtype),
                "Add @Json.SubType(type = " + name(subtype) + ".class, name = \"...\")"));
      }
    }
    for (var entry : subtypes.entrySet()) {
      TypeElement subtype = entry.getKey();
      if (!isInstantiable(subtype)) {
        return Optional.of(
            new Fault(
                name(subtype) + " cannot be instantiated", "Make it a record, or seal it too"));
      }
      if (!subtype.getTypeParameters().isEmpty()) {
        return Optional.of(
            new Fault(
                name(subtype) + " has type parameters",
                "Declare it without, for one kind of value"));
      }
      if (!isPublic(subtype)) {
        return Optional.of(
            new Fault(
                name(subtype) + " is not public, as the code that reads it needs",
                "Make it public, and the classes around it"));
      }
      TypeElement same = names.putIfAbsent(entry.getValue(), subtype);
      if (same != null) {
        return Optional.of(
            new Fault(
                "%s and %s are both named \"%s\" there"
                    .formatted(
                        same.getQualifiedName(), subtype.getQualifiedName(), entry.getValue()),
                "Name them by @Json.SubType(type = ..., name = \"...\") on " + name(type)));
      }
    }
    return differentFields(type, subtypes.keySet(), types);
  }

  /** avaje-jsonb 3.11 has one adapter for all subtypes, and mixes such fields up. */
  private static Optional<Fault> differentFields(
      TypeElement type, Iterable<TypeElement> subtypes, Types types) {
    JsonNaming naming = JsonSettings.of(type).naming();
    Map<String, VariableElement> byName = new HashMap<>();
    for (TypeElement subtype : subtypes) {
      for (VariableElement field : DataFieldReader.fields(subtype)) {
        if (JsonAnnotations.isIgnored(field)) {
          continue;
        }
        for (String name :
            List.of(JsonAnnotations.nameOf(field, naming), field.getSimpleName().toString())) {
          VariableElement other = byName.putIfAbsent(name, field);
          if (other != null && !isSame(field, other, naming, types)) {
            return Optional.of(
                new Fault(
                    "%s and %s differ".formatted(path(other), path(field)),
                    "Give both the same type and name in JSON, or different names in Java and JSON"));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(
      VariableElement one, VariableElement other, JsonNaming naming, Types types) {
    return types.isSameType(one.asType(), other.asType())
        && one.getSimpleName().contentEquals(other.getSimpleName())
        && JsonAnnotations.namesOf(one, naming).equals(JsonAnnotations.namesOf(other, naming));
  }

  private static String path(VariableElement field) {
    return field.getEnclosingElement() instanceof TypeElement owner
        ? name(owner) + "." + field.getSimpleName()
        : field.getSimpleName().toString();
  }

  private static Map<TypeElement, String> all(TypeElement type) {
    Map<TypeElement, String> annotated = annotated(type);
    if (!annotated.isEmpty()) {
      return annotated;
    }
    Map<TypeElement, String> subtypes = new LinkedHashMap<>();
    permitted(type).forEach(subtype -> subtypes.put(subtype, name(subtype)));
    return subtypes;
  }

  /** The permitted subtypes of a sealed type, and those of the sealed ones among them. */
  private static List<TypeElement> permitted(TypeElement type) {
    List<TypeElement> permitted = new ArrayList<>();
    for (TypeMirror subtype : type.getPermittedSubclasses()) {
      if (subtype instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element) {
        boolean isSealed = element.getModifiers().contains(Modifier.SEALED);
        if (!isSealed || isInstantiable(element)) {
          permitted.add(element);
        }
        if (isSealed) {
          permitted.addAll(permitted(element));
        }
      }
    }
    return permitted.stream().distinct().toList();
  }

  private static boolean isPublic(TypeElement type) {
    return type.getModifiers().contains(Modifier.PUBLIC)
        && (!(type.getEnclosingElement() instanceof TypeElement outer) || isPublic(outer));
  }

  private static boolean isInstantiable(TypeElement type) {
    return type.getKind() == ElementKind.RECORD
        || (type.getKind() == ElementKind.CLASS
            && !type.getModifiers().contains(Modifier.ABSTRACT));
  }

  private static Map<TypeElement, String> annotated(TypeElement type) {
    Map<TypeElement, String> subtypes = new LinkedHashMap<>();
    for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
      String name = annotation.getAnnotationType().toString();
      if (name.equals(ONE)) {
        add(annotation, subtypes);
      } else if (name.equals(SEVERAL)) {
        for (AnnotationValue value : annotation.getElementValues().values()) {
          for (Object each : (List<?>) value.getValue()) {
            add((AnnotationMirror) ((AnnotationValue) each).getValue(), subtypes);
          }
        }
      }
    }
    return subtypes;
  }

  /** Without a name, the library takes the type's with those of the types around it. */
  private static void add(AnnotationMirror annotation, Map<TypeElement, String> subtypes) {
    TypeElement subtype = null;
    String name = "";
    for (var entry : annotation.getElementValues().entrySet()) {
      Object value = entry.getValue().getValue();
      if (value instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element) {
        subtype = element;
      } else {
        name = value.toString();
      }
    }
    if (subtype != null) {
      subtypes.put(
          subtype,
          name.isBlank() ? String.join(".", TypeReader.className(subtype).simpleNames()) : name);
    }
  }

  private static String name(TypeElement type) {
    return type.getSimpleName().toString();
  }
}
