package dev.stageloom.processor.fuzz;

import dev.stageloom.processor.fuzz.Program.Attribute;
import dev.stageloom.processor.fuzz.Program.Mark;
import dev.stageloom.processor.fuzz.Program.MethodDraft;
import dev.stageloom.processor.fuzz.Program.ParameterDraft;
import dev.stageloom.processor.fuzz.Program.SourceFile;
import dev.stageloom.processor.fuzz.Program.TypeDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Changes programs in ways that people, generators and merges do, and in worse ones. */
final class Mutator {

  /** A kind of mutation; it does nothing to a program that has no place for it. */
  private interface Change {
    void apply(Program program);
  }

  /** A kind of mutation of the printed source files. */
  private interface TextChange {
    void apply(Map<String, String> files);
  }

  /** Few: most of them leave nothing that could be processed. */
  private static final int TEXT_PERCENT = 10;

  private final Random random;
  private final Map<String, Change> kinds = new LinkedHashMap<>();
  private final Map<String, TextChange> textKinds = new LinkedHashMap<>();

  Mutator(Random random) {
    this.random = random;
    addAttributeKinds();
    addAnnotationKinds();
    addWorkflowKinds();
    addMethodKinds();
    addClassKinds();
    addFileKinds();
    addTextKinds();
  }

  /** Applies some mutations and prints what has become of the program. */
  Map<String, String> mutate(Program program, int times) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      if (chance(TEXT_PERCENT)) {
        texts.add(pick(List.copyOf(textKinds.keySet())));
      } else {
        String kind = pick(List.copyOf(kinds.keySet()));
        kinds.get(kind).apply(program);
        program.mutations.add(kind);
      }
    }
    Map<String, String> files = program.print();
    if (files.values().stream().anyMatch(text -> text.contains("Constants"))) {
      program.files.add(constants(program));
      files = program.print();
    }
    for (String kind : texts) {
      textKinds.get(kind).apply(files);
      program.mutations.add(kind);
    }
    return files;
  }

  private static SourceFile constants(Program program) {
    TypeDraft type = new TypeDraft("public", "class", "Constants");
    type.members.addAll(Oddities.CONSTANTS.lines().toList());
    SourceFile file = new SourceFile(program.files.get(0).packageName, type);
    file.imports.clear();
    file.imports.addAll(program.files.get(0).imports);
    return file;
  }

  // Values of annotations.

  private void addAttributeKinds() {
    attribute("odd number", "", Oddities.NUMBERS);
    attribute("odd string", "", Oddities.STRINGS);
    attribute("odd value", "", Oddities.VALUES);
    attribute("odd class", "", Oddities.CLASS_LITERALS);
    String numbers =
        "memory|timeout|ephemeralStorage|workers|maxAttempts|intervalSeconds|backoffRate"
            + "|maxDelaySeconds|maxConcurrentRuns";
    attribute("number out of bounds", numbers, Oddities.NUMBERS);
    attribute("odd value for a number", numbers, Oddities.VALUES);
    attribute("odd name or default", "name|value|defaultValue", Oddities.STRINGS);
    attribute("odd description", "description", Oddities.STRINGS);
    attribute("odd value for a string", "name|value|defaultValue", Oddities.VALUES);
    attribute(
        "odd choice",
        "type|runtime|architecture|workerType|glueVersion|executionClass|jobBookmark|autoScaling"
            + "|jobArguments|extraJars|dataLakeFormats|sparkUi",
        Oddities.VALUES);
    attribute("odd source", "value", Oddities.CLASS_LITERALS);
    attribute("odd stages", "stages", Oddities.CLASS_LITERALS);
    kinds.put(
        "attribute dropped",
        p -> change(p.marks(), m -> change(m.attributes, m.attributes::remove)));
    kinds.put(
        "attribute repeated", p -> change(p.marks(), m -> change(m.attributes, m.attributes::add)));
    kinds.put(
        "attribute added",
        p -> change(p.marks(), m -> m.with(pick(Oddities.ATTRIBUTES), pick(oddValues()))));
    kinds.put(
        "attribute set",
        p ->
            change(
                p.typesWith("LambdaStage", "GlueStage", "Workflow").stream()
                    .flatMap(t -> t.marks.stream())
                    .toList(),
                m -> set(m, pick(Oddities.ATTRIBUTES), pick(oddValues()))));
    kinds.put(
        "attribute renamed",
        p -> change(p.marks(), m -> change(m.attributes, a -> a.name = pick(Oddities.ATTRIBUTES))));
  }

  private List<String> oddValues() {
    return pick(
        List.of(Oddities.NUMBERS, Oddities.STRINGS, Oddities.VALUES, Oddities.CLASS_LITERALS));
  }

  private void attribute(String kind, String names, List<String> values) {
    kinds.put(
        kind,
        p ->
            change(
                p.marks().stream()
                    .flatMap(m -> m.attributes.stream())
                    .filter(a -> names.isEmpty() || a.name.matches(names))
                    .toList(),
                a -> a.value = pick(values)));
  }

  private static void set(Mark mark, String attribute, String value) {
    Attribute there = mark.attribute(attribute);
    if (there == null) {
      mark.with(attribute, value);
    } else {
      there.value = value;
    }
  }

  private void addAnnotationKinds() {
    kinds.put("annotation dropped", p -> change(p.types(), t -> change(t.marks, t.marks::remove)));
    kinds.put("annotation repeated", p -> change(p.types(), t -> change(t.marks, t.marks::add)));
    kinds.put(
        "annotation renamed", p -> change(p.marks(), m -> m.name = pick(Oddities.ANNOTATIONS)));
    kinds.put("annotation on a class", p -> change(p.types(), t -> t.marks.add(oddMark())));
    kinds.put(
        "both stage annotations",
        p ->
            change(
                p.stages(), t -> t.marks.add(new Mark(pick(List.of("LambdaStage", "GlueStage"))))));
    kinds.put("annotation on a method", p -> change(methods(p), m -> m.marks.add(oddMark())));
    kinds.put("annotation on a parameter", p -> change(parameters(p), a -> a.marks.add(oddMark())));
    kinds.put(
        "annotation by its full name",
        p -> change(p.marks(), m -> m.name = "dev.stageloom.annotations." + m.name));
    kinds.put(
        "retry added",
        p ->
            change(
                p.stages(),
                t ->
                    t.marks.add(
                        new Mark("Retry")
                            .with("backoffRate", pick(Oddities.NUMBERS))
                            .with("maxAttempts", pick(Oddities.NUMBERS)))));
  }

  private Mark oddMark() {
    Mark mark = new Mark(pick(Oddities.ANNOTATIONS));
    if (chance(50)) {
      mark.with(pick(Oddities.ATTRIBUTES), pick(oddValues()));
    }
    return mark;
  }

  // Workflows and what their stages read.

  private void addWorkflowKinds() {
    stages("stages empty", list -> list.clear());
    stages("stage repeated", list -> list.add(pick(list)));
    stages("stages shuffled", list -> Collections.shuffle(list, random));
    stages("stages reversed", Collections::reverse);
    stages(
        "odd stage",
        list -> list.add(random.nextInt(list.size() + 1), pick(Oddities.CLASS_LITERALS)));
    stages("stage left out", list -> list.remove(pick(list)));
    kinds.put(
        "stages left out",
        p ->
            change(
                p.workflows(),
                t -> t.mark("Workflow").attributes.removeIf(a -> a.name.equals("stages"))));
    kinds.put(
        "workflow or data as a stage",
        p -> stagesOf(p, list -> list.add(pick(p.types()).name + ".class")));
    kinds.put(
        "all stages of the program",
        p ->
            stagesOf(
                p,
                list -> {
                  list.clear();
                  p.stages().forEach(s -> list.add(s.name + ".class"));
                }));
    kinds.put(
        "express",
        p -> change(p.workflows(), t -> set(t.mark("Workflow"), "type", "WorkflowType.EXPRESS")));
    kinds.put(
        "trigger",
        p ->
            change(
                p.workflows(),
                t ->
                    set(
                        t.mark("Workflow"),
                        pick(List.of("schedule", "objectCreated", "event", "queue")),
                        pick(Oddities.TRIGGERS).replace("%s", pick(Oddities.STRINGS)))));
    kinds.put(
        "workflow added",
        p ->
            change(
                p.types(),
                t ->
                    t.marks.add(
                        new Mark("Workflow")
                            .with("stages", "{" + pick(p.types()).name + ".class}"))));
    kinds.put(
        "one name for two",
        p -> {
          String name = pick(List.of("\"same\"", "\"a-b\"", "\"ab\"", "\"A_b\"", "\"aB\""));
          p.typesWith("LambdaStage", "GlueStage", "Workflow")
              .forEach(
                  t -> {
                    if (chance(50)) {
                      set(t.marks.get(0), "name", chance(50) ? name : "\"ab\"");
                    }
                  });
        });
    kinds.put("hundreds of stages", this::addManyStages);
    kinds.put("stages read each other", this::addCycle);
    kinds.put("stage reads itself", p -> change(p.stages(), t -> addFrom(t, t)));
    kinds.put("stage reads another", p -> change(p.stages(), t -> addFrom(t, pick(p.stages()))));
    kinds.put(
        "stage reads what is none", p -> change(p.stages(), t -> addFrom(t, pick(p.types()))));
  }

  private interface ListChange {
    void apply(List<String> stages);
  }

  private void stages(String kind, ListChange change) {
    kinds.put(kind, p -> stagesOf(p, change));
  }

  private void stagesOf(Program program, ListChange change) {
    change(
        program.workflows(),
        t -> {
          Attribute attribute = t.mark("Workflow").attribute("stages");
          if (attribute != null) {
            String inside = attribute.value.replaceAll("[{}]", "");
            List<String> list = new ArrayList<>(List.of(inside.split(", *")));
            list.removeIf(String::isEmpty);
            if (!list.isEmpty()) {
              change.apply(list);
            }
            attribute.value = "{" + String.join(", ", list) + "}";
          }
        });
  }

  private void addManyStages(Program program) {
    int count = 100 + random.nextInt(150);
    TypeDraft workflow = new TypeDraft("public", "class", "ManyWorkflow");
    workflow.marks.add(new Mark("Workflow"));
    for (int i = 0; i < count; i++) {
      TypeDraft stage = new TypeDraft("static", "class", "S" + i);
      stage.marks.add(new Mark("LambdaStage"));
      stage.methods.add(new MethodDraft("void", "run"));
      workflow.nested.add(stage);
    }
    program.add(pick(program.files).packageName, workflow);
  }

  private void addCycle(Program program) {
    List<TypeDraft> stages = program.stages();
    for (int i = 0; i < stages.size(); i++) {
      addFrom(stages.get(i), stages.get((i + 1) % stages.size()));
    }
  }

  private void addFrom(TypeDraft stage, TypeDraft source) {
    change(
        stage.methods,
        m -> {
          String type = source.methods.isEmpty() ? "String" : source.methods.get(0).result;
          m.parameters.add(
              new ParameterDraft(type, "other")
                  .with(new Mark("From").with("value", source.name + ".class")));
        });
  }

  // Methods and parameters.

  private void addMethodKinds() {
    kinds.put("parameter's type", p -> change(parameters(p), a -> a.type = pick(Oddities.TYPES)));
    kinds.put("parameter's type again", kinds.get("parameter's type"));
    kinds.put("result's type", p -> change(methods(p), m -> m.returns(pick(Oddities.TYPES))));
    kinds.put("result's type again", kinds.get("result's type"));
    kinds.put(
        "same type for all",
        p -> {
          String type = pick(Oddities.TYPES);
          methods(p)
              .forEach(
                  m -> {
                    m.returns(type);
                    m.parameters.stream()
                        .filter(a -> a.marks.isEmpty())
                        .forEach(a -> a.type = type);
                  });
        });
    kinds.put(
        "generic method",
        p ->
            change(
                methods(p),
                m -> {
                  m.typeParameters = pick(Oddities.TYPE_PARAMETERS);
                  change(m.parameters, a -> a.type = pick(List.of("T", "List<T>", "E", "T[]")));
                }));
    kinds.put(
        "parameter added",
        p ->
            change(
                methods(p),
                m ->
                    m.parameters.add(
                        random.nextInt(m.parameters.size() + 1),
                        new ParameterDraft(pick(Oddities.TYPES), "added"))));
    kinds.put(
        "argument added",
        p ->
            change(
                methods(p),
                m ->
                    m.parameters.add(
                        new ParameterDraft(pick(Oddities.TYPES), "added")
                            .with(
                                new Mark("Argument")
                                    .with("value", pick(Oddities.STRINGS))
                                    .with("defaultValue", pick(Oddities.STRINGS))))));
    kinds.put(
        "parameter dropped",
        p -> change(methods(p), m -> change(m.parameters, m.parameters::remove)));
    kinds.put(
        "parameter repeated",
        p -> change(methods(p), m -> change(m.parameters, m.parameters::add)));
    kinds.put("parameter renamed", p -> change(parameters(p), a -> a.name = pick(Oddities.NAMES)));
    kinds.put(
        "receiver",
        p ->
            change(
                p.stages(),
                t ->
                    change(
                        t.methods, m -> m.parameters.add(0, new ParameterDraft(t.name, "this")))));
    kinds.put("throws", p -> change(methods(p), m -> m.throwing = pick(Oddities.THROWN)));
    kinds.put(
        "method's modifiers", p -> change(methods(p), m -> m.modifiers = pick(Oddities.MODIFIERS)));
    kinds.put("method without a body", p -> change(methods(p), m -> m.body = ";"));
    kinds.put(
        "method renamed",
        p ->
            change(
                methods(p),
                m ->
                    m.name =
                        chance(50)
                            ? pick(Oddities.NAMES)
                            : pick(
                                List.of(
                                    "toString",
                                    "getClass",
                                    "wait",
                                    "clone",
                                    "finalize",
                                    "equals",
                                    "hashCode",
                                    "main",
                                    "handleRequest",
                                    "stage"))));
    kinds.put("method dropped", p -> change(p.stages(), t -> change(t.methods, t.methods::remove)));
    kinds.put("method repeated", p -> change(p.stages(), t -> change(t.methods, t.methods::add)));
    kinds.put(
        "method marked",
        p -> change(p.types(), t -> change(t.methods, m -> m.marks.add(new Mark("StageMethod")))));
  }

  // Classes.

  private void addClassKinds() {
    kinds.put(
        "class's modifiers", p -> change(p.types(), t -> t.modifiers = pick(Oddities.MODIFIERS)));
    kinds.put(
        "stage's modifiers", p -> change(p.stages(), t -> t.modifiers = pick(Oddities.MODIFIERS)));
    kinds.put(
        "class's kind",
        p ->
            change(
                p.typesWith("LambdaStage", "GlueStage", "Workflow"),
                t -> {
                  t.kind = pick(List.of("interface", "enum", "record", "@interface", "class"));
                  t.header =
                      t.kind.equals("record") ? pick(List.of("()", "(int a)", "(Type1 a)")) : "";
                  if (t.kind.equals("enum")) {
                    t.members.add(0, "A;");
                  }
                  t.modifiers = t.modifiers.replace("final", "").strip();
                }));
    kinds.put(
        "data's kind",
        p ->
            change(
                p.types().stream().filter(t -> t.marks.isEmpty()).toList(),
                t -> {
                  t.kind =
                      pick(List.of("interface", "enum", "record", "@interface", "abstract class"));
                  t.header = t.kind.equals("record") ? "(int a)" : "";
                  t.members.clear();
                }));
    kinds.put(
        "generic class",
        p -> change(p.types(), t -> t.typeParameters = pick(Oddities.TYPE_PARAMETERS)));
    kinds.put(
        "supertypes",
        p ->
            change(p.types(), t -> t.supertypes = pick(Oddities.SUPERTYPES).replace("%s", t.name)));
    kinds.put(
        "stage extends a stage",
        p ->
            change(
                p.stages(),
                t -> {
                  TypeDraft other = pick(p.stages());
                  other.modifiers = other.modifiers.replace("final", "").strip();
                  t.supertypes = "extends " + other.name;
                }));
    kinds.put(
        "member added",
        p -> change(p.types(), t -> t.members.add(pick(Oddities.MEMBERS).replace("%s", t.name))));
    kinds.put(
        "member of a stage added",
        p -> change(p.stages(), t -> t.members.add(pick(Oddities.MEMBERS).replace("%s", t.name))));
    kinds.put(
        "component's type",
        p ->
            change(
                p.types().stream().filter(t -> t.kind.equals("record")).toList(),
                t -> t.header = "(" + pick(Oddities.TYPES) + " a)"));
    kinds.put(
        "stage into another class",
        p ->
            change(
                p.files.stream().filter(f -> p.stages().contains(f.type)).toList(),
                f -> {
                  p.files.remove(f);
                  TypeDraft outer =
                      new TypeDraft(
                          pick(Oddities.MODIFIERS),
                          pick(List.of("class", "interface", "record", "enum", "@interface")),
                          "Outer");
                  outer.header = outer.kind.equals("record") ? "()" : "";
                  if (outer.kind.equals("enum")) {
                    outer.members.add(";");
                  }
                  f.type.modifiers = pick(Oddities.MODIFIERS);
                  outer.nested.add(f.type);
                  if (chance(80)) {
                    p.files.forEach(
                        other -> other.imports.add(qualified(f.packageName, "Outer.") + "*"));
                  }
                  p.add(f.packageName, outer);
                }));
    kinds.put("deprecated", p -> change(p.types(), t -> t.marks.add(new Mark("Deprecated"))));
    kinds.put(
        "class twice",
        p ->
            change(
                p.types().stream().filter(t -> t.nested.isEmpty()).toList(),
                t ->
                    change(p.types().stream().filter(o -> o != t).toList(), o -> o.nested.add(t))));
  }

  // Files.

  private void addFileKinds() {
    kinds.put(
        "file in another package",
        p -> change(p.files, f -> f.packageName = pick(Oddities.PACKAGES)));
    kinds.put(
        "another package",
        p -> {
          String old = p.files.get(0).packageName;
          String name = pick(Oddities.PACKAGES);
          for (SourceFile file : p.files) {
            if (file.packageName.equals(old)) {
              file.packageName = name;
            }
            file.imports.removeIf(i -> i.equals(old + ".*"));
            if (!name.isEmpty()) {
              file.imports.add(name + ".*");
            }
          }
        });
    kinds.put(
        "package named like a class",
        p -> {
          SourceFile file = pick(p.files);
          pick(p.files).packageName = qualified(file.packageName, file.type.name);
        });
    kinds.put(
        "file deleted",
        p -> {
          if (p.files.size() > 1) {
            p.files.remove(pick(p.files));
          }
        });
    kinds.put(
        "class in two packages",
        p -> {
          SourceFile file = pick(p.files);
          SourceFile copy = new SourceFile(pick(Oddities.PACKAGES), file.type);
          copy.imports.addAll(file.imports.subList(7, file.imports.size()));
          p.files.add(copy);
        });
    kinds.put(
        "stages in two packages",
        p -> {
          for (SourceFile file : List.copyOf(p.files)) {
            SourceFile copy = new SourceFile("twin", file.type);
            p.files.add(copy);
          }
        });
    kinds.put("import dropped", p -> change(p.files, f -> change(f.imports, f.imports::remove)));
    kinds.put("imports dropped", p -> change(p.files, f -> f.imports.clear()));
    kinds.put(
        "odd import",
        p ->
            change(
                p.files,
                f ->
                    f.imports.add(
                        pick(
                            List.of(
                                "missing.*",
                                "missing.Missing",
                                "static java.lang.Math.*",
                                "java.awt.List",
                                "java.lang.*",
                                "p.p.*",
                                "Constants",
                                "*",
                                "java.util.Map.Entry",
                                "static missing.Missing.x")))));
    kinds.put(
        "generated name taken",
        p -> {
          SourceFile file = pick(p.files);
          String suffix = pick(List.of("_Handler", "_GlueJob", "_Stack"));
          p.add(file.packageName, new TypeDraft("public", "class", file.type.name + suffix));
        });
    kinds.put(
        "nested class of the same generated name",
        p ->
            change(
                p.stages(),
                t -> {
                  SourceFile file = pick(p.files);
                  TypeDraft outer = new TypeDraft("public", "class", "Outer");
                  TypeDraft inner = new TypeDraft("public static", "class", "Inner");
                  TypeDraft flat = new TypeDraft("public", "class", "Outer_Inner");
                  for (TypeDraft type : List.of(inner, flat)) {
                    type.marks.add(t.marks.get(0).copy());
                    type.methods.addAll(t.methods);
                  }
                  outer.nested.add(inner);
                  p.add(file.packageName, outer);
                  p.add(file.packageName, flat);
                  stagesOf(
                      p, list -> list.add(pick(List.of("Outer_Inner", "Outer.Inner")) + ".class"));
                }));
    kinds.put(
        "own class for one of ours",
        p ->
            p.add(
                pick(p.files).packageName,
                new TypeDraft(
                    "public",
                    pick(List.of("class", "@interface", "enum", "interface")),
                    pick(
                        List.of(
                            "LambdaStage",
                            "GlueStage",
                            "Workflow",
                            "Retry",
                            "From",
                            "Argument",
                            "StageMethod",
                            "StageContext",
                            "LambdaRuntime",
                            "WorkflowType",
                            "Dataset",
                            "Context",
                            "List",
                            "Stream",
                            "String",
                            "Override",
                            "Exception",
                            "Object",
                            "Generated")))));
    kinds.put(
        "module",
        p -> {
          SourceFile file = p.add("", new TypeDraft("open", "module", "module-info"));
          file.type.name = "module-info";
          file.type.kind = "module m /*";
          file.type.supertypes = "*/";
          file.imports.clear();
        });
  }

  // Text.

  private void addTextKinds() {
    text(
        "characters deleted",
        (s, at) ->
            s.substring(0, at) + s.substring(Math.min(s.length(), at + 1 + random.nextInt(8))));
    text("token inserted", (s, at) -> s.substring(0, at) + pick(Oddities.TOKENS) + s.substring(at));
    text("cut off", (s, at) -> s.substring(0, at));
    text("part repeated", (s, at) -> s.substring(0, at) + s.substring(Math.max(0, at - 30)));
    text(
        "lines reversed",
        (s, at) ->
            s.lines()
                .collect(
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        l -> {
                          Collections.reverse(l);
                          return String.join("\n", l);
                        })));
    text(
        "other line ends", (s, at) -> s.replace("\n", pick(List.of("\r\n", "\r", "\n\n", "\f\n"))));
    text(
        "unicode escapes",
        (s, at) ->
            s.chars()
                .mapToObj(c -> chance(10) ? String.format("\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining()));
    text(
        "word replaced by another",
        (s, at) -> {
          List<String> words =
              Pattern.compile("\\w+").matcher(s).results().map(r -> r.group()).toList();
          return words.isEmpty() ? s : s.replaceFirst("\\b" + pick(words) + "\\b", pick(words));
        });
    text("class renamed here only", (s, at) -> rename(s, anyClass(s), pick(Oddities.NAMES)));
    textKinds.put("class renamed", this::renameClass);
    textKinds.put("class renamed again", this::renameClass);
    textKinds.put("stage or workflow renamed", this::renameClass);
    textKinds.put(
        "all in one file",
        files -> {
          String all =
              files.values().stream()
                  .map(s -> s.replaceAll("(?m)^(package|import) .*$", ""))
                  .collect(Collectors.joining());
          String first = List.copyOf(files.keySet()).get(0);
          String head =
              files
                  .get(first)
                  .lines()
                  .filter(l -> l.matches("(package|import) .*"))
                  .collect(Collectors.joining("\n"));
          files.clear();
          files.put(first, head + "\n" + all);
        });
  }

  private interface Edit {
    String apply(String text, int at);
  }

  private void text(String kind, Edit edit) {
    textKinds.put(
        kind,
        files -> {
          String path = pick(List.copyOf(files.keySet()));
          String text = files.get(path);
          files.put(path, edit.apply(text, text.isEmpty() ? 0 : random.nextInt(text.length())));
        });
  }

  private void renameClass(Map<String, String> files) {
    String path = pick(List.copyOf(files.keySet()));
    String old = anyClass(files.get(path));
    String name = pick(Oddities.NAMES);
    for (String file : List.copyOf(files.keySet())) {
      String text = rename(files.remove(file), old, name);
      files.put(
          file.endsWith(old + ".java") ? file.replace(old + ".java", name + ".java") : file, text);
    }
  }

  private String anyClass(String text) {
    Matcher matcher = Pattern.compile("(?:class|record|enum|interface) (\\w+)").matcher(text);
    List<String> names = matcher.results().map(r -> r.group(1)).toList();
    return names.isEmpty() ? "Type1" : pick(names);
  }

  private static String rename(String text, String old, String name) {
    return text.replaceAll("\\b" + old + "\\b", Matcher.quoteReplacement(name));
  }

  // Choices.

  private static String qualified(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  private static List<MethodDraft> methods(Program program) {
    return program.types().stream().flatMap(t -> t.methods.stream()).toList();
  }

  private static List<ParameterDraft> parameters(Program program) {
    return methods(program).stream().flatMap(m -> m.parameters.stream()).toList();
  }

  private <T> void change(List<T> items, java.util.function.Consumer<T> change) {
    if (!items.isEmpty()) {
      change.accept(pick(items));
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> items) {
    return Program.pick(random, items);
  }
}
