package dev.stageloom.processor.generate;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.NameAllocator;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.TypeRef;
import dev.stageloom.processor.model.TypeRef.ClassKind;
import dev.stageloom.processor.model.TypeRef.ClassType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Generates the Lambda handler of a stage. */
public final class HandlerGenerator {

  private static final com.squareup.javapoet.ClassName RUNTIME =
      JavaSources.name("dev.stageloom.runtime", "StageRuntime");
  private static final com.squareup.javapoet.ClassName INVOCATION =
      JavaSources.name("dev.stageloom.runtime", "StageInvocation");
  private static final com.squareup.javapoet.ClassName REQUEST_STREAM_HANDLER =
      JavaSources.name("com.amazonaws.services.lambda.runtime", "RequestStreamHandler");
  private static final com.squareup.javapoet.ClassName CONTEXT =
      JavaSources.name("com.amazonaws.services.lambda.runtime", "Context");
  private static final com.squareup.javapoet.ClassName INPUT_STREAM =
      JavaSources.name("java.io", "InputStream");
  private static final com.squareup.javapoet.ClassName OUTPUT_STREAM =
      JavaSources.name("java.io", "OutputStream");
  private static final com.squareup.javapoet.ClassName JSON_TYPE =
      JavaSources.name("io.avaje.jsonb", "JsonType");
  private static final com.squareup.javapoet.ClassName JSON_IMPORT =
      JavaSources.name("io.avaje.jsonb", "Json").nestedClass("Import");
  private static final com.squareup.javapoet.ClassName TYPES =
      JavaSources.name("io.avaje.jsonb", "Types");

  private HandlerGenerator() {}

  /**
   * The handler of a stage.
   *
   * @param stage a Lambda stage without errors
   * @return the source of its handler
   */
  public static GeneratedFile.Source generate(StageModel stage) {
    ClassName name = stage.entryPoint();
    Map<String, JsonField> jsonFields = jsonFields(stage);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name.simple())
            .addJavadoc(
                "Runs {@link $T} as an AWS Lambda function.\n",
                JavaSources.name(stage.stageClass()))
            .addAnnotations(JavaSources.generated())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(REQUEST_STREAM_HANDLER)
            .addField(RUNTIME, "runtime", Modifier.PRIVATE, Modifier.FINAL)
            .addField(
                FieldSpec.builder(
                        JavaSources.name(stage.stageClass()),
                        "stage",
                        Modifier.PRIVATE,
                        Modifier.FINAL)
                    .initializer("new $T()", JavaSources.name(stage.stageClass()))
                    .build());
    jsonImport(stage).ifPresent(type::addAnnotation);
    for (JsonField field : jsonFields.values()) {
      type.addField(
          ParameterizedTypeName.get(JSON_TYPE, JavaSources.type(field.type()).box()),
          field.name(),
          Modifier.PRIVATE,
          Modifier.FINAL);
    }
    return JavaSources.render(
        name,
        type.addMethod(lambdaConstructor())
            .addMethod(constructor(jsonFields))
            .addMethod(handleRequest(stage))
            .addMethod(run(stage, jsonFields))
            .build());
  }

  /**
   * The handler's name and signatures only, for a stage in error.
   *
   * @param name the handler's name
   * @return the source
   */
  public static GeneratedFile.Source stub(ClassName name) {
    return JavaSources.render(
        name,
        TypeSpec.classBuilder(name.simple())
            .addJavadoc("Without content: its stage has errors.\n")
            .addAnnotations(JavaSources.generated())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(REQUEST_STREAM_HANDLER)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC).build())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(RUNTIME, "runtime")
                    .build())
            .addMethod(handleRequestSignature().build())
            .build());
  }

  /** A field that holds the JSON reader and writer of a type. */
  private record JsonField(String name, TypeRef type) {}

  private static Map<String, JsonField> jsonFields(StageModel stage) {
    NameAllocator names = new NameAllocator();
    names.newName("runtime");
    names.newName("stage");
    Map<String, JsonField> fields = new LinkedHashMap<>();
    dataTypes(stage)
        .forEach(
            type -> {
              String key = JavaSources.type(type).box().toString();
              if (!fields.containsKey(key)) {
                fields.put(key, new JsonField(names.newName(fieldName(type)), type));
              }
            });
    return fields;
  }

  private static Stream<TypeRef> dataTypes(StageModel stage) {
    Stream<TypeRef> inputs =
        stage.parameters().stream().flatMap(p -> dataType(p).stream()).map(DataType::item);
    return Stream.concat(inputs, stage.output().stream().map(DataType::item));
  }

  private static Optional<DataType> dataType(Parameter parameter) {
    if (parameter instanceof Parameter.Input input) {
      return Optional.of(input.type());
    }
    return parameter instanceof Parameter.FromStage from
        ? Optional.of(from.type())
        : Optional.empty();
  }

  /** {@code Map<String, Order>} is {@code mapStringOrderType}. */
  private static String fieldName(TypeRef type) {
    String words =
        type.simple().replace("[]", "Array").replaceAll("\\P{javaJavaIdentifierPart}", "");
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1) + "Type";
  }

  // @Json.Import({Order.class, Trigger.class})
  private static Optional<AnnotationSpec> jsonImport(StageModel stage) {
    Set<ClassName> classes = new TreeSet<>();
    dataTypes(stage).forEach(type -> collect(type, classes));
    if (classes.isEmpty()) {
      return Optional.empty();
    }
    AnnotationSpec.Builder annotation = AnnotationSpec.builder(JSON_IMPORT);
    classes.forEach(name -> annotation.addMember("value", "$T.class", JavaSources.name(name)));
    return Optional.of(annotation.build());
  }

  private static void collect(TypeRef type, Set<ClassName> classes) {
    if (type instanceof TypeRef.ArrayType array) {
      collect(array.component(), classes);
    } else if (type instanceof ClassType declared) {
      boolean adapted = declared.kind() == ClassKind.RECORD || declared.kind() == ClassKind.CLASS;
      if (adapted && !declared.name().packageName().startsWith("java")) {
        classes.add(declared.name());
      }
      declared.arguments().forEach(argument -> collect(argument, classes));
    }
  }

  // public EtlStage_Handler() {
  //   this(StageRuntime.create());
  // }
  private static MethodSpec lambdaConstructor() {
    return MethodSpec.constructorBuilder()
        .addJavadoc("Called by AWS Lambda.\n")
        .addModifiers(Modifier.PUBLIC)
        .addStatement("this($T.create())", RUNTIME)
        .build();
  }

  // public EtlStage_Handler(StageRuntime runtime) {
  //   this.runtime = runtime;
  //   this.orderType = runtime.jsonb().type(Order.class);
  // }
  private static MethodSpec constructor(Map<String, JsonField> jsonFields) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addJavadoc("Runs the stage elsewhere than on AWS Lambda.\n")
            .addJavadoc("\n@param runtime gives the S3 client and the JSON library\n")
            .addModifiers(Modifier.PUBLIC)
            .addParameter(RUNTIME, "runtime")
            .addStatement("this.runtime = runtime");
    for (JsonField field : jsonFields.values()) {
      constructor.addStatement(
          "this.$L = runtime.jsonb().type($L)", field.name(), typeExpression(field.type()));
    }
    return constructor.build();
  }

  /** {@code Order.class}, or {@code Types.newParameterizedType(Map.class, String.class, ...)}. */
  private static CodeBlock typeExpression(TypeRef type) {
    if (!JavaSources.isGeneric(type)) {
      return CodeBlock.of("$T.class", JavaSources.type(type));
    }
    if (type instanceof TypeRef.ArrayType array) {
      return CodeBlock.of("$T.arrayOf($L)", TYPES, typeExpression(array.component()));
    }
    ClassType declared = (ClassType) type;
    List<CodeBlock> parts = new ArrayList<>();
    parts.add(CodeBlock.of("$T.class", JavaSources.name(declared.name())));
    declared.arguments().forEach(argument -> parts.add(typeExpression(argument)));
    return CodeBlock.of("$T.newParameterizedType($L)", TYPES, CodeBlock.join(parts, ",$W"));
  }

  private static MethodSpec.Builder handleRequestSignature() {
    return MethodSpec.methodBuilder("handleRequest")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(INPUT_STREAM, "event")
        .addParameter(OUTPUT_STREAM, "response")
        .addParameter(CONTEXT, "context")
        .addException(IOException.class);
  }

  private static MethodSpec handleRequest(StageModel stage) {
    return handleRequestSignature()
        .addStatement("runtime.handle($S, event, response, context, this::run)", stage.name())
        .build();
  }

  // private void run(StageInvocation invocation) throws Exception {
  //   Trigger trigger = invocation.input().value(triggerType);
  //   var result = stage.extract(trigger, invocation.context());
  //   invocation.writeStream(orderType, result);
  // }
  private static MethodSpec run(StageModel stage, Map<String, JsonField> jsonFields) {
    NameAllocator names = new NameAllocator();
    String invocation = names.newName("invocation");
    names.newName("stage");
    names.newName("runtime");
    jsonFields.values().forEach(field -> names.newName(field.name()));

    MethodSpec.Builder run =
        MethodSpec.methodBuilder("run")
            .addModifiers(Modifier.PRIVATE)
            .addParameter(INVOCATION, invocation)
            .addException(Exception.class);
    List<CodeBlock> call = new ArrayList<>();
    for (Parameter parameter : stage.parameters()) {
      if (parameter instanceof Parameter.Given given) {
        call.add(
            CodeBlock.of(
                given.kind() == Parameter.GivenKind.LAMBDA_CONTEXT
                    ? "$L.lambdaContext()"
                    : "$L.context()",
                invocation));
        continue;
      }
      String variable = names.newName(parameter.name());
      call.add(CodeBlock.of("$L", variable));
      if (parameter instanceof Parameter.ArgumentValue argument) {
        run.addStatement("$L", ArgumentCode.declare(argument, variable, invocation));
      } else {
        DataType type = dataType(parameter).orElseThrow();
        run.addStatement(
            "$T $L = $L.$L($L)",
            JavaSources.type(type),
            variable,
            source(parameter, invocation),
            reader(type),
            field(jsonFields, type).name());
      }
    }
    CodeBlock invoke = CodeBlock.of("stage.$L($L)", stage.method(), CodeBlock.join(call, ",$W"));
    if (stage.output().isEmpty()) {
      return run.addStatement("$L", invoke).build();
    }
    DataType output = stage.output().get();
    String result = names.newName("result");
    return run.addStatement("var $L = $L", result, invoke)
        .addStatement(
            "$L.$L($L, $L)", invocation, writer(output), field(jsonFields, output).name(), result)
        .build();
  }

  private static CodeBlock source(Parameter parameter, String invocation) {
    return parameter instanceof Parameter.FromStage from
        ? CodeBlock.of("$L.output($S)", invocation, from.stageName())
        : CodeBlock.of("$L.input()", invocation);
  }

  private static JsonField field(Map<String, JsonField> fields, DataType type) {
    return java.util.Objects.requireNonNull(
        fields.get(JavaSources.type(type.item()).box().toString()));
  }

  private static String reader(DataType type) {
    return type.shape().name().toLowerCase(Locale.ROOT);
  }

  private static String writer(DataType type) {
    String shape = reader(type);
    return "write" + Character.toUpperCase(shape.charAt(0)) + shape.substring(1);
  }
}
