package dev.stageloom.processor.fuzz;

import dev.stageloom.processor.fuzz.Program.Mark;
import dev.stageloom.processor.fuzz.Program.MethodDraft;
import dev.stageloom.processor.fuzz.Program.ParameterDraft;
import dev.stageloom.processor.fuzz.Program.SourceFile;
import dev.stageloom.processor.fuzz.Program.TypeDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes valid programs: workflows, their stages, and the data between them. */
final class ProgramGenerator {

  /** The type of a stage's output. */
  private record Data(String shape, String item) {
    boolean isMany() {
      return !shape.isEmpty();
    }

    String print() {
      return shape.isEmpty() ? item : shape + "<" + item + ">";
    }
  }

  /** A stage as its workflow needs to know it; without data for void. */
  private record Made(TypeDraft type, String reference, Data output) {}

  private static final List<List<String>> PACKAGES =
      List.of(
          List.of("p"),
          List.of("com.acme.shop"),
          List.of("p", "q.r"),
          List.of("com.acme", "com.acme.type"),
          List.of(""));
  private static final List<String> WORDS =
      List.of("Etl", "Load", "Filter", "Score", "Store", "Clean", "Merge", "Export");
  private static final List<String> JAVA_TYPES =
      List.of(
          "String",
          "Integer",
          "Long",
          "Boolean",
          "Double",
          "BigDecimal",
          "LocalDate",
          "Instant",
          "UUID",
          "Object");
  private static final List<String> PRIMITIVES = List.of("int", "long", "boolean", "double");

  /** Types of arguments, each with a default. */
  private static final List<List<String>> ARGUMENTS =
      List.of(
          List.of("String", "\"\""),
          List.of("String", "\"it's ${x} %} {% \\\\ \\\" \\n ä\""),
          List.of("int", "\"-1\""),
          List.of("Integer", "\"10\""),
          List.of("long", "\"9000000000\""),
          List.of("short", "\"1\""),
          List.of("byte", "\"1\""),
          List.of("double", "\"1.5\""),
          List.of("float", "\"NaN\""),
          List.of("boolean", "\"TRUE\""),
          List.of("Boolean", "\"false\""),
          List.of("char", "\"'\""),
          List.of("BigDecimal", "\"1e3\""),
          List.of("BigInteger", "\"12\""),
          List.of("UUID", "\"123e4567-e89b-12d3-a456-426614174000\""),
          List.of("Duration", "\"PT1H\""),
          List.of("Instant", "\"2026-01-01T00:00:00Z\""),
          List.of("LocalDate", "\"2026-01-01\""),
          List.of("LocalDateTime", "\"2026-01-01T10:00\""),
          List.of("LocalTime", "\"10:00\""),
          List.of("MonthDay", "\"--01-01\""),
          List.of("Period", "\"P1D\""),
          List.of("Year", "\"2026\""),
          List.of("YearMonth", "\"2026-01\""),
          List.of("ZonedDateTime", "\"2026-01-01T00:00:00Z\""),
          List.of("RoundingMode", "\"HALF_UP\""));

  private final Random random;
  private final Program program = new Program();
  private final List<String> packages;

  /** Records and beans, which Glue stages can have too. */
  private final List<String> objects = new ArrayList<>();

  private final List<String> enums = new ArrayList<>();
  private final List<Made> first = new ArrayList<>();
  private boolean firstHasGlue;
  private int number;

  ProgramGenerator(Random random) {
    this.random = random;
    this.packages = pick(PACKAGES);
  }

  Program generate() {
    int types = 2 + random.nextInt(4);
    for (int i = 0; i < types; i++) {
      addDataType();
    }
    addGenericType();
    int workflows = 1 + random.nextInt(3);
    for (int i = 0; i < workflows; i++) {
      addWorkflow(i);
    }
    List<String> imports =
        program.files.stream()
            .map(file -> file.packageName)
            .filter(name -> !name.isEmpty())
            .distinct()
            .map(name -> name + ".*")
            .toList();
    program.files.forEach(file -> file.imports.addAll(imports));
    return program;
  }

  private void addDataType() {
    String name = "Type" + ++number;
    int kind = random.nextInt(4);
    TypeDraft type;
    if (kind == 0) {
      type = new TypeDraft("public", "enum", name);
      type.members.add("RED, GREEN;");
      enums.add(name);
    } else if (kind == 1) {
      type = new TypeDraft("public", "class", name);
      type.members.add("private String a;");
      type.members.add("public String getA() { return a; }");
      type.members.add("public void setA(String a) { this.a = a; }");
      objects.add(name);
    } else {
      type = new TypeDraft("public", "record", name);
      type.header =
          "(int a, String b"
              + (objects.isEmpty() ? "" : ", List<" + pick(objects) + "> c, LocalDate d")
              + ")";
      objects.add(name);
    }
    if (chance(20) && packages.size() == 1) {
      TypeDraft outer = new TypeDraft("public final", "class", "Holder" + number);
      type.modifiers = "public static";
      outer.nested.add(type);
      program.add(packages.get(0), outer).type.members.add("private " + outer.name + "() {}");
      List<String> names = kind == 0 ? enums : objects;
      names.set(names.size() - 1, outer.name + "." + name);
      return;
    }
    program.add(pick(packages), type);
  }

  private void addGenericType() {
    TypeDraft type = new TypeDraft("public", "record", "Box");
    type.typeParameters = "<T>";
    type.header = "(T value, int size)";
    program.add(packages.get(0), type);
  }

  private void addWorkflow(int index) {
    String packageName = pick(packages);
    TypeDraft workflow =
        new TypeDraft("public final", "class", pick(WORDS) + index + pick(List.of("Workflow", "")));
    SourceFile file = program.add(packageName, workflow);
    Mark mark = new Mark("Workflow");
    workflow.marks.add(mark);
    if (chance(50)) {
      mark.with("name", quoted("flow-" + index));
    }
    if (chance(50)) {
      mark.with(
          "description", quoted(pick(List.of("Sums up", "It's ä ${x} {% %}.", "  ", "a\\nb"))));
    }
    boolean nested = chance(35);
    boolean express = chance(25);
    List<Made> stages = new ArrayList<>();
    if (!nested && !first.isEmpty() && chance(50)) {
      stages.addAll(first.subList(0, 1 + random.nextInt(first.size())));
    }
    boolean hasGlue = !stages.isEmpty() && firstHasGlue;
    int more = (stages.isEmpty() ? 1 : 0) + random.nextInt(4);
    for (int i = 0; i < more; i++) {
      boolean glue = !express && chance(30);
      hasGlue |= glue;
      stages.add(addStage(glue, stages, nested ? workflow : null));
    }
    if (express && !hasGlue) {
      mark.with("type", "WorkflowType.EXPRESS");
    }
    if (!nested) {
      mark.with(
          "stages",
          stages.stream()
              .map(s -> s.reference() + ".class")
              .collect(Collectors.joining(", ", "{", "}")));
      if (first.isEmpty()) {
        first.addAll(stages);
        firstHasGlue = hasGlue;
      }
    }
    Collections.shuffle(mark.attributes, random);
    Collections.swap(
        program.files, program.files.indexOf(file), random.nextInt(program.files.size()));
  }

  private Made addStage(boolean glue, List<Made> earlier, TypeDraft outer) {
    String name = pick(WORDS) + ++number + "Stage";
    TypeDraft type = new TypeDraft(outer == null ? "public final" : "static final", "class", name);
    Mark mark = new Mark(glue ? "GlueStage" : "LambdaStage");
    type.marks.add(mark);
    if (chance(20)) {
      mark.with("name", quoted("stage_" + number + "-x"));
    }
    if (chance(30)) {
      mark.with(
          "description",
          quoted(pick(List.of("Does it.", "It's \\\"ä\\\" ${x} %} */", "\\\\u000a"))));
    }
    addSettings(mark, glue);
    if (chance(30)) {
      type.marks.add(retry());
    }
    Data input =
        earlier.stream().map(Made::output).filter(o -> o != null).reduce((a, b) -> b).orElse(null);
    List<ParameterDraft> parameters = new ArrayList<>();
    boolean takes = glue ? input != null && input.isMany() : input != null || chance(70);
    if (takes && chance(80)) {
      parameters.add(new ParameterDraft(taken(input, glue), "input"));
    }
    for (Made source : earlier) {
      if (source.output() != null && chance(20) && (!glue || source.output().isMany())) {
        parameters.add(
            new ParameterDraft(taken(source.output(), glue), "from" + ++number)
                .with(new Mark("From").with("value", source.reference() + ".class")));
      }
    }
    int arguments = random.nextInt(3);
    for (int i = 0; i < arguments; i++) {
      parameters.add(argument(i));
    }
    if (chance(30)) {
      parameters.add(new ParameterDraft("StageContext", "context"));
    }
    if (chance(20)) {
      parameters.add(
          glue
              ? new ParameterDraft("SparkSession", "spark")
              : new ParameterDraft("Context", "lambda"));
    }
    Collections.shuffle(parameters, random);
    Data output = chance(15) ? null : output(glue);
    MethodDraft method =
        new MethodDraft(
            output == null ? "void" : output.print(),
            pick(List.of("run", "extract", "yield", "handle", "type")));
    method.parameters.addAll(parameters);
    method.throwing = pick(List.of("", "", "throws Exception", "throws java.io.IOException"));
    if (chance(15)) {
      method.marks.add(new Mark("StageMethod"));
      type.methods.add(new MethodDraft("int", "other"));
    }
    type.methods.add(method);
    String reference = name;
    if (outer == null) {
      program.add(pick(packages), type);
    } else {
      outer.nested.add(type);
      reference = outer.name + "." + name;
    }
    return new Made(type, reference, output);
  }

  private void addSettings(Mark mark, boolean glue) {
    if (glue) {
      addSome(mark, "workers", "2", "10", "299");
      addSome(mark, "timeout", "1", "10080", "24 * 60");
      addSome(mark, "workerType", "WorkerType.G_1X", "WorkerType.R_8X");
      addSome(mark, "glueVersion", "GlueVersion.V5_0", "GlueVersion.V5_1");
      addSome(mark, "executionClass", "ExecutionClass.FLEX", "ExecutionClass.STANDARD");
      addSome(mark, "autoScaling", "true", "false");
      addSome(mark, "maxConcurrentRuns", "1", "1000");
      addSome(mark, "jobBookmark", "JobBookmark.ENABLE", "JobBookmark.PAUSE");
      addSome(mark, "jobArguments", "{}", "@JobArgument(name = \"--conf\", value = \"a=b\")");
      addSome(mark, "extraJars", "\"s3://b/a.jar\"", "{\"s3://b/a.jar\", \"s3://b/c.jar\"}");
      addSome(mark, "dataLakeFormats", "DataLakeFormat.HUDI", "{}");
      addSome(mark, "sparkUi", "true", "false");
    } else {
      addSome(mark, "memory", "128", "10240", "1 << 10");
      addSome(mark, "timeout", "1", "900");
      addSome(mark, "ephemeralStorage", "512", "10240");
      addSome(mark, "runtime", "LambdaRuntime.JAVA_21", "LambdaRuntime.JAVA_25");
      addSome(mark, "architecture", "Architecture.ARM_64", "Architecture.X86_64");
    }
  }

  private Mark retry() {
    Mark mark = new Mark("Retry");
    addSome(mark, "maxAttempts", "0", "3", "99999999");
    addSome(mark, "intervalSeconds", "1", "99999999");
    addSome(mark, "backoffRate", "1", "1.5", "Double.MAX_VALUE", "3f");
    addSome(mark, "maxDelaySeconds", "1", "31622400");
    return mark;
  }

  private void addSome(Mark mark, String attribute, String... values) {
    if (chance(25)) {
      mark.with(attribute, pick(List.of(values)));
    }
  }

  private ParameterDraft argument(int index) {
    List<String> type =
        chance(15) && !enums.isEmpty() ? List.of(pick(enums), "\"GREEN\"") : pick(ARGUMENTS);
    Mark mark = new Mark("Argument").with("value", quoted("arg_" + index + "-x"));
    if (chance(50)) {
      mark.with("defaultValue", type.get(1));
    }
    return new ParameterDraft(
            type.get(0), pick(List.of("arg", "stage", "runtime", "invocation", "result")) + index)
        .with(mark);
  }

  /** A type that takes an earlier output; anything for the start message. */
  private String taken(Data given, boolean glue) {
    if (given == null) {
      return output(false).print();
    }
    if (!given.isMany()) {
      return given.item();
    }
    if (glue) {
      boolean typed = objects.contains(given.item());
      return typed && chance(60) ? "Dataset<" + given.item() + ">" : "Dataset<Row>";
    }
    String item = given.item().equals("Row") ? itemType(1) : given.item();
    return pick(List.of("List", "Stream", "Iterator")) + "<" + item + ">";
  }

  private Data output(boolean glue) {
    if (glue) {
      return new Data("Dataset", objects.isEmpty() || chance(30) ? "Row" : pick(objects));
    }
    String shape = pick(List.of("", "", "List", "Stream", "Iterator"));
    if (shape.isEmpty() && chance(15)) {
      return new Data("", pick(PRIMITIVES));
    }
    return new Data(
        shape, !shape.isEmpty() && chance(50) && !objects.isEmpty() ? pick(objects) : itemType(2));
  }

  private String itemType(int depth) {
    int choice = random.nextInt(depth == 0 ? 4 : 9);
    return switch (choice) {
      case 0, 1 -> objects.isEmpty() ? "String" : pick(objects);
      case 2 -> enums.isEmpty() ? "Integer" : pick(enums);
      case 4 -> "Map<String, " + itemType(depth - 1) + ">";
      case 5 -> "Map<String, List<" + itemType(depth - 1) + ">>";
      case 6 -> "Box<" + itemType(depth - 1) + ">";
      case 7 -> objects.isEmpty() ? "int[]" : pick(objects) + "[]";
      default -> pick(JAVA_TYPES);
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> items) {
    return Program.pick(random, items);
  }
}
