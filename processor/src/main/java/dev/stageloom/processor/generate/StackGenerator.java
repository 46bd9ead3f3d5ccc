package dev.stageloom.processor.generate;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.NameAllocator;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.LambdaRuntime;
import dev.stageloom.annotations.WorkerType;
import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Generates the CDK stack of a workflow. One method per stage keeps each far below 64 KB; a
 * workflow of very many stages lists its steps in several methods too.
 */
public final class StackGenerator {

  /** Longer chains of calls are too deep for javac's stack. */
  private static final int STEPS_IN_A_CHAIN = 50;

  private static final String CDK = "dev.stageloom.cdk";
  private static final com.squareup.javapoet.ClassName STACK =
      JavaSources.name("software.amazon.awscdk", "Stack");
  private static final com.squareup.javapoet.ClassName STACK_PROPS =
      JavaSources.name("software.amazon.awscdk", "StackProps");
  private static final com.squareup.javapoet.ClassName BUCKET =
      JavaSources.name("software.amazon.awscdk.services.s3", "IBucket");
  private static final com.squareup.javapoet.ClassName CONSTRUCT =
      JavaSources.name("software.constructs", "Construct");
  private static final com.squareup.javapoet.ClassName FACTORY =
      JavaSources.name(CDK, "WorkflowFactory");
  private static final com.squareup.javapoet.ClassName RESOURCES =
      JavaSources.name(CDK, "WorkflowResources");
  private static final com.squareup.javapoet.ClassName CONFIGURATION =
      JavaSources.name(CDK, "WorkflowConfiguration");
  private static final com.squareup.javapoet.ClassName STAGE_WORKFLOW =
      JavaSources.name(CDK, "StageWorkflow");
  private static final com.squareup.javapoet.ClassName STAGE_FUNCTION =
      JavaSources.name(CDK, "StageFunction");
  private static final com.squareup.javapoet.ClassName STAGE_JOB =
      JavaSources.name(CDK, "StageJob");
  private static final com.squareup.javapoet.ClassName LIST = JavaSources.name("java.util", "List");
  private static final com.squareup.javapoet.ClassName STEP = JavaSources.name(CDK, "WorkflowStep");
  private static final com.squareup.javapoet.ClassName STEP_OPTIONS =
      JavaSources.name(CDK, "StepOptions");

  private StackGenerator() {}

  /**
   * The stack of a workflow.
   *
   * @param workflow a workflow without errors
   * @return the source of its stack
   */
  public static GeneratedFile.Source generate(WorkflowModel workflow) {
    ClassName name = workflow.stackClass();
    List<StageField> fields = fields(workflow);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name.simple())
            .addJavadoc(
                "The CDK stack of the workflow {@code $L}, generated from {@link $T}.\n",
                workflow.name(),
                JavaSources.name(workflow.workflowClass()))
            .addAnnotations(JavaSources.generated())
            .addModifiers(Modifier.PUBLIC)
            .superclass(STACK)
            .addField(BUCKET, "workflowBucket", Modifier.PRIVATE, Modifier.FINAL);
    for (StageField field : fields) {
      type.addField(
          FieldSpec.builder(field.type(), field.name(), Modifier.PRIVATE, Modifier.FINAL).build());
    }
    type.addField(STAGE_WORKFLOW, "workflow", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(shortConstructor(workflow))
        .addMethod(constructor(workflow, fields));
    if (hasManySteps(fields)) {
      parts(fields).forEach(part -> type.addMethod(steps(part, fields)));
    }
    for (StageField field : fields) {
      type.addMethod(create(workflow, field));
    }
    type.addMethod(
        getter(BUCKET, "workflowBucket", "The bucket of the stages' outputs.", "the bucket"));
    for (StageField field : fields) {
      type.addMethod(
          getter(
              field.type(),
              field.name(),
              "What runs the stage " + field.stage().name() + ".",
              field.stage().isGlue() ? "the job" : "the function"));
    }
    type.addMethod(
        getter(
            STAGE_WORKFLOW,
            "workflow",
            "The state machine and what starts and watches it.",
            "the workflow"));
    return JavaSources.render(name, type.build());
  }

  /**
   * The stack's name and signatures only, for a workflow in error.
   *
   * @param name the stack's name
   * @return the source
   */
  public static GeneratedFile.Source stub(ClassName name) {
    return JavaSources.render(
        name,
        TypeSpec.classBuilder(name.simple())
            .addJavadoc("Without content: its workflow has errors.\n")
            .addAnnotations(JavaSources.generated())
            .addModifiers(Modifier.PUBLIC)
            .superclass(STACK)
            .addMethod(shortSignature().addStatement("super(scope, id)").build())
            .addMethod(longSignature().addStatement("super(scope, id, props)").build())
            .build());
  }

  /** A stage with the field that holds its construct. */
  private record StageField(StageModel stage, String name, com.squareup.javapoet.ClassName type) {}

  private static List<StageField> fields(WorkflowModel workflow) {
    NameAllocator names = new NameAllocator();
    List.of("workflowBucket", "workflow", "scope", "id", "props", "resources")
        .forEach(names::newName);
    List<StageField> fields = new ArrayList<>();
    for (StageModel stage : workflow.stages()) {
      String words = camelCase(stage.name()) + (stage.isGlue() ? "Job" : "Function");
      fields.add(
          new StageField(stage, names.newName(words), stage.isGlue() ? STAGE_JOB : STAGE_FUNCTION));
    }
    return fields;
  }

  /** {@code Heavy-etl_stage} is {@code heavyEtlStage}. */
  private static String camelCase(String name) {
    String joined =
        Stream.of(name.split("[^A-Za-z0-9]+"))
            .filter(word -> !word.isEmpty())
            .map(StackGenerator::capitalized)
            .collect(Collectors.joining());
    return joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static MethodSpec.Builder shortSignature() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addParameter(CONSTRUCT, "scope")
        .addParameter(String.class, "id");
  }

  private static MethodSpec.Builder longSignature() {
    return shortSignature().addParameter(STACK_PROPS, "props").addParameter(RESOURCES, "resources");
  }

  private static MethodSpec shortConstructor(WorkflowModel workflow) {
    CodeBlock props =
        CodeBlock.of(
            "$T.builder().description($S).build()",
            STACK_PROPS,
            Descriptions.sentence(workflow.description(), "The workflow " + workflow.name()));
    return shortSignature()
        .addJavadoc("Creates every resource in this stack.\n")
        .addJavadoc("\n@param scope the app\n@param id the stack's id\n")
        .addStatement("this(\nscope,\nid,\n$L,\n$T.none())", props, RESOURCES)
        .build();
  }

  // super(scope, id, props);
  // this.workflowBucket = WorkflowFactory.createWorkflowBucket(this, resources);
  // this.etlStageFunction = createEtlStageFunction(resources);
  // this.workflow = WorkflowFactory.createStandardWorkflow(this, WorkflowConfiguration.builder()
  //     .step(LambdaStep.of("EtlStage", etlStageFunction)) ... .build());
  private static MethodSpec constructor(WorkflowModel workflow, List<StageField> fields) {
    MethodSpec.Builder constructor =
        longSignature()
            .addJavadoc("Uses the resources that are given, and creates the others.\n")
            .addJavadoc("\n@param scope the app\n@param id the stack's id\n")
            .addJavadoc("@param props the stack's properties\n")
            .addJavadoc("@param resources what exists already\n")
            .addStatement("super(scope, id, props)")
            .addStatement(
                "this.workflowBucket = $T.createWorkflowBucket(this, resources)", FACTORY);
    for (StageField field : fields) {
      constructor.addStatement(
          "this.$1L = create$2L(resources)", field.name(), capitalized(field.name()));
    }
    CodeBlock.Builder configuration =
        CodeBlock.builder()
            .add("$T.builder()$>$>", CONFIGURATION)
            .add("\n.workflowName($S)", workflow.name())
            .add("\n.workflowType($T.$L)", WorkflowType.class, workflow.type());
    if (!workflow.description().isBlank()) {
      configuration.add("\n.description($S)", workflow.description());
    }
    if (hasManySteps(fields)) {
      parts(fields).forEach(part -> configuration.add("\n.steps($L())", stepsMethod(part)));
    } else {
      fields.forEach(field -> configuration.add("\n.step($L)", step(field)));
    }
    configuration
        .add(
            "\n.definitionResource(\n$>$>$T.class, $S)$<$<",
            JavaSources.name(workflow.stackClass()),
            workflow.resource(".asl.json"))
        .add("\n.workflowBucket(workflowBucket)")
        .add("\n.resources(resources)")
        .add("\n.build()$<$<");
    return constructor
        .addStatement(
            "this.workflow = $T.$L(\nthis,\n$L)",
            FACTORY,
            workflow.type() == WorkflowType.EXPRESS
                ? "createExpressWorkflow"
                : "createStandardWorkflow",
            configuration.build())
        .build();
  }

  private static boolean hasManySteps(List<StageField> fields) {
    return fields.size() > STEPS_IN_A_CHAIN;
  }

  /** The numbers, from 0, of the parts that many steps are listed in. */
  private static IntStream parts(List<StageField> fields) {
    return IntStream.range(0, (fields.size() + STEPS_IN_A_CHAIN - 1) / STEPS_IN_A_CHAIN);
  }

  private static String stepsMethod(int part) {
    return "steps" + (part + 1);
  }

  // private List<WorkflowStep> steps2() {
  //   return List.of(LambdaStep.of("Stage51", stage51Function), ...);
  // }
  private static MethodSpec steps(int part, List<StageField> fields) {
    int first = part * STEPS_IN_A_CHAIN;
    List<StageField> some =
        fields.subList(first, Math.min(first + STEPS_IN_A_CHAIN, fields.size()));
    CodeBlock steps =
        some.stream().map(StackGenerator::step).collect(CodeBlock.joining(",\n", "\n", ""));
    return MethodSpec.methodBuilder(stepsMethod(part))
        .addModifiers(Modifier.PRIVATE)
        .returns(ParameterizedTypeName.get(LIST, STEP))
        .addStatement("return $T.of($L)", LIST, steps)
        .build();
  }

  // LambdaStep.of("StoreStage", storeStageFunction, StepOptions.none().reads("EtlStage"))
  private static CodeBlock step(StageField field) {
    StageModel stage = field.stage();
    CodeBlock.Builder step =
        CodeBlock.builder()
            .add(
                "$T.of($S, $L",
                JavaSources.name(CDK, stage.isGlue() ? "GlueStep" : "LambdaStep"),
                stage.name(),
                field.name());
    List<Parameter.FromStage> froms = stage.froms();
    boolean noOutput = stage.output().isEmpty();
    if (froms.isEmpty() && !noOutput) {
      return step.add(")").build();
    }
    step.add(", $T.none()", STEP_OPTIONS);
    if (!froms.isEmpty()) {
      step.add(
          ".reads($L)",
          froms.stream()
              .map(Parameter.FromStage::stageName)
              .distinct()
              .map(s -> CodeBlock.of("$S", s))
              .collect(CodeBlock.joining(", ")));
    }
    if (noOutput) {
      step.add(".withoutOutput()");
    }
    return step.add(")").build();
  }

  private static MethodSpec create(WorkflowModel workflow, StageField field) {
    MethodSpec.Builder create =
        MethodSpec.methodBuilder("create" + capitalized(field.name()))
            .addModifiers(Modifier.PRIVATE)
            .returns(field.type())
            .addParameter(RESOURCES, "resources");
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add("return $T.Builder.create(this, $S)", field.type(), field.stage().name());
    if (field.stage().settings() instanceof StageSettings.Glue glue) {
      code.add(
              "\n.scriptResource(\n$>$>$T.class, $S)$<$<",
              JavaSources.name(workflow.stackClass()),
              GlueJobGenerator.scriptPath(field.stage()))
          .add("\n.glueVersion($T.$L)", GlueVersion.class, glue.glueVersion())
          .add("\n.workerType($T.$L)", WorkerType.class, glue.workerType())
          .add("\n.workers($L)", glue.workers())
          .add("\n.timeout($L)", glue.timeout());
    } else if (field.stage().settings() instanceof StageSettings.Lambda lambda) {
      code.add("\n.handler($S)", field.stage().entryPoint().binary())
          .add("\n.runtime($T.$L)", LambdaRuntime.class, lambda.runtime())
          .add("\n.architecture($T.$L)", Architecture.class, lambda.architecture())
          .add("\n.memory($L)", lambda.memory())
          .add("\n.timeout($L)", lambda.timeout())
          .add("\n.ephemeralStorage($L)", lambda.ephemeralStorage());
    }
    if (!field.stage().description().isBlank()) {
      code.add("\n.description($S)", field.stage().description());
    }
    return create.addStatement("$L", code.add("\n.resources(resources)\n.build()").build()).build();
  }

  private static MethodSpec getter(
      com.squareup.javapoet.ClassName type, String field, String what, String returned) {
    return MethodSpec.methodBuilder("get" + capitalized(field))
        .addJavadoc("$L\n\n@return $L\n", what, returned)
        .addModifiers(Modifier.PUBLIC)
        .returns(type)
        .addStatement("return $L", field)
        .build();
  }
}
