package dev.stageloom.processor.read;

import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.TypeRef;
import dev.stageloom.processor.model.TypeRef.ArrayType;
import dev.stageloom.processor.model.TypeRef.ClassKind;
import dev.stageloom.processor.model.TypeRef.ClassType;
import dev.stageloom.processor.model.TypeRef.PrimitiveType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Turns javac's types into the model's. */
final class TypeReader {

  private final Types types;

  TypeReader(Types types) {
    this.types = types;
  }

  /** The name of a class. */
  static ClassName className(TypeElement type) {
    ArrayDeque<String> simpleNames = new ArrayDeque<>();
    Element element = type;
    while (element != null && !(element instanceof PackageElement)) {
      simpleNames.addFirst(element.getSimpleName().toString());
      element = element.getEnclosingElement();
    }
    String packageName = element instanceof PackageElement p ? p.getQualifiedName().toString() : "";
    return new ClassName(packageName, List.copyOf(simpleNames));
  }

  /**
   * Whether the type, a part of it or a superclass could not be resolved: javac reports that
   * itself.
   */
  static boolean isUnresolved(TypeMirror type) {
    return switch (type.getKind()) {
      case ERROR -> true;
      case ARRAY -> isUnresolved(((javax.lang.model.type.ArrayType) type).getComponentType());
      case DECLARED ->
          isUnresolved(((DeclaredType) type).getEnclosingType())
              || isOneUnresolved(((DeclaredType) type).getTypeArguments())
              || hasUnresolvedSuperclass(type);
      case WILDCARD ->
          isBoundUnresolved(((WildcardType) type).getExtendsBound())
              || isBoundUnresolved(((WildcardType) type).getSuperBound());
      default -> false;
    };
  }

  private static boolean isOneUnresolved(List<? extends TypeMirror> arguments) {
    for (TypeMirror argument : arguments) {
      if (isUnresolved(argument)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBoundUnresolved(@Nullable TypeMirror bound) {
    return bound != null && isUnresolved(bound);
  }

  private static boolean hasUnresolvedSuperclass(TypeMirror type) {
    TypeMirror superclass = superclass(type);
    while (superclass.getKind() == TypeKind.DECLARED) {
      superclass = superclass(superclass);
    }
    return superclass.getKind() == TypeKind.ERROR;
  }

  private static TypeMirror superclass(TypeMirror type) {
    return ((TypeElement) ((DeclaredType) type).asElement()).getSuperclass();
  }

  /**
   * The model of a type; empty for what data cannot be: a type variable, an intersection, an
   * unbounded wildcard.
   */
  Optional<TypeRef> read(TypeMirror type) {
    return read(type, true);
  }

  private Optional<TypeRef> read(TypeMirror type, boolean withSupertypes) {
    if (type.getKind().isPrimitive()) {
      return Optional.of(new PrimitiveType(type.getKind().name().toLowerCase(Locale.ROOT)));
    }
    return switch (type.getKind()) {
      case ARRAY ->
          read(((javax.lang.model.type.ArrayType) type).getComponentType(), withSupertypes)
              .map(ArrayType::new);
      case DECLARED -> Optional.ofNullable(readClass((DeclaredType) type, withSupertypes));
      case WILDCARD ->
          Optional.ofNullable(((WildcardType) type).getExtendsBound())
              .flatMap(bound -> read(bound, withSupertypes));
      default -> Optional.empty();
    };
  }

  /** The type with the bounds of its wildcards in their places, as {@link #read} has it. */
  TypeMirror withoutWildcards(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY ->
          types.getArrayType(
              withoutWildcards(((javax.lang.model.type.ArrayType) type).getComponentType()));
      case WILDCARD -> withoutWildcards(((WildcardType) type).getExtendsBound());
      case DECLARED -> {
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        if (arguments.isEmpty()) {
          yield type;
        }
        TypeMirror[] named = new TypeMirror[arguments.size()];
        for (int i = 0; i < named.length; i++) {
          named[i] = withoutWildcards(arguments.get(i));
        }
        yield types.getDeclaredType((TypeElement) ((DeclaredType) type).asElement(), named);
      }
      default -> type;
    };
  }

  /** Whether a variable of one type can be given a value of the other. */
  boolean isAssignable(TypeMirror value, TypeMirror variable) {
    return types.isAssignable(value, variable);
  }

  /** Null if one of the type arguments is not data. */
  private @Nullable ClassType readClass(DeclaredType type, boolean withSupertypes) {
    List<TypeRef> arguments = new ArrayList<>();
    for (TypeMirror argument : type.getTypeArguments()) {
      // Without supertypes: those of an enum E are Enum<E>, and so on.
      Optional<TypeRef> read = read(argument, false);
      if (read.isEmpty()) {
        return null;
      }
      arguments.add(read.get());
    }
    TypeElement element = (TypeElement) type.asElement();
    ClassName name = className(element);
    boolean own = withSupertypes && !name.packageName().startsWith("java");
    return new ClassType(name, kind(element), arguments, own ? supertypes(type) : List.of());
  }

  private List<ClassType> supertypes(DeclaredType type) {
    Map<String, ClassType> found = new LinkedHashMap<>();
    ArrayDeque<TypeMirror> open = new ArrayDeque<>(types.directSupertypes(type));
    while (!open.isEmpty()) {
      TypeMirror next = open.removeFirst();
      if (next.getKind() != TypeKind.DECLARED) {
        continue;
      }
      ClassType read = readClass((DeclaredType) next, false);
      if (read != null
          && !read.qualified().equals("java.lang.Object")
          && found.putIfAbsent(read.qualified(), read) == null) {
        open.addAll(types.directSupertypes(next));
      }
    }
    return List.copyOf(found.values());
  }

  private static ClassKind kind(TypeElement element) {
    if (Subtypes.areKnownOf(element)) {
      return ClassKind.POLYMORPHIC;
    }
    return switch (element.getKind()) {
      case RECORD -> ClassKind.RECORD;
      case ENUM -> ClassKind.ENUM;
      case INTERFACE, ANNOTATION_TYPE -> ClassKind.INTERFACE;
      default ->
          element.getModifiers().contains(Modifier.ABSTRACT)
              ? ClassKind.ABSTRACT_CLASS
              : ClassKind.CLASS;
    };
  }
}
