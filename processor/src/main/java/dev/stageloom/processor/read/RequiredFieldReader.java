package dev.stageloom.processor.read;

import dev.stageloom.processor.model.RequiredFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Finds the primitive fields of a data type that {@link DataFieldReader} has no fault with: where
 * one is missing, the JSON library would take 0 or false without a word. And the subtypes of an
 * interface, which have such fields as well.
 */
final class RequiredFieldReader {

  private final Types types;

  /** Those of classes without type parameters: many stages take what one has made. */
  private final Map<Element, RequiredFields> known = new HashMap<>();

  RequiredFieldReader(Types types) {
    this.types = types;
  }

  /** The required fields of a type, or of its items. */
  RequiredFields read(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return read(array.getComponentType());
    }
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return RequiredFields.NONE;
    }
    String name = element.getQualifiedName().toString();
    List<? extends TypeMirror> arguments = declared.getTypeArguments();
    boolean holdsOthers =
        DataFieldReader.JSON_COLLECTIONS.contains(name)
            || name.equals("java.util.Map")
            || name.equals("java.util.Optional");
    if (holdsOthers && !arguments.isEmpty()) {
      return read(arguments.get(arguments.size() - 1));
    }
    boolean hasSubtypes = Subtypes.areKnownOf(element);
    boolean hasFields =
        element.getKind() == ElementKind.RECORD
            || (element.getKind() == ElementKind.CLASS
                && !element.getModifiers().contains(Modifier.ABSTRACT));
    if (!(hasSubtypes || hasFields) || name.startsWith("java.")) {
      return RequiredFields.NONE;
    }
    RequiredFields before = known.get(element);
    if (before != null) {
      return before;
    }
    RequiredFields fields =
        hasSubtypes ? ofSubtypes(element) : ofFields(declared, element, JsonSettings.of(element));
    if (element.getTypeParameters().isEmpty()) {
      known.put(element, fields);
    }
    return fields;
  }

  private RequiredFields ofSubtypes(TypeElement type) {
    JsonSettings settings = JsonSettings.of(type);
    Map<String, RequiredFields> subtypes = new LinkedHashMap<>();
    Subtypes.byName(type)
        .forEach(
            (name, subtype) ->
                subtypes.put(name, ofFields((DeclaredType) subtype.asType(), subtype, settings)));
    return RequiredFields.ofSubtypes(settings.typeField(), subtypes, settings.ignoresCase());
  }

  private RequiredFields ofFields(DeclaredType type, TypeElement element, JsonSettings settings) {
    List<List<String>> required = new ArrayList<>();
    Map<String, RequiredFields> in = new LinkedHashMap<>();
    for (VariableElement field : readFields(element)) {
      if (JsonAnnotations.isIgnored(field)) {
        continue;
      }
      List<String> names = JsonAnnotations.namesOf(field, settings.naming());
      // The parameter of a constructor is no member of the type.
      TypeMirror fieldType =
          field.getKind() == ElementKind.FIELD ? types.asMemberOf(type, field) : field.asType();
      if (fieldType.getKind().isPrimitive()) {
        required.add(names);
        continue;
      }
      RequiredFields inside = read(fieldType);
      if (!inside.isEmpty()) {
        names.forEach(name -> in.put(name, inside));
      }
    }
    return required.isEmpty() && in.isEmpty()
        ? RequiredFields.NONE
        : RequiredFields.ofFields(required, in, settings.ignoresCase());
  }

  /** What the JSON library sets when it reads a value. */
  private static List<? extends VariableElement> readFields(TypeElement type) {
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof ExecutableElement creator && JsonAnnotations.isCreator(creator)) {
        return creator.getParameters();
      }
    }
    List<VariableElement> fields = DataFieldReader.fields(type);
    if (type.getKind() != ElementKind.RECORD) {
      fields.removeIf(field -> !BeanAccess.isSet(field, type));
    }
    return fields;
  }
}
