package dev.stageloom.processor.generate;

import dev.stageloom.processor.generate.JavaSource.Break;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.PolymorphicType;
import dev.stageloom.processor.model.RequiredFields;
import dev.stageloom.processor.model.Shape;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.TypeRef;
import dev.stageloom.processor.model.TypeRef.ClassKind;
import dev.stageloom.processor.model.TypeRef.ClassType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Generates the Lambda handler of a stage. */
public final class HandlerGenerator {

  private static final ClassName RUNTIME = new ClassName("dev.stageloom.runtime", "StageRuntime");
  private static final ClassName PRIMING = new ClassName("dev.stageloom.runtime", "Priming");
  private static final ClassName INVOCATION =
      new ClassName("dev.stageloom.runtime", "StageInvocation");
  private static final ClassName COMPRESSION =
      new ClassName("dev.stageloom.annotations", "Compression");
  private static final ClassName REQUEST_STREAM_HANDLER =
      new ClassName("com.amazonaws.services.lambda.runtime", "RequestStreamHandler");
  private static final ClassName CONTEXT =
      new ClassName("com.amazonaws.services.lambda.runtime", "Context");
  private static final ClassName INPUT_STREAM = new ClassName("java.io", "InputStream");
  private static final ClassName OUTPUT_STREAM = new ClassName("java.io", "OutputStream");
  private static final ClassName IO_EXCEPTION = new ClassName("java.io", "IOException");
  private static final ClassName DATA_TYPE = new ClassName("dev.stageloom.runtime", "DataType");
  private static final ClassName FIELD_RULES = new ClassName("dev.stageloom.runtime", "FieldRules");
  private static final ClassName JSON_IMPORT =
      new ClassName("io.avaje.jsonb", List.of("Json", "Import"));
  private static final ClassName JSON_SUBTYPE =
      new ClassName("io.avaje.jsonb", List.of("Json", "SubType"));
  private static final ClassName TYPES = new ClassName("io.avaje.jsonb", "Types");

  /** Characters; what is longer is left to the first event. */
  private static final int LONGEST_SAMPLE = 4_000;

  private HandlerGenerator() {}

  /**
   * The handler of a stage.
   *
   * @param stage a Lambda stage without errors
   * @return the source of its handler
   */
  public static GeneratedFile.Source generate(StageModel stage) {
    ClassName name = stage.entryPoint();
    Map<String, JsonField> fields = jsonFields(stage);
    JavaSource code = new JavaSource(name);
    code.line("/**")
        .line(" * Runs {@link ", stage.stageClass(), "} as an AWS Lambda function.")
        .line(" */")
        .marks();
    addJsonImports(stage, code);
    code.add("public final class ", name.simple(), " implements ")
        .line(REQUEST_STREAM_HANDLER, " {")
        .line("  private final ", RUNTIME, " runtime;")
        .line()
        .add("  private final ", stage.stageClass(), " stage = new ")
        .line(stage.stageClass(), "();")
        .line();
    for (JsonField field : fields.values()) {
      code.add("  private final ", DATA_TYPE, "<", field.type().boxed(), "> ")
          .line(field.name(), ";")
          .line();
    }
    boolean primes = startsFromSnapshot(stage) && !fields.isEmpty();
    addLambdaConstructor(name, primes, code);
    addConstructor(name, fields.values(), refusesUnknown(stage), code);
    addHandleRequestSignature(code);
    code.add("    runtime.handle(", JavaSource.literal(stage.name()))
        .line(", event, response, context, this::run);")
        .line("  }")
        .line();
    addRun(stage, fields, code);
    if (primes) {
      addPriming(stage, fields.values(), code);
    }
    return code.line("}").toFile();
  }

  /**
   * The handler's name and signatures only, for a stage in error.
   *
   * @param name the handler's name
   * @return the source
   */
  public static GeneratedFile.Source stub(ClassName name) {
    JavaSource code = new JavaSource(name);
    code.line("/**")
        .line(" * Without content: its stage has errors.")
        .line(" */")
        .marks()
        .add("public final class ", name.simple(), " implements ")
        .line(REQUEST_STREAM_HANDLER, " {")
        .line("  public ", name.simple(), "() {")
        .line("  }")
        .line();
    addConstructorSignature(name, code);
    code.line("  }").line();
    addHandleRequestSignature(code);
    return code.line("  }").line("}").toFile();
  }

  /** A field that holds how a type is read, if it is, and written. */
  private record JsonField(String name, DataType data, boolean read) {
    TypeRef type() {
      return data.item();
    }
  }

  /** The fields by their types as source names them. */
  private static Map<String, JsonField> jsonFields(StageModel stage) {
    UniqueNames names = new UniqueNames("runtime", "stage");
    Map<String, JsonField> fields = new LinkedHashMap<>();
    for (DataType data : inputTypes(stage)) {
      addField(data, true, names, fields);
    }
    stage.output().ifPresent(data -> addField(data, false, names, fields));
    return fields;
  }

  private static void addField(
      DataType data, boolean read, UniqueNames names, Map<String, JsonField> fields) {
    String key = key(data.item());
    if (!fields.containsKey(key)) {
      fields.put(key, new JsonField(names.choose(fieldName(data.item())), data, read));
    }
  }

  private static String key(TypeRef type) {
    return type.boxed().qualified();
  }

  /** The types of the values and items that are read. */
  private static List<DataType> inputTypes(StageModel stage) {
    List<DataType> types = new ArrayList<>();
    for (Parameter parameter : stage.parameters()) {
      if (parameter instanceof Parameter.Input input) {
        types.add(input.type());
      } else if (parameter instanceof Parameter.FromStage from) {
        types.add(from.type());
      }
    }
    return types;
  }

  /** {@code Map<String, Order>} is {@code mapStringOrderType}. */
  private static String fieldName(TypeRef type) {
    String text = type.simple().replace("[]", "Array");
    StringBuilder words = new StringBuilder(text.length() + 4);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (Character.isJavaIdentifierPart(c)) {
        words.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    String rest = words.substring(1);
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + rest + "Type";
  }

  // @Json.Import({
  //     Order.class,
  //     Trigger.class
  // })
  // @Json.Import(
  //     value = Payment.class,
  //     subtypes = {
  //       @Json.SubType(type = Card.class, name = "Card")
  //     })
  private static void addJsonImports(StageModel stage, JavaSource code) {
    Set<ClassName> classes = new TreeSet<>();
    Map<ClassName, PolymorphicType> withSubtypes = new TreeMap<>();
    List<DataType> all = new ArrayList<>(inputTypes(stage));
    stage.output().ifPresent(all::add);
    for (DataType data : all) {
      collect(data.item(), classes);
      for (PolymorphicType type : data.polymorphic()) {
        if (type.subtypes().isEmpty()) {
          classes.add(type.name());
        } else {
          withSubtypes.put(type.name(), type);
        }
      }
    }
    addImport(classes, code);
    withSubtypes.values().forEach(type -> addImport(type, code));
  }

  private static void addImport(Set<ClassName> classes, JavaSource code) {
    if (classes.isEmpty()) {
      return;
    }
    code.add("@", JSON_IMPORT, "(");
    if (classes.size() == 1) {
      code.line(classes.iterator().next(), ".class)");
      return;
    }
    String separator = "{";
    for (ClassName type : classes) {
      code.line(separator).add("    ", type, ".class");
      separator = ",";
    }
    code.line().line("})");
  }

  private static void addImport(PolymorphicType type, JavaSource code) {
    code.line("@", JSON_IMPORT, "(")
        .line("    value = ", type.name(), ".class,")
        .add("    subtypes = {");
    String separator = "";
    for (var subtype : type.subtypes().entrySet()) {
      code.line(separator).add("      @", JSON_SUBTYPE, "(type = ", subtype.getValue());
      code.add(".class, name = ", JavaSource.literal(subtype.getKey()), ")");
      separator = ",";
    }
    code.line().line("    })");
  }

  private static void collect(TypeRef type, Set<ClassName> classes) {
    if (type instanceof TypeRef.ArrayType array) {
      collect(array.component(), classes);
    } else if (type instanceof ClassType declared) {
      boolean adapted = declared.kind() == ClassKind.RECORD || declared.kind() == ClassKind.CLASS;
      if (adapted && !declared.name().packageName().startsWith("java")) {
        classes.add(declared.name());
      }
      for (TypeRef argument : declared.arguments()) {
        collect(argument, classes);
      }
    }
  }

  // public EtlStage_Handler() {
  //   this(StageRuntime.create());
  // }
  private static void addLambdaConstructor(ClassName name, boolean primes, JavaSource code) {
    code.line("  /**")
        .line("   * Called by AWS Lambda.")
        .line("   */")
        .line("  public ", name.simple(), "() {")
        .line("    this(", RUNTIME, ".create());");
    if (primes) {
      code.line("    runtime.beforeSnapshot(this::prime);");
    }
    code.line("  }").line();
  }

  private static boolean startsFromSnapshot(StageModel stage) {
    return stage.settings() instanceof StageSettings.Lambda lambda && lambda.startsFromSnapshot();
  }

  // private void prime(Priming priming) {
  //   priming.compress(Compression.GZIP);
  //   priming.sample(orderType, "{\"id\":0}");
  // }
  private static void addPriming(StageModel stage, Collection<JsonField> fields, JavaSource code) {
    code.line()
        .line("  /**")
        .line("   * Reads and writes samples before Lambda takes its snapshot of this function.")
        .line("   */")
        .line("  private void prime(", PRIMING, " priming) {");
    addCompression(stage, "priming.compress(", code);
    for (JsonField field : fields) {
      String sample = field.data().sample();
      if (sample.length() <= LONGEST_SAMPLE) {
        code.add("    priming.sample(", field.name(), ",", Break.AT_SPACE)
            .line(JavaSource.literal(sample), ");");
      }
    }
    code.line("  }");
  }

  private static boolean refusesUnknown(StageModel stage) {
    return stage.settings() instanceof StageSettings.Lambda lambda && lambda.failOnUnknownFields();
  }

  private static void addCompression(StageModel stage, String call, JavaSource code) {
    if (stage.output().isPresent() && stage.form().isCompressed()) {
      code.add("    ", call, COMPRESSION, ".").line(stage.form().compression().name(), ");");
    }
  }

  // public EtlStage_Handler(StageRuntime runtime) {
  //   this.runtime = runtime;
  //   this.orderType = runtime.type(Order.class, FieldRules.required("id"));
  // }
  private static void addConstructor(
      ClassName name, Collection<JsonField> fields, boolean refusesUnknown, JavaSource code) {
    code.line("  /**")
        .line("   * Runs the stage elsewhere than on AWS Lambda.")
        .line("   *")
        .line("   * @param runtime gives the S3 client and the JSON library")
        .line("   */");
    addConstructorSignature(name, code);
    code.line("    this.runtime = runtime;");
    for (JsonField field : fields) {
      code.add("    this.", field.name(), " = runtime.type(");
      addTypeExpression(field.type(), code);
      boolean refuses = refusesUnknown && field.read();
      if (refuses || !field.data().required().isEmpty()) {
        code.add(",", Break.AT_SPACE);
        addRules(field.data().required(), "        ", code);
        code.add(refuses ? ".refusingUnknown()" : "");
      }
      code.line(");");
    }
    code.line("  }").line();
  }

  // FieldRules.required("id")
  //     .in("lines", FieldRules.required("quantity"))
  private static void addRules(RequiredFields required, String indent, JavaSource code) {
    code.add(FIELD_RULES);
    if (!required.subtypes().isEmpty()) {
      code.add(".typeIn(", JavaSource.literal(required.typeField()), ")");
    } else {
      addRequired(required.names(), indent, code);
    }
    required.in().forEach((name, inside) -> addRules(".in", name, inside, indent, code));
    required.subtypes().forEach((name, inside) -> addRules(".subtype", name, inside, indent, code));
    if (required.ignoresCase()) {
      code.line().add(indent, ".ignoringCase()");
    }
  }

  private static void addRequired(List<List<String>> names, String indent, JavaSource code) {
    List<String> plain =
        names.stream().filter(each -> each.size() == 1).map(each -> each.get(0)).toList();
    if (plain.isEmpty()) {
      code.add(".none()");
    } else {
      code.add(".required").arguments(plain.stream().map(JavaSource::literal).toList());
    }
    for (List<String> aliases : names) {
      if (aliases.size() > 1) {
        code.line()
            .add(indent, ".oneOf")
            .arguments(aliases.stream().map(JavaSource::literal).toList());
      }
    }
  }

  private static void addRules(
      String call, String name, RequiredFields inside, String indent, JavaSource code) {
    code.line().add(indent, call, "(", JavaSource.literal(name), ",", Break.AT_SPACE);
    addRules(inside, indent + "    ", code);
    code.add(")");
  }

  private static void addConstructorSignature(ClassName name, JavaSource code) {
    code.line("  public ", name.simple(), "(", Break.AT_ONCE, RUNTIME, " runtime) {");
  }

  /** {@code Order.class}, or {@code Types.newParameterizedType(Map.class, String.class, ...)}. */
  private static void addTypeExpression(TypeRef type, JavaSource code) {
    if (!isGeneric(type)) {
      code.add(type, ".class");
    } else if (type instanceof TypeRef.ArrayType array) {
      code.add(TYPES, ".arrayOf(");
      addTypeExpression(array.component(), code);
      code.add(")");
    } else if (type instanceof ClassType declared) {
      code.add(TYPES, ".newParameterizedType(", declared.name(), ".class");
      for (TypeRef argument : declared.arguments()) {
        code.add(",", Break.AT_SPACE);
        addTypeExpression(argument, code);
      }
      code.add(")");
    }
  }

  /** Whether a type has type arguments, or is an array of such: then it has no class literal. */
  private static boolean isGeneric(TypeRef type) {
    return type instanceof TypeRef.ArrayType array
        ? isGeneric(array.component())
        : type instanceof ClassType declared && !declared.arguments().isEmpty();
  }

  private static void addHandleRequestSignature(JavaSource code) {
    code.line("  @", JavaSource.OVERRIDE)
        .add("  public void handleRequest(", Break.AT_ONCE, INPUT_STREAM, " event,")
        .add(Break.AT_SPACE, OUTPUT_STREAM, " response,")
        .add(Break.AT_SPACE, CONTEXT, " context)")
        .add(Break.AT_SPACE, "throws", Break.AT_SPACE)
        .line(IO_EXCEPTION, " {");
  }

  // private void run(StageInvocation invocation) throws Exception {
  //   invocation.compressOutput(Compression.GZIP);
  //   Trigger trigger = invocation.input().value(triggerType);
  //   var result = stage.extract(trigger, invocation.context());
  //   invocation.writeStream(orderType, result);
  // }
  private static void addRun(StageModel stage, Map<String, JsonField> fields, JavaSource code) {
    UniqueNames names = new UniqueNames("invocation", "stage", "runtime");
    for (JsonField field : fields.values()) {
      names.choose(field.name());
    }
    code.add("  private void run(", Break.AT_ONCE, INVOCATION, " invocation)")
        .add(Break.AT_SPACE, "throws", Break.AT_SPACE)
        .line(JavaSource.EXCEPTION, " {");
    addCompression(stage, "invocation.compressOutput(", code);
    List<String> call = new ArrayList<>();
    for (Parameter parameter : stage.parameters()) {
      if (parameter instanceof Parameter.Given given) {
        call.add(
            given.kind() == Parameter.GivenKind.LAMBDA_CONTEXT
                ? "invocation.lambdaContext()"
                : "invocation.context()");
        continue;
      }
      String variable = names.choose(parameter.name());
      call.add(variable);
      if (parameter instanceof Parameter.ArgumentValue argument) {
        ArgumentCode.declare(argument, variable, code);
      } else if (parameter instanceof Parameter.Input input) {
        addReading(input.type(), variable, "input()", fields, code);
      } else if (parameter instanceof Parameter.FromStage from) {
        String source = "output(" + JavaSource.literal(from.stageName()) + ")";
        addReading(from.type(), variable, source, fields, code);
      }
    }
    if (stage.output().isEmpty()) {
      code.add("    stage.", stage.method()).arguments(call).line(";").line("  }");
      return;
    }
    DataType output = stage.output().get();
    String result = names.choose("result");
    code.add("    var ", result, " = stage.", stage.method())
        .arguments(call)
        .line(";")
        .add("    invocation.", writer(output.shape()), "(", field(fields, output).name(), ", ")
        .line(result, ");")
        .line("  }");
  }

  private static void addReading(
      DataType type,
      String variable,
      String source,
      Map<String, JsonField> fields,
      JavaSource code) {
    code.add("    ", type, " ", variable, " = invocation.", source, ".", reader(type.shape()))
        .line("(", field(fields, type).name(), ");");
  }

  private static JsonField field(Map<String, JsonField> fields, DataType type) {
    return Objects.requireNonNull(fields.get(key(type.item())));
  }

  private static String reader(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  private static String writer(Shape shape) {
    return "write" + shape.name().charAt(0) + reader(shape).substring(1);
  }
}
