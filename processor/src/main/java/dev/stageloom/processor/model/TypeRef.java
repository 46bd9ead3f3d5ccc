package dev.stageloom.processor.model;

import java.util.ArrayList;
import java.util.List;

/** A Java type as it is written in source. */
public sealed interface TypeRef {

  /**
   * The type with qualified names, as in source.
   *
   * @return for example {@code java.util.Map<java.lang.String, p.Order>}
   */
  String qualified();

  /**
   * The type with simple names, for messages and diagrams.
   *
   * @return for example {@code Map<String, Order>}
   */
  String simple();

  /**
   * The type as a type argument.
   *
   * @return the class of a primitive type's values; any other type itself
   */
  default TypeRef boxed() {
    return this;
  }

  /**
   * A primitive type.
   *
   * @param name its keyword
   */
  record PrimitiveType(String name) implements TypeRef {
    @Override
    public String qualified() {
      return name;
    }

    @Override
    public String simple() {
      return name;
    }

    @Override
    public TypeRef boxed() {
      String box =
          switch (name) {
            case "int" -> "Integer";
            case "char" -> "Character";
            default -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
          };
      ClassName boxName = new ClassName("java.lang", box);
      return new ClassType(boxName, ClassKind.CLASS, List.of(), List.of());
    }
  }

  /**
   * An array type.
   *
   * @param component the type of its elements
   */
  record ArrayType(TypeRef component) implements TypeRef {
    @Override
    public String qualified() {
      return component.qualified() + "[]";
    }

    @Override
    public String simple() {
      return component.simple() + "[]";
    }
  }

  /**
   * A class, interface, enum or record, with its type arguments.
   *
   * @param name the class
   * @param kind what it is
   * @param arguments its type arguments; none for a class that is not generic or is used raw
   * @param supertypes its own superclasses and interfaces, however far up, with their arguments;
   *     {@code Object} is left out
   */
  record ClassType(
      ClassName name, ClassKind kind, List<TypeRef> arguments, List<ClassType> supertypes)
      implements TypeRef {

    /** Copies the lists. */
    public ClassType {
      arguments = List.copyOf(arguments);
      supertypes = List.copyOf(supertypes);
    }

    @Override
    public String qualified() {
      if (arguments.isEmpty()) {
        return name.qualified();
      }
      List<String> texts = new ArrayList<>();
      for (TypeRef argument : arguments) {
        texts.add(argument.qualified());
      }
      return name.qualified() + "<" + String.join(", ", texts) + ">";
    }

    @Override
    public String simple() {
      if (arguments.isEmpty()) {
        return name.simple();
      }
      List<String> texts = new ArrayList<>();
      for (TypeRef argument : arguments) {
        texts.add(argument.simple());
      }
      return name.simple() + "<" + String.join(", ", texts) + ">";
    }
  }

  /** What kind of class a {@link ClassType} is. */
  enum ClassKind {
    /** A record. */
    RECORD,
    /** An enum. */
    ENUM,
    /** An interface or annotation. */
    INTERFACE,
    /** A class that cannot be instantiated. */
    ABSTRACT_CLASS,
    /** An interface or abstract class whose subtypes are known. */
    POLYMORPHIC,
    /** Any other class. */
    CLASS
  }
}
