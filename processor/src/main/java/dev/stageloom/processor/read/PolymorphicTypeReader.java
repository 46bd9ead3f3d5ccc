package dev.stageloom.processor.read;

import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.PolymorphicType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Finds the types with subtypes in a data type that {@link DataFieldReader} has no fault with: the
 * JSON library has to be told of each.
 */
final class PolymorphicTypeReader {

  private final Types types;

  /** Those of classes without type parameters: many stages take what one has made. */
  private final Map<Element, List<PolymorphicType>> known = new HashMap<>();

  PolymorphicTypeReader(Types types) {
    this.types = types;
  }

  /** The types with subtypes in a type, each once. */
  List<PolymorphicType> read(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return read(array.getComponentType());
    }
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return List.of();
    }
    List<PolymorphicType> before = known.get(element);
    if (before != null) {
      return before;
    }
    List<PolymorphicType> found = new ArrayList<>();
    declared.getTypeArguments().forEach(argument -> found.addAll(read(argument)));
    if (Subtypes.areKnownOf(element)) {
      Map<String, TypeElement> subtypes = Subtypes.byName(element);
      found.add(polymorphic(element, subtypes));
      subtypes.values().forEach(subtype -> found.addAll(read(subtype.asType())));
    } else if (!element.getQualifiedName().toString().startsWith("java.")) {
      for (VariableElement field : DataFieldReader.fields(element)) {
        found.addAll(read(types.asMemberOf(declared, field)));
      }
    }
    List<PolymorphicType> once = found.stream().distinct().toList();
    if (element.getTypeParameters().isEmpty()) {
      known.put(element, once);
    }
    return once;
  }

  private static PolymorphicType polymorphic(TypeElement type, Map<String, TypeElement> subtypes) {
    Map<String, ClassName> names = new LinkedHashMap<>();
    if (!Subtypes.areAnnotated(type)) {
      subtypes.forEach((name, subtype) -> names.put(name, TypeReader.className(subtype)));
    }
    return new PolymorphicType(TypeReader.className(type), names);
  }
}
