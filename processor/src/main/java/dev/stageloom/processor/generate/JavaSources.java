package dev.stageloom.processor.generate;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.TypeRef;
import java.util.List;
import java.util.Locale;

/** What all Java generators share: the model's names as JavaPoet's, and the rendering of a file. */
final class JavaSources {

  private static final com.squareup.javapoet.ClassName GENERATED =
      com.squareup.javapoet.ClassName.get("javax.annotation.processing", "Generated");

  private static final String GENERATOR = "dev.stageloom.processor.StageloomProcessor";

  /** Eclipse's word for every warning, then javac's words. */
  private static final List<String> WARNINGS =
      List.of("all", "deprecation", "rawtypes", "removal", "this-escape");

  private JavaSources() {}

  /** The marks of a generated class: no date, so that the same input gives the same bytes. */
  static List<AnnotationSpec> generated() {
    return List.of(
        AnnotationSpec.builder(GENERATED).addMember("value", "$S", GENERATOR).build(),
        suppressWarnings());
  }

  static String withoutMark(String source) {
    return source
        .replace("import " + GENERATED.canonicalName() + ";\n", "")
        .replace("@Generated(\"" + GENERATOR + "\")\n", "");
  }

  /** What a user's types and our constructors may make a compiler warn of. */
  private static AnnotationSpec suppressWarnings() {
    CodeBlock warnings =
        WARNINGS.stream().map(w -> CodeBlock.of("$S", w)).collect(CodeBlock.joining(", "));
    return AnnotationSpec.builder(SuppressWarnings.class)
        .addMember("value", "{$L}", warnings)
        .build();
  }

  static GeneratedFile.Source render(ClassName name, TypeSpec type) {
    String text =
        JavaFile.builder(name.packageName(), type)
            .indent("  ")
            .skipJavaLangImports(true)
            .build()
            .toString();
    return new GeneratedFile.Source(name, ascii(text));
  }

  /**
   * Escapes what is not ASCII: the compiler reads the file in the encoding of the user's sources.
   */
  private static String ascii(String source) {
    StringBuilder escaped = new StringBuilder(source.length());
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c < 0x80) {
        escaped.append(c);
      } else {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return escaped.toString();
  }

  static com.squareup.javapoet.ClassName name(ClassName name) {
    List<String> names = name.simpleNames();
    return com.squareup.javapoet.ClassName.get(
        name.packageName(), names.get(0), names.subList(1, names.size()).toArray(String[]::new));
  }

  static com.squareup.javapoet.ClassName name(String packageName, String simpleName) {
    return com.squareup.javapoet.ClassName.get(packageName, simpleName);
  }

  /** Whether a type has type arguments, or is an array of such: then it has no class literal. */
  static boolean isGeneric(TypeRef type) {
    return type instanceof TypeRef.ArrayType array
        ? isGeneric(array.component())
        : type instanceof TypeRef.ClassType declared && !declared.arguments().isEmpty();
  }

  static TypeName type(TypeRef type) {
    if (type instanceof TypeRef.PrimitiveType primitive) {
      return switch (primitive.name()) {
        case "boolean" -> TypeName.BOOLEAN;
        case "byte" -> TypeName.BYTE;
        case "short" -> TypeName.SHORT;
        case "int" -> TypeName.INT;
        case "long" -> TypeName.LONG;
        case "char" -> TypeName.CHAR;
        case "float" -> TypeName.FLOAT;
        default -> TypeName.DOUBLE;
      };
    }
    if (type instanceof TypeRef.ArrayType array) {
      return ArrayTypeName.of(type(array.component()));
    }
    TypeRef.ClassType declared = (TypeRef.ClassType) type;
    com.squareup.javapoet.ClassName raw = name(declared.name());
    return declared.arguments().isEmpty()
        ? raw
        : ParameterizedTypeName.get(
            raw, declared.arguments().stream().map(JavaSources::type).toArray(TypeName[]::new));
  }

  /** The type of a parameter or result as the stage declares it. */
  static TypeName type(DataType data) {
    TypeName item = type(data.item());
    com.squareup.javapoet.ClassName collection =
        switch (data.shape()) {
          case VALUE -> null;
          case LIST -> name("java.util", "List");
          case STREAM -> name("java.util.stream", "Stream");
          case ITERATOR -> name("java.util", "Iterator");
          case DATASET -> name("org.apache.spark.sql", "Dataset");
        };
    return collection == null ? item : ParameterizedTypeName.get(collection, item.box());
  }
}
