package dev.stageloom.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Finds the annotations of JSON libraries that would be ignored: a field that is written under
 * another name than its annotation says is lost without a word.
 */
final class JsonAnnotations {

  private static final String JACKSON = "com.fasterxml.jackson.annotation.";

  /** Also the beginning of the library's other annotations. */
  static final String AVAJE = "io.avaje.jsonb.Json";

  private static final List<String> LIBRARIES =
      List.of(
          "com.alibaba.fastjson.annotation.",
          "com.alibaba.fastjson2.annotation.",
          "com.fasterxml.jackson.",
          "com.google.gson.annotations.",
          "com.squareup.moshi.",
          "jakarta.json.bind.annotation.",
          "javax.json.bind.annotation.",
          "tools.jackson.",
          AVAJE);

  /** What avaje-jsonb 3.11 reads of Jackson's. */
  private static final Set<String> HONOURED =
      Set.of(
          JACKSON + "JsonAlias",
          JACKSON + "JsonCreator",
          JACKSON + "JsonIgnore",
          JACKSON + "JsonProperty",
          JACKSON + "JsonRawValue");

  /** What changes no value and no name. */
  private static final Set<String> HARMLESS =
      Set.of(
          JACKSON + "JsonClassDescription",
          JACKSON + "JsonPropertyDescription",
          JACKSON + "JsonPropertyOrder");

  private JsonAnnotations() {}

  /**
   * An annotation that would be ignored.
   *
   * @param member the member that has it; empty for the type itself
   * @param annotation the annotation's simple name
   */
  record Ignored(String member, String annotation) {}

  /** The first one of a type that is data, in the order of the source. */
  static Optional<Ignored> firstIgnored(TypeElement type, boolean isGlue) {
    Optional<String> ofType = firstOf(type, type, isGlue);
    if (ofType.isPresent()) {
      return Optional.of(new Ignored("", ofType.get()));
    }
    List<Element> elements = new ArrayList<>();
    for (Element member : type.getEnclosedElements()) {
      if (!(member instanceof TypeElement)) {
        elements.add(member);
      }
      if (member instanceof ExecutableElement method) {
        elements.addAll(method.getParameters());
      }
    }
    for (Element element : elements) {
      Optional<String> annotation = firstOf(type, element, isGlue);
      if (annotation.isPresent()) {
        return Optional.of(new Ignored(memberName(element), annotation.get()));
      }
    }
    return Optional.empty();
  }

  /** The name that a field has in JSON, in a type of which no more is known. */
  static String nameOf(VariableElement field) {
    return nameOf(field, JsonNaming.Match);
  }

  /** The name that a field has in JSON. */
  static String nameOf(VariableElement field, JsonNaming naming) {
    for (AnnotationMirror annotation : field.getAnnotationMirrors()) {
      String name = ((TypeElement) annotation.getAnnotationType().asElement()).toString();
      if (name.equals(JACKSON + "JsonProperty") || name.equals(AVAJE + ".Property")) {
        for (AnnotationValue value : annotation.getElementValues().values()) {
          if (value.getValue() instanceof String given && !given.isEmpty()) {
            return given;
          }
        }
      }
    }
    return naming.apply(field.getSimpleName().toString());
  }

  /** The names that a field is read under: its own first, then its aliases. */
  static List<String> namesOf(VariableElement field, JsonNaming naming) {
    List<String> names = new ArrayList<>(List.of(nameOf(field, naming)));
    for (AnnotationMirror annotation : field.getAnnotationMirrors()) {
      String name = annotation.getAnnotationType().toString();
      if (name.equals(JACKSON + "JsonAlias") || name.equals(AVAJE + ".Alias")) {
        for (AnnotationValue value : annotation.getElementValues().values()) {
          if (value.getValue() instanceof List<?> aliases) {
            aliases.forEach(alias -> names.add(((AnnotationValue) alias).getValue().toString()));
          }
        }
      }
    }
    return names;
  }

  /** Whether a field is not read, or not always. */
  static boolean isIgnored(VariableElement field) {
    return has(field, JACKSON + "JsonIgnore")
        || has(field, AVAJE + ".Ignore")
        || has(field, AVAJE + ".Unmapped");
  }

  /** Whether a constructor or method makes a value of what is read. */
  static boolean isCreator(ExecutableElement member) {
    return has(member, JACKSON + "JsonCreator") || has(member, AVAJE + ".Creator");
  }

  private static boolean has(Element element, String annotationName) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (annotation.getAnnotationType().toString().equals(annotationName)) {
        return true;
      }
    }
    return false;
  }

  private static String memberName(Element element) {
    String name = element.getSimpleName().toString();
    return element instanceof ExecutableElement && !name.equals("<init>") ? name + "()" : name;
  }

  private static Optional<String> firstOf(TypeElement type, Element element, boolean isGlue) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (annotation.getAnnotationType().asElement() instanceof TypeElement annotationType) {
        String name = annotationType.getQualifiedName().toString();
        if (isOfLibrary(name) && !isHonoured(name, annotation, type, element, isGlue)) {
          return Optional.of(annotationType.getSimpleName().toString());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOfLibrary(String name) {
    for (String library : LIBRARIES) {
      if (name.startsWith(library)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHonoured(
      String name, AnnotationMirror annotation, TypeElement type, Element element, boolean isGlue) {
    if (HARMLESS.contains(name) || ignoresTheUnknown(name, annotation)) {
      return true;
    }
    if (isGlue && name.equals(AVAJE)) {
      return JsonSettings.of(type).keepsNames();
    }
    if (isGlue) {
      return false;
    }
    if (name.startsWith(AVAJE)) {
      return true;
    }
    boolean ofRecord = type.getKind() == ElementKind.RECORD;
    return HONOURED.contains(name)
        // Not read there: an adapter that does not compile, and a name that stays.
        && !(ofRecord && name.endsWith(".JsonIgnore"))
        && !(element.getKind() == ElementKind.ENUM_CONSTANT && name.endsWith(".JsonProperty"));
  }

  /** {@code @JsonIgnoreProperties(ignoreUnknown = true)} asks for what is done anyway. */
  private static boolean ignoresTheUnknown(String name, AnnotationMirror annotation) {
    return name.equals(JACKSON + "JsonIgnoreProperties")
        && annotation.getElementValues().entrySet().stream()
            .allMatch(
                entry ->
                    entry.getKey().getSimpleName().contentEquals("ignoreUnknown")
                        && Boolean.TRUE.equals(entry.getValue().getValue()));
  }
}
