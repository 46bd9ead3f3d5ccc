package dev.stageloom.processor.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in parts that can be changed, and printed as source files. */
final class Program {

  final List<SourceFile> files = new ArrayList<>();

  /** The names of the mutations that were applied. */
  final List<String> mutations = new ArrayList<>();

  /** The text of every file by its path. */
  Map<String, String> print() {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach(file -> texts.merge(file.path(), file.print(), (a, b) -> a + b));
    return texts;
  }

  SourceFile add(String packageName, TypeDraft type) {
    SourceFile file = new SourceFile(packageName, type);
    files.add(file);
    return file;
  }

  /** Every class of the program, nested ones too. */
  List<TypeDraft> types() {
    return files.stream().flatMap(file -> file.type.andNested()).toList();
  }

  List<TypeDraft> typesWith(String... annotations) {
    return types().stream()
        .filter(type -> Stream.of(annotations).anyMatch(a -> type.mark(a) != null))
        .toList();
  }

  List<TypeDraft> stages() {
    return typesWith("LambdaStage", "GlueStage");
  }

  List<TypeDraft> workflows() {
    return typesWith("Workflow");
  }

  List<Mark> marks() {
    return types().stream()
        .flatMap(
            type ->
                Stream.concat(
                    type.marks.stream(),
                    type.methods.stream()
                        .flatMap(
                            m ->
                                Stream.concat(
                                    m.marks.stream(),
                                    m.parameters.stream().flatMap(p -> p.marks.stream())))))
        .toList();
  }

  static <T> T pick(Random random, List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** A compilation unit with one class. */
  static final class SourceFile {
    String packageName;
    final List<String> imports =
        new ArrayList<>(
            List.of(
                "com.amazonaws.services.lambda.runtime.Context",
                "dev.stageloom.annotations.*",
                "java.math.*",
                "java.time.*",
                "java.util.*",
                "java.util.stream.*",
                "org.apache.spark.sql.*"));
    final TypeDraft type;

    /** Text in front of everything. */
    String head = "";

    SourceFile(String packageName, TypeDraft type) {
      this.packageName = packageName;
      this.type = type;
    }

    String path() {
      String name = type.name + ".java";
      return packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name;
    }

    String print() {
      StringBuilder text = new StringBuilder(head);
      if (!packageName.isEmpty()) {
        text.append("package ").append(packageName).append(";\n");
      }
      imports.forEach(i -> text.append("import ").append(i).append(";\n"));
      return text.append(type.print("")).toString();
    }
  }

  /** A class, record, enum or interface. */
  static final class TypeDraft {
    final List<Mark> marks = new ArrayList<>();
    String modifiers;
    String kind;
    String name;
    String typeParameters = "";

    /** A record's components in their parentheses. */
    String header = "";

    /** What it extends and implements. */
    String supertypes = "";

    final List<String> members = new ArrayList<>();
    final List<MethodDraft> methods = new ArrayList<>();
    final List<TypeDraft> nested = new ArrayList<>();

    TypeDraft(String modifiers, String kind, String name) {
      this.modifiers = modifiers;
      this.kind = kind;
      this.name = name;
    }

    Mark mark(String annotation) {
      return marks.stream().filter(m -> m.name.equals(annotation)).findFirst().orElse(null);
    }

    Stream<TypeDraft> andNested() {
      return Stream.concat(
          Stream.of(this), nested.stream().flatMap(type -> type.andNested()).toList().stream());
    }

    String print(String indent) {
      StringBuilder text = new StringBuilder();
      marks.forEach(mark -> text.append(indent).append(mark.print()).append('\n'));
      text.append(indent)
          .append(words(modifiers, kind, name + typeParameters + header, supertypes, "{"))
          .append('\n');
      members.forEach(member -> text.append(indent).append("  ").append(member).append('\n'));
      methods.forEach(method -> text.append(method.print(indent + "  ")));
      nested.forEach(type -> text.append(type.print(indent + "  ")));
      return text.append(indent).append("}\n").toString();
    }
  }

  /** A method. */
  static final class MethodDraft {
    final List<Mark> marks = new ArrayList<>();
    String modifiers = "public";
    String typeParameters = "";
    String result;
    String name;
    final List<ParameterDraft> parameters = new ArrayList<>();
    String throwing = "";

    /** The body with its braces; a semicolon for none. */
    String body;

    MethodDraft(String result, String name) {
      this.result = result;
      this.name = name;
      this.body = "{ " + returning(result) + " }";
    }

    static String returning(String result) {
      return switch (result) {
        case "void" -> "";
        case "boolean" -> "return false;";
        case "byte", "short", "int", "long", "char", "float", "double" -> "return 0;";
        default -> "return null;";
      };
    }

    void returns(String type) {
      result = type;
      body = "{ " + returning(type) + " }";
    }

    String print(String indent) {
      String list =
          parameters.stream()
              .map(ParameterDraft::print)
              .collect(Collectors.joining(",\n      " + indent));
      String lines = marks.stream().map(m -> indent + m.print() + "\n").collect(joining());
      return lines
          + indent
          + words(
              modifiers, typeParameters, result, name + "(\n      " + indent + list + ")", throwing)
          + " "
          + body
          + "\n";
    }
  }

  /** A parameter of a method. */
  static final class ParameterDraft {
    final List<Mark> marks = new ArrayList<>();
    String type;
    String name;

    ParameterDraft(String type, String name) {
      this.type = type;
      this.name = name;
    }

    ParameterDraft with(Mark mark) {
      marks.add(mark);
      return this;
    }

    String print() {
      return words(marks.stream().map(Mark::print).collect(Collectors.joining(" ")), type, name);
    }
  }

  /** An annotation. */
  static final class Mark {
    String name;
    final List<Attribute> attributes = new ArrayList<>();

    Mark(String name) {
      this.name = name;
    }

    Mark with(String attribute, String value) {
      attributes.add(new Attribute(attribute, value));
      return this;
    }

    Attribute attribute(String wanted) {
      return attributes.stream().filter(a -> a.name.equals(wanted)).findFirst().orElse(null);
    }

    Mark copy() {
      Mark copy = new Mark(name);
      attributes.forEach(a -> copy.with(a.name, a.value));
      return copy;
    }

    String print() {
      if (attributes.isEmpty()) {
        return "@" + name;
      }
      String list =
          attributes.size() == 1 && attributes.get(0).name.equals("value")
              ? attributes.get(0).value
              : attributes.stream()
                  .map(a -> a.name + " = " + a.value)
                  .collect(Collectors.joining(", "));
      return "@" + name + "(" + list + ")";
    }
  }

  /** A value of an annotation, as source text. */
  static final class Attribute {
    String name;
    String value;

    Attribute(String name, String value) {
      this.name = name;
      this.value = value;
    }
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joining() {
    return Collectors.joining();
  }

  private static String words(String... words) {
    return Arrays.stream(words).filter(w -> !w.isEmpty()).collect(Collectors.joining(" "));
  }
}
