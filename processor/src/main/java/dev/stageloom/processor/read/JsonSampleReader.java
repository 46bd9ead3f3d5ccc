package dev.stageloom.processor.read;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Makes up JSON of a data type that {@link DataFieldReader} has no fault with, for reading and
 * writing once before a function is needed.
 */
final class JsonSampleReader {

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("java.lang.Character", "a"),
          Map.entry("java.lang.String", "a"),
          Map.entry("java.net.URI", "a"),
          Map.entry("java.time.Duration", "PT1S"),
          Map.entry("java.time.Instant", "2000-01-01T00:00:00Z"),
          Map.entry("java.time.LocalDate", "2000-01-01"),
          Map.entry("java.time.LocalDateTime", "2000-01-01T00:00:00"),
          Map.entry("java.time.LocalTime", "00:00:00"),
          Map.entry("java.time.OffsetDateTime", "2000-01-01T00:00:00Z"),
          Map.entry("java.time.ZonedDateTime", "2000-01-01T00:00:00Z"),
          Map.entry("java.util.UUID", "00000000-0000-0000-0000-000000000000"));

  private static final Set<String> NUMBERS =
      Set.of(
          "java.lang.Byte",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.math.BigDecimal",
          "java.math.BigInteger");

  private final Types types;

  JsonSampleReader(Types types) {
    this.types = types;
  }

  /** A value of the type as JSON. */
  String read(TypeMirror type) {
    StringBuilder json = new StringBuilder();
    add(type, json);
    return json.toString();
  }

  private void add(TypeMirror type, StringBuilder json) {
    switch (type.getKind()) {
      case BOOLEAN -> json.append("false");
      case CHAR -> json.append("\"a\"");
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> json.append('0');
      case ARRAY -> addList(((ArrayType) type).getComponentType(), json);
      case DECLARED -> addDeclared((DeclaredType) type, json);
      default -> json.append("null");
    }
  }

  private void addList(TypeMirror item, StringBuilder json) {
    json.append('[');
    add(item, json);
    json.append(']');
  }

  private void addDeclared(DeclaredType type, StringBuilder json) {
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (TEXTS.containsKey(name)) {
      json.append('"').append(TEXTS.get(name)).append('"');
    } else if (NUMBERS.contains(name)) {
      json.append('0');
    } else if (name.equals("java.lang.Boolean")) {
      json.append("false");
    } else if (DataFieldReader.JSON_COLLECTIONS.contains(name) && !arguments.isEmpty()) {
      addList(arguments.get(0), json);
    } else if (name.equals("java.util.Map") && arguments.size() == 2) {
      json.append("{\"");
      json.append(isEnum(arguments.get(0)) ? firstConstant(arguments.get(0)) : "a");
      json.append("\":");
      add(arguments.get(1), json);
      json.append('}');
    } else if (name.equals("java.util.Optional") && !arguments.isEmpty()) {
      add(arguments.get(0), json);
    } else if (element.getKind() == ElementKind.ENUM) {
      json.append('"').append(firstConstant(type)).append('"');
    } else if (Subtypes.areKnownOf(element)) {
      addSubtype(element, json);
    } else if (name.startsWith("java.")
        || (element.getKind() != ElementKind.CLASS && element.getKind() != ElementKind.RECORD)) {
      json.append("null");
    } else {
      addObject(type, element, json);
    }
  }

  private void addObject(DeclaredType type, TypeElement element, StringBuilder json) {
    json.append('{');
    addFields(type, element, JsonSettings.of(element).naming(), "", json);
    json.append('}');
  }

  /** An object of the first subtype. */
  private void addSubtype(TypeElement type, StringBuilder json) {
    JsonSettings settings = JsonSettings.of(type);
    var first = Subtypes.byName(type).entrySet().iterator().next();
    json.append("{\"").append(settings.typeField()).append("\":\"");
    json.append(first.getKey()).append('"');
    TypeElement subtype = first.getValue();
    addFields((DeclaredType) subtype.asType(), subtype, settings.naming(), ",", json);
    json.append('}');
  }

  private void addFields(
      DeclaredType type,
      TypeElement element,
      JsonNaming naming,
      String before,
      StringBuilder json) {
    String separator = before;
    for (VariableElement field : DataFieldReader.fields(element)) {
      json.append(separator).append('"').append(JsonAnnotations.nameOf(field, naming));
      json.append("\":");
      add(types.asMemberOf(type, field), json);
      separator = ",";
    }
  }

  private static boolean isEnum(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement().getKind() == ElementKind.ENUM;
  }

  private static String firstConstant(TypeMirror type) {
    for (Element member : ((DeclaredType) type).asElement().getEnclosedElements()) {
      if (member.getKind() == ElementKind.ENUM_CONSTANT) {
        return member.getSimpleName().toString();
      }
    }
    return "";
  }
}
