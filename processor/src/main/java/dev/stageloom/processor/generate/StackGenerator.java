package dev.stageloom.processor.generate;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import dev.stageloom.processor.generate.JavaSource.Break;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Generates the CDK stack of a workflow. One method per stage keeps each far below 64 KB; a
 * workflow of very many stages lists its steps in several methods too.
 */
public final class StackGenerator {

  /** Longer chains of calls are too deep for javac's stack. */
  private static final int STEPS_IN_A_CHAIN = 50;

  private static final String ANNOTATIONS = "dev.stageloom.annotations";
  private static final String USED_BUCKET = "workflowBucket, ";

  private static final ClassName ARCHITECTURE = new ClassName(ANNOTATIONS, "Architecture");
  private static final ClassName GLUE_VERSION = new ClassName(ANNOTATIONS, "GlueVersion");
  private static final ClassName LAMBDA_RUNTIME = new ClassName(ANNOTATIONS, "LambdaRuntime");
  private static final ClassName WORKER_TYPE = new ClassName(ANNOTATIONS, "WorkerType");
  private static final ClassName WORKFLOW_TYPE = new ClassName(ANNOTATIONS, "WorkflowType");

  private static final ClassName STACK = new ClassName("software.amazon.awscdk", "Stack");
  private static final ClassName STACK_PROPS =
      new ClassName("software.amazon.awscdk", "StackProps");
  private static final ClassName BUCKET =
      new ClassName("software.amazon.awscdk.services.s3", "IBucket");
  private static final ClassName CONSTRUCT = new ClassName("software.constructs", "Construct");

  private static final String CDK = "dev.stageloom.cdk";
  private static final ClassName FACTORY = new ClassName(CDK, "WorkflowFactory");
  private static final ClassName RESOURCES = new ClassName(CDK, "WorkflowResources");
  private static final ClassName CONFIGURATION = new ClassName(CDK, "WorkflowConfiguration");
  private static final ClassName TRIGGER = new ClassName(CDK, "Trigger");
  private static final ClassName STAGE_WORKFLOW = new ClassName(CDK, "StageWorkflow");
  private static final ClassName STAGE_FUNCTION = new ClassName(CDK, "StageFunction");
  private static final ClassName STAGE_JOB = new ClassName(CDK, "StageJob");
  private static final ClassName STEP = new ClassName(CDK, "WorkflowStep");
  private static final ClassName LAMBDA_STEP = new ClassName(CDK, "LambdaStep");
  private static final ClassName GLUE_STEP = new ClassName(CDK, "GlueStep");
  private static final ClassName STEP_OPTIONS = new ClassName(CDK, "StepOptions");
  private static final ClassName LIST = new ClassName("java.util", "List");

  private StackGenerator() {}

  /**
   * The stack of a workflow.
   *
   * @param workflow a workflow without errors
   * @return the source of its stack
   */
  public static GeneratedFile.Source generate(WorkflowModel workflow) {
    ClassName name = workflow.stackClass();
    List<NamedStage> stages = named(workflow);
    JavaSource code = new JavaSource(name);
    code.line("/**")
        .add(" * The CDK stack of the workflow {@code ", workflow.name(), "}, generated from ")
        .line("{@link ", workflow.workflowClass(), "}.")
        .line(" */")
        .marks()
        .line("public class ", name.simple(), " extends ", STACK, " {")
        .line("  private final ", STAGE_WORKFLOW, " workflow;")
        .line();
    addShortConstructor(workflow, code);
    addConstructor(workflow, code);
    addWorkflow(workflow, stages, code);
    if (hasManySteps(stages)) {
      for (int part = 0; part < parts(stages); part++) {
        addSteps(part, stages, code);
      }
    }
    for (NamedStage stage : stages) {
      addCreation(workflow, stage, code);
    }
    addGetter(
        BUCKET,
        "workflowBucket",
        "The bucket of the stages' outputs.",
        "the bucket",
        "workflow.getWorkflowBucket()",
        code);
    for (NamedStage stage : stages) {
      boolean glue = stage.stage().isGlue();
      addGetter(
          stage.type(),
          stage.name(),
          "What runs the stage " + stage.stage().name() + ".",
          glue ? "the job" : "the function",
          (glue ? "workflow.getJob(" : "workflow.getFunction(")
              + JavaSource.literal(stage.stage().name())
              + ")",
          code.line());
    }
    addGetter(
        STAGE_WORKFLOW,
        "workflow",
        "The state machine and what starts and watches it.",
        "the workflow",
        "workflow",
        code.line());
    return code.line("}").toFile();
  }

  /**
   * The stack's name and signatures only, for a workflow in error.
   *
   * @param name the stack's name
   * @return the source
   */
  public static GeneratedFile.Source stub(ClassName name) {
    JavaSource code = new JavaSource(name);
    code.line("/**")
        .line(" * Without content: its workflow has errors.")
        .line(" */")
        .marks()
        .line("public class ", name.simple(), " extends ", STACK, " {");
    addShortSignature(name, code);
    code.line("    super(scope, id);").line("  }").line();
    addLongSignature(name, code);
    code.line("    super(scope, id, props);").line("  }").line();
    addWorkflowSignature(code);
    return code.line("    throw new IllegalStateException(\"The workflow has errors.\");")
        .line("  }")
        .line("}")
        .toFile();
  }

  /** A stage with the name of its construct in the stack's methods. */
  private record NamedStage(StageModel stage, String name, ClassName type) {}

  private static List<NamedStage> named(WorkflowModel workflow) {
    UniqueNames names = new UniqueNames("workflowBucket", "workflow");
    List<NamedStage> stages = new ArrayList<>();
    for (StageModel stage : workflow.stages()) {
      String words = camelCase(stage.name()) + (stage.isGlue() ? "Job" : "Function");
      stages.add(
          new NamedStage(stage, names.choose(words), stage.isGlue() ? STAGE_JOB : STAGE_FUNCTION));
    }
    return stages;
  }

  /** {@code Heavy-etl_stage} is {@code heavyEtlStage}. */
  private static String camelCase(String name) {
    StringBuilder joined = new StringBuilder();
    boolean atStart = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' || c == '_') {
        atStart = true;
      } else {
        joined.append(atStart ? Character.toUpperCase(c) : c);
        atStart = false;
      }
    }
    return joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static void addShortSignature(ClassName name, JavaSource code) {
    code.add("  public ", name.simple(), "(", Break.AT_ONCE, CONSTRUCT, " scope,")
        .line(Break.AT_SPACE, JavaSource.STRING, " id) {");
  }

  private static void addLongSignature(ClassName name, JavaSource code) {
    code.add("  public ", name.simple(), "(", Break.AT_ONCE, CONSTRUCT, " scope,")
        .add(Break.AT_SPACE, JavaSource.STRING, " id,")
        .add(Break.AT_SPACE, STACK_PROPS, " props,")
        .line(Break.AT_SPACE, RESOURCES, " resources) {");
  }

  private static void addShortConstructor(WorkflowModel workflow, JavaSource code) {
    code.line("  /**")
        .line("   * Creates every resource in this stack.")
        .line("   *")
        .line("   * @param scope the app")
        .line("   * @param id the stack's id")
        .line("   */");
    addShortSignature(workflow.stackClass(), code);
    String description =
        Descriptions.sentence(workflow.description(), "The workflow " + workflow.name());
    code.line("    this(")
        .line("        scope,")
        .line("        id,")
        .add("        ", STACK_PROPS, ".builder().description(")
        .line(JavaSource.literal(description), ").build(),")
        .line("        ", RESOURCES, ".none());")
        .line("  }")
        .line();
  }

  private static void addConstructor(WorkflowModel workflow, JavaSource code) {
    code.line("  /**")
        .line("   * Uses the resources that are given, and creates the others.")
        .line("   *")
        .line("   * @param scope the app")
        .line("   * @param id the stack's id")
        .line("   * @param props the stack's properties")
        .line("   * @param resources what exists already")
        .line("   */");
    addLongSignature(workflow.stackClass(), code);
    code.line("    super(scope, id, props);")
        .line("    this.workflow = addTo(this, resources);")
        .line("  }")
        .line();
  }

  private static void addWorkflowSignature(JavaSource code) {
    code.add("  public static ", STAGE_WORKFLOW, " addTo(", Break.AT_ONCE, CONSTRUCT, " scope,")
        .line(Break.AT_SPACE, RESOURCES, " resources) {");
  }

  // IBucket workflowBucket = WorkflowFactory.createWorkflowBucket(scope, resources);
  // return WorkflowFactory.createStandardWorkflow(scope, WorkflowConfiguration.builder()
  //     .step(LambdaStep.of("EtlStage", createEtlStageFunction(scope, resources))) ... .build());
  private static void addWorkflow(
      WorkflowModel workflow, List<NamedStage> stages, JavaSource code) {
    code.line("  /**")
        .line(
            "   * Puts the workflow into a stack: this one, or another one, in a construct of its own.")
        .line("   *")
        .line(
            "   * @param scope the stack, or a construct in it, whose id becomes part of the names")
        .line("   * @param resources what exists already")
        .line("   * @return the workflow")
        .line("   */");
    addWorkflowSignature(code);
    boolean express = workflow.type() == WorkflowType.EXPRESS;
    code.add("    ", BUCKET, " workflowBucket = ", FACTORY)
        .line(".createWorkflowBucket(scope, resources);")
        .add("    return ", FACTORY)
        .line(express ? ".createExpressWorkflow(" : ".createStandardWorkflow(")
        .line("        scope,")
        .line("        ", CONFIGURATION, ".builder()")
        .line("            .workflowName(", JavaSource.literal(workflow.name()), ")")
        .add("            .workflowType(", WORKFLOW_TYPE, ".", workflow.type().name())
        .line(")");
    if (!workflow.description().isBlank()) {
      code.line("            .description(", JavaSource.literal(workflow.description()), ")");
    }
    if (hasManySteps(stages)) {
      for (int part = 0; part < parts(stages); part++) {
        code.add("            .steps(", stepsMethod(part))
            .line("(scope, ", anyUsesBucket(stages) ? USED_BUCKET : "", "resources))");
      }
    } else {
      for (NamedStage stage : stages) {
        code.add("            .step(");
        addStep(stage, code);
        code.line(")");
      }
    }
    code.line("            .definitionResource(")
        .add("                ", workflow.stackClass(), ".class, ")
        .line(JavaSource.literal(workflow.resource(".asl.json")), ")")
        .line("            .workflowBucket(workflowBucket)");
    addTrigger(workflow.trigger(), code);
    code.line("            .resources(resources)")
        .line("            .build());")
        .line("  }")
        .line();
  }

  // .trigger(Trigger.schedule("cron(0 3 * * ? *)", "Europe/Berlin"))
  private static void addTrigger(WorkflowTrigger trigger, JavaSource code) {
    if (trigger instanceof WorkflowTrigger.Queue) {
      return;
    }
    code.add("            .trigger(", TRIGGER, ".");
    if (trigger instanceof WorkflowTrigger.Schedule schedule) {
      code.add("schedule(", JavaSource.literal(schedule.expression()), ", ")
          .add(JavaSource.literal(schedule.timeZone()), ")");
      if (!schedule.input().isEmpty()) {
        code.line().add("                .withInput(", JavaSource.literal(schedule.input()), ")");
      }
    } else if (trigger instanceof WorkflowTrigger.ObjectCreated created) {
      String bucket =
          created.bucket().isEmpty() ? "workflowBucket" : JavaSource.literal(created.bucket());
      code.add("objectCreated(", bucket, ", ", JavaSource.literal(created.prefix()), ", ")
          .add(JavaSource.literal(created.suffix()), ")");
    } else if (trigger instanceof WorkflowTrigger.Event event) {
      code.add("event(", Break.AT_ONCE, JavaSource.literal(event.pattern()), ")");
    } else {
      code.add("none()");
    }
    code.line(")");
  }

  private static boolean anyUsesBucket(List<NamedStage> stages) {
    return stages.stream().anyMatch(named -> usesBucket(named.stage()));
  }

  /** Whether the job itself, not its role alone, must know the workflow's bucket. */
  private static boolean usesBucket(StageModel stage) {
    return stage.settings() instanceof StageSettings.Glue glue
        && GlueOptionCode.usesWorkflowBucket(glue.options());
  }

  private static boolean hasManySteps(List<NamedStage> stages) {
    return stages.size() > STEPS_IN_A_CHAIN;
  }

  /** How many methods list many steps. */
  private static int parts(List<NamedStage> stages) {
    return (stages.size() + STEPS_IN_A_CHAIN - 1) / STEPS_IN_A_CHAIN;
  }

  private static String stepsMethod(int part) {
    return "steps" + (part + 1);
  }

  // private static List<WorkflowStep> steps2(Construct scope, WorkflowResources resources) {
  //   return List.of(LambdaStep.of("Stage51", createStage51Function(scope, resources)), ...);
  // }
  private static void addSteps(int part, List<NamedStage> stages, JavaSource code) {
    code.add("  private static ", LIST, "<", STEP, "> ", stepsMethod(part), "(")
        .add(Break.AT_ONCE, CONSTRUCT, " scope,");
    if (anyUsesBucket(stages)) {
      code.add(Break.AT_SPACE, BUCKET, " workflowBucket,");
    }
    code.line(Break.AT_SPACE, RESOURCES, " resources) {").add("    return ", LIST, ".of(");
    int first = part * STEPS_IN_A_CHAIN;
    int end = Math.min(first + STEPS_IN_A_CHAIN, stages.size());
    for (int i = first; i < end; i++) {
      code.line(i == first ? "" : ",").add("        ");
      addStep(stages.get(i), code);
    }
    code.line(");").line("  }").line();
  }

  // LambdaStep.of("StoreStage", createStoreStageFunction(scope, resources),
  //     StepOptions.none().reads("EtlStage"))
  private static void addStep(NamedStage named, JavaSource code) {
    StageModel stage = named.stage();
    code.add(stage.isGlue() ? GLUE_STEP : LAMBDA_STEP, ".of(")
        .add(JavaSource.literal(stage.name()), ",", Break.AT_SPACE)
        .add("create", capitalized(named.name()), "(scope, ")
        .add(usesBucket(stage) ? USED_BUCKET : "", "resources)");
    Set<String> sources = new LinkedHashSet<>();
    for (Parameter.FromStage from : stage.froms()) {
      sources.add(JavaSource.literal(from.stageName()));
    }
    boolean output = stage.output().isPresent();
    boolean parquet = output && stage.form().isParquet();
    if (!sources.isEmpty() || !output || parquet) {
      code.add(",", Break.AT_SPACE, STEP_OPTIONS, ".none()");
    }
    if (!sources.isEmpty()) {
      code.add(".reads(", String.join(", ", sources), ")");
    }
    code.add(parquet ? ".parquet()" : "").add(output ? ")" : ".withoutOutput())");
  }

  private static void addCreation(WorkflowModel workflow, NamedStage named, JavaSource code) {
    StageModel stage = named.stage();
    code.add("  private static ", named.type(), " create", capitalized(named.name()))
        .add("(", Break.AT_ONCE, CONSTRUCT, " scope,");
    if (usesBucket(stage)) {
      code.add(Break.AT_SPACE, BUCKET, " workflowBucket,");
    }
    code.line(Break.AT_SPACE, RESOURCES, " resources) {")
        .add("    return ", named.type(), ".Builder.create(scope, ")
        .line(JavaSource.literal(stage.name()), ")");
    if (stage.settings() instanceof StageSettings.Glue glue) {
      code.line("        .scriptResource(")
          .add("            ", workflow.stackClass(), ".class, ")
          .line(JavaSource.literal(GlueJobGenerator.scriptPath(workflow, stage)), ")");
      if (glue.script().isPresent()) {
        code.add("        .pythonModule(", workflow.stackClass(), ".class, ")
            .line(JavaSource.literal(glue.script().get().path()), ")");
      }
      code.line("        .glueVersion(", GLUE_VERSION, ".", glue.glueVersion().name(), ")")
          .line("        .workerType(", WORKER_TYPE, ".", glue.workerType().name(), ")")
          .line("        .workers(" + glue.workers() + ")")
          .line("        .timeout(" + glue.timeout() + ")");
      GlueOptionCode.add(glue.options(), code);
    } else if (stage.settings() instanceof StageSettings.Lambda lambda) {
      code.line("        .handler(", JavaSource.literal(stage.entryPoint().binary()), ")")
          .line("        .runtime(", LAMBDA_RUNTIME, ".", lambda.runtime().name(), ")")
          .line("        .architecture(", ARCHITECTURE, ".", lambda.architecture().name(), ")")
          .line("        .memory(" + lambda.memory() + ")")
          .line("        .timeout(" + lambda.timeout() + ")")
          .line("        .ephemeralStorage(" + lambda.ephemeralStorage() + ")");
      if (!lambda.snapStart().orElse(true)) {
        code.line("        .snapStart(false)");
      }
    }
    if (!stage.description().isBlank()) {
      code.line("        .description(", JavaSource.literal(stage.description()), ")");
    }
    code.line("        .resources(resources)").line("        .build();").line("  }").line();
  }

  private static void addGetter(
      ClassName type, String name, String what, String returned, String value, JavaSource code) {
    code.line("  /**")
        .line("   * ", what)
        .line("   *")
        .line("   * @return ", returned)
        .line("   */")
        .line("  public ", type, " get", capitalized(name), "() {")
        .line("    return ", value, ";")
        .line("  }");
  }
}
