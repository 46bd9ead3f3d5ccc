package dev.stageloom.processor.generate;

import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.TypeRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Java source file while it is written, from the first line after the imports to the last. The
 * names of classes are kept apart until the text is complete: then each is imported, unless another
 * class of the same simple name came first.
 */
final class JavaSource {

  /** Where a line may be broken that would be longer than {@value #LONGEST_LINE} characters. */
  enum Break {
    /** A space where it is not. */
    AT_SPACE,
    /** Nothing where it is not. */
    AT_ONCE
  }

  static final ClassName STRING = new ClassName("java.lang", "String");
  static final ClassName EXCEPTION = new ClassName("java.lang", "Exception");
  static final ClassName OVERRIDE = new ClassName("java.lang", "Override");

  private static final ClassName SUPPRESS_WARNINGS = new ClassName("java.lang", "SuppressWarnings");
  private static final ClassName GENERATED =
      new ClassName("javax.annotation.processing", "Generated");

  private static final String GENERATOR = "dev.stageloom.processor.StageloomProcessor";

  /** Eclipse's word for every warning, then javac's words. */
  private static final String WARNINGS =
      "{\"all\", \"deprecation\", \"rawtypes\", \"removal\", \"this-escape\"}";

  private static final int LONGEST_LINE = 100;
  private static final String CONTINUATION = "    ";
  private static final String HEX = "0123456789abcdef";

  private final ClassName name;

  /** Text, names of classes, and places for a break. */
  private final List<Object> parts = new ArrayList<>();

  /** Starts the file of a top-level class. */
  JavaSource(ClassName name) {
    this.name = name;
  }

  /**
   * Adds text.
   *
   * @param items each a {@code String} as it is to stand in the file, a {@code ClassName}, {@code
   *     TypeRef} or {@code DataType} to import, or a {@code Break}
   */
  JavaSource add(Object... items) {
    for (Object item : items) {
      if (item instanceof TypeRef type) {
        addType(type);
      } else if (item instanceof DataType data) {
        addData(data);
      } else {
        parts.add(item);
      }
    }
    return this;
  }

  /** Adds text, as {@link #add} does, and ends the line. */
  JavaSource line(Object... items) {
    add(items);
    parts.add("\n");
    return this;
  }

  /** Adds the arguments of a call in their parentheses. */
  JavaSource arguments(List<String> expressions) {
    parts.add("(");
    for (int i = 0; i < expressions.size(); i++) {
      if (i > 0) {
        add(",", Break.AT_SPACE);
      }
      parts.add(expressions.get(i));
    }
    parts.add(")");
    return this;
  }

  /** The marks of a generated class: no date, so that the same input gives the same bytes. */
  JavaSource marks() {
    line("@", GENERATED, "(\"" + GENERATOR + "\")");
    return line("@", SUPPRESS_WARNINGS, "(" + WARNINGS + ")");
  }

  static String withoutMark(String source) {
    return source
        .replace("import " + GENERATED.qualified() + ";\n", "")
        .replace("@Generated(\"" + GENERATOR + "\")\n", "");
  }

  private void addType(TypeRef type) {
    if (type instanceof TypeRef.ArrayType array) {
      addType(array.component());
      parts.add("[]");
    } else if (type instanceof TypeRef.ClassType declared) {
      parts.add(declared.name());
      String separator = "<";
      for (TypeRef argument : declared.arguments()) {
        parts.add(separator);
        addType(argument);
        separator = ", ";
      }
      if (!declared.arguments().isEmpty()) {
        parts.add(">");
      }
    } else {
      parts.add(type.qualified());
    }
  }

  /** The type of a parameter or result as the stage declares it. */
  private void addData(DataType data) {
    ClassName collection =
        switch (data.shape()) {
          case VALUE -> null;
          case LIST -> new ClassName("java.util", "List");
          case STREAM -> new ClassName("java.util.stream", "Stream");
          case ITERATOR -> new ClassName("java.util", "Iterator");
          case DATASET -> new ClassName("org.apache.spark.sql", "Dataset");
        };
    if (collection == null) {
      addType(data.item());
    } else {
      add(collection, "<", data.item().boxed(), ">");
    }
  }

  /** A text as a string literal. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\b' -> literal.append("\\b");
        case '\t' -> literal.append("\\t");
        case '\n' -> literal.append("\\n");
        case '\f' -> literal.append("\\f");
        case '\r' -> literal.append("\\r");
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        default -> {
          if (Character.isISOControl(c)) {
            escape(c, literal);
          } else {
            literal.append(c);
          }
        }
      }
    }
    return literal.append('"').toString();
  }

  /** The complete file. */
  GeneratedFile.Source toFile() {
    Map<String, String> imported = imported();
    StringBuilder file = new StringBuilder(4096);
    if (!name.packageName().isEmpty()) {
      file.append("package ").append(name.packageName()).append(";\n\n");
    }
    Set<String> imports = new TreeSet<>();
    imported.forEach(
        (simpleName, packageName) -> {
          if (!packageName.equals("java.lang")) {
            imports.add(packageName + "." + simpleName);
          }
        });
    for (String type : imports) {
      file.append("import ").append(type).append(";\n");
    }
    if (!imports.isEmpty()) {
      file.append('\n');
    }
    new Lines(file).addAll(imported);
    return new GeneratedFile.Source(name, ascii(file));
  }

  /**
   * The packages of the top-level classes that need no package where they are named, except for the
   * file's own: the package's own classes hide others, and among those the first one counts.
   */
  private Map<String, String> imported() {
    Map<String, String> packages = new LinkedHashMap<>();
    Set<String> ownNames = new HashSet<>();
    ownNames.add(name.simple());
    for (Object part : parts) {
      if (part instanceof ClassName type) {
        String simpleName = type.simpleNames().get(0);
        if (type.packageName().equals(name.packageName())) {
          ownNames.add(simpleName);
        } else if (!type.packageName().isEmpty()) {
          packages.putIfAbsent(simpleName, type.packageName());
        }
      }
    }
    packages.keySet().removeAll(ownNames);
    return packages;
  }

  /** The lines after the imports, broken where they are too long. */
  private final class Lines {

    private final StringBuilder out;
    private int lineStart;

    /** Where the text after the last place for a break begins; -1 if there is none in the line. */
    private int breakAt = -1;

    private Break kind = Break.AT_ONCE;
    private String indentation = "";

    Lines(StringBuilder out) {
      this.out = out;
      this.lineStart = out.length();
    }

    void addAll(Map<String, String> imported) {
      for (Object part : parts) {
        if (part instanceof ClassName type) {
          boolean known =
              type.packageName().equals(name.packageName())
                  || type.packageName().equals(imported.get(type.simpleNames().get(0)));
          out.append(known ? String.join(".", type.simpleNames()) : type.qualified());
        } else if (part instanceof Break place) {
          settle();
          remember(place);
        } else if (part.equals("\n")) {
          settle();
          out.append('\n');
          lineStart = out.length();
          indentation = "";
        } else {
          out.append(part);
        }
      }
    }

    private void remember(Break place) {
      if (indentation.isEmpty()) {
        int first = lineStart;
        while (out.charAt(first) == ' ') {
          first++;
        }
        indentation = out.substring(lineStart, first) + CONTINUATION;
      }
      if (place == Break.AT_SPACE) {
        out.append(' ');
      }
      breakAt = out.length();
      kind = place;
    }

    /** Breaks the line at the last place if what follows it is too long. */
    private void settle() {
      if (breakAt >= 0 && out.length() - lineStart > LONGEST_LINE) {
        int end = kind == Break.AT_SPACE ? breakAt - 1 : breakAt;
        out.replace(end, breakAt, "\n" + indentation);
        lineStart = end + 1;
      }
      breakAt = -1;
    }
  }

  /**
   * Escapes what is not ASCII: the compiler reads the file in the encoding of the user's sources.
   */
  private static String ascii(StringBuilder source) {
    int plain = 0;
    while (plain < source.length() && source.charAt(plain) < 0x80) {
      plain++;
    }
    if (plain == source.length()) {
      return source.toString();
    }
    StringBuilder escaped = new StringBuilder(source.length() + 64).append(source, 0, plain);
    for (int i = plain; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c < 0x80) {
        escaped.append(c);
      } else {
        escape(c, escaped);
      }
    }
    return escaped.toString();
  }

  private static void escape(char c, StringBuilder out) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xF));
    }
  }
}
