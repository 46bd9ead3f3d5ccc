package dev.stageloom.processor.read;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/**
 * What a type's annotation {@code @Json} says of all its fields.
 *
 * @param naming how they are called
 * @param typeField the field that says of which subtype a value is
 * @param ignoresCase whether names in upper and lower case are the same when they are read
 */
record JsonSettings(JsonNaming naming, String typeField, boolean ignoresCase) {

  private static final JsonSettings DEFAULT = new JsonSettings(JsonNaming.Match, "@type", false);

  /** Those of a type; the library's default if it has no such annotation. */
  static JsonSettings of(TypeElement type) {
    JsonSettings settings = DEFAULT;
    for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
      if (annotation.getAnnotationType().toString().equals(JsonAnnotations.AVAJE)) {
        for (var entry : annotation.getElementValues().entrySet()) {
          settings = settings.with(entry.getKey().getSimpleName().toString(), entry.getValue());
        }
      }
    }
    return settings;
  }

  private JsonSettings with(String attribute, AnnotationValue value) {
    String text = value.getValue().toString();
    return switch (attribute) {
      case "naming" -> new JsonSettings(JsonNaming.valueOf(text), typeField, ignoresCase);
      case "typeProperty" -> new JsonSettings(naming, text, ignoresCase);
      case "caseInsensitiveKeys" -> new JsonSettings(naming, typeField, Boolean.parseBoolean(text));
      default -> this;
    };
  }

  /** Whether the fields are called as in Java, and nothing else. */
  boolean keepsNames() {
    return naming == JsonNaming.Match && !ignoresCase;
  }
}
