package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.ARGUMENT_CONFLICT;
import static dev.stageloom.processor.diagnostic.Diagnostic.DESCRIPTION_LENGTH;
import static dev.stageloom.processor.diagnostic.Diagnostic.EXPRESS_WITH_GLUE;
import static dev.stageloom.processor.diagnostic.Diagnostic.FROM_NOT_EARLIER;
import static dev.stageloom.processor.diagnostic.Diagnostic.FROM_WITHOUT_OUTPUT;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_WITHOUT_INPUT;
import static dev.stageloom.processor.diagnostic.Diagnostic.NO_STAGES;
import static dev.stageloom.processor.diagnostic.Diagnostic.OUTPUT_READ_TWICE;
import static dev.stageloom.processor.diagnostic.Diagnostic.OUTPUT_UNREAD;
import static dev.stageloom.processor.diagnostic.Diagnostic.STAGES_DO_NOT_FIT;
import static dev.stageloom.processor.diagnostic.Diagnostic.STAGE_NAMES_COLLIDE;
import static dev.stageloom.processor.diagnostic.Diagnostic.STAGE_TWICE;
import static dev.stageloom.processor.diagnostic.Diagnostic.WORKFLOW_NAME;

import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.Shape;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.TypeRef;
import dev.stageloom.processor.model.TypeRef.ClassKind;
import dev.stageloom.processor.model.TypeRef.ClassType;
import dev.stageloom.processor.model.WorkflowModel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for the stages of a workflow together: the graph and the types on its edges. */
public final class WorkflowChecks {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,39}");
  private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]");

  /** Checks workflows. */
  public WorkflowChecks() {}

  /**
   * Checks a workflow.
   *
   * @param workflow the workflow
   * @param findings takes what is wrong
   */
  public void check(WorkflowModel workflow, Findings findings) {
    if (!NAME.matcher(workflow.name()).matches()) {
      findings.add(WORKFLOW_NAME, workflow.namePosition(), workflow.name());
    }
    if (workflow.steps().isEmpty()) {
      findings.add(
          NO_STAGES, workflow.position().valueOf(Workflow.class, "stages"), workflow.name());
    }
    int descriptionBytes = workflow.description().getBytes(StandardCharsets.UTF_8).length;
    if (descriptionBytes > AwsLimits.STACK_DESCRIPTION) {
      findings.add(
          DESCRIPTION_LENGTH,
          workflow.position().valueOf(Workflow.class, "description"),
          workflow.workflowClass().simple(),
          descriptionBytes,
          "CloudFormation",
          AwsLimits.STACK_DESCRIPTION + " bytes");
    }
    TriggerChecks.check(workflow, findings);
    checkNames(workflow, findings);
    checkArguments(workflow, findings);
    checkUnread(workflow, findings);
    OutputFormChecks.check(workflow, findings);
    for (int i = 0; i < workflow.steps().size(); i++) {
      checkStep(workflow, i, findings);
    }
  }

  private static void checkNames(WorkflowModel workflow, Findings findings) {
    Set<ClassName> classes = new HashSet<>();
    Map<String, StageModel> names = new HashMap<>();
    for (WorkflowModel.Step step : workflow.steps()) {
      StageModel stage = step.stage();
      if (!classes.add(stage.stageClass())) {
        findings.add(STAGE_TWICE, step.position(), stage.stageClass().simple());
        continue;
      }
      // AWS names: CloudFormation's logical ids have letters and digits only.
      String key = NOT_ALPHANUMERIC.matcher(stage.name()).replaceAll("").toLowerCase(Locale.ROOT);
      StageModel other = names.putIfAbsent(key, stage);
      if (other != null) {
        findings.add(
            STAGE_NAMES_COLLIDE,
            step.position(),
            other.stageClass().simple(),
            stage.stageClass().simple(),
            stage.name(),
            other.name().equals(stage.name())
                ? ""
                : " or so alike (\"" + other.name() + "\") that CloudFormation takes them for one");
      }
    }
  }

  /** One value of the execution's input has one type and one default. */
  private static void checkArguments(WorkflowModel workflow, Findings findings) {
    Map<String, Parameter.ArgumentValue> first = new HashMap<>();
    Map<String, StageModel> firstStage = new HashMap<>();
    for (WorkflowModel.Step step : workflow.steps()) {
      for (Parameter.ArgumentValue argument : step.stage().arguments()) {
        Parameter.ArgumentValue other = first.putIfAbsent(argument.argument(), argument);
        StageModel stage = firstStage.putIfAbsent(argument.argument(), step.stage());
        if (other != null && stage != null && !words(argument).equals(words(other))) {
          findings.add(
              ARGUMENT_CONFLICT,
              step.position(),
              workflow.name(),
              argument.argument(),
              words(other),
              stage.stageClass().simple(),
              words(argument),
              step.stage().stageClass().simple());
        }
      }
    }
  }

  private static String words(Parameter.ArgumentValue argument) {
    String type = boxed(argument.type().qualified());
    String words = type.substring(type.lastIndexOf('.') + 1);
    return argument.defaultValue().isPresent()
        ? words + " with the default \"" + argument.defaultValue().get() + "\""
        : words;
  }

  /** The last stage's output is the workflow's own; the others should be somebody's input. */
  private static void checkUnread(WorkflowModel workflow, Findings findings) {
    Set<String> read = new HashSet<>();
    for (int i = 0; i < workflow.steps().size(); i++) {
      StageModel stage = workflow.steps().get(i).stage();
      for (Parameter.FromStage from : stage.froms()) {
        read.add(from.stageName());
      }
      Optional<StageModel> producer = workflow.producerFor(i);
      if (stage.input().isPresent() && producer.isPresent()) {
        read.add(producer.get().name());
      }
    }
    int last = workflow.steps().size() - 1;
    for (int i = 0; i < last; i++) {
      WorkflowModel.Step step = workflow.steps().get(i);
      if (step.stage().output().isPresent() && !read.contains(step.stage().name())) {
        findings.add(
            OUTPUT_UNREAD, step.position(), workflow.name(), step.stage().stageClass().simple());
      }
    }
  }

  private static void checkStep(WorkflowModel workflow, int index, Findings findings) {
    WorkflowModel.Step step = workflow.steps().get(index);
    StageModel stage = step.stage();
    if (workflow.type() == WorkflowType.EXPRESS && stage.isGlue()) {
      findings.add(
          EXPRESS_WITH_GLUE, step.position(), workflow.name(), stage.stageClass().simple());
    }
    Optional<StageModel> producer = workflow.producerFor(index);
    Optional<Parameter.Input> input = stage.input();
    if (input.isPresent() && producer.isPresent()) {
      checkFits(workflow, step, producer.get(), input.get().type(), findings);
    } else if (input.isPresent() && stage.isGlue()) {
      findings.add(
          GLUE_WITHOUT_INPUT, step.position(), stage.stageClass().simple(), workflow.name());
    }
    for (Parameter.FromStage from : stage.froms()) {
      checkFrom(workflow, index, from, findings);
    }
    checkReadTwice(step, producer, findings);
  }

  private static void checkReadTwice(
      WorkflowModel.Step step, Optional<StageModel> producer, Findings findings) {
    StageModel stage = step.stage();
    Map<ClassName, String> readers = new HashMap<>();
    if (producer.isPresent() && stage.input().isPresent()) {
      readers.put(producer.get().stageClass(), stage.input().get().name());
    }
    for (Parameter.FromStage from : stage.froms()) {
      String other = readers.putIfAbsent(from.stageClass(), from.name());
      if (other != null) {
        findings.add(
            OUTPUT_READ_TWICE,
            from.position(),
            stage.stageClass().simple(),
            from.stageClass().simple(),
            other,
            from.name());
      }
    }
  }

  private static void checkFrom(
      WorkflowModel workflow, int index, Parameter.FromStage from, Findings findings) {
    WorkflowModel.Step step = workflow.steps().get(index);
    String consumer = step.stage().stageClass().simple();
    String source = from.stageClass().simple();
    int at = -1;
    for (int i = 0; i < workflow.steps().size(); i++) {
      if (workflow.steps().get(i).stage().stageClass().equals(from.stageClass())) {
        at = i;
        break;
      }
    }
    if (at < 0 || at >= index) {
      String why = at < 0 ? "is not a stage" : at == index ? "is the stage itself" : "comes later";
      findings.add(
          FROM_NOT_EARLIER, step.position(), consumer, source, why, workflow.name(), source);
      return;
    }
    StageModel producer = workflow.steps().get(at).stage();
    if (producer.output().isEmpty()) {
      findings.add(FROM_WITHOUT_OUTPUT, step.position(), consumer, source);
    } else {
      checkFits(workflow, step, producer, from.type(), findings);
    }
  }

  private static void checkFits(
      WorkflowModel workflow,
      WorkflowModel.Step consumer,
      StageModel producer,
      DataType taken,
      Findings findings) {
    DataType given = producer.output().orElseThrow();
    if (!fits(given, taken)) {
      String consumerName = consumer.stage().stageClass().simple();
      String producerName = producer.stageClass().simple();
      findings.add(
          STAGES_DO_NOT_FIT,
          consumer.position(),
          workflow.name(),
          consumerName,
          taken.display(),
          producerName,
          given.display(),
          consumerName,
          adapted(taken, given, consumer.stage()).display(),
          producerName,
          adapted(given, taken, producer).display());
    }
  }

  /** A stage's own type changed just so far that it fits another. */
  private static DataType adapted(DataType own, DataType other, StageModel stage) {
    Shape shape = own.shape();
    if (own.shape().isCollection() != other.shape().isCollection()) {
      shape =
          !other.shape().isCollection() ? Shape.VALUE : stage.isGlue() ? Shape.DATASET : Shape.LIST;
    }
    return new DataType(shape, other.item());
  }

  /** Whether what one stage writes can be read as what the next one takes. */
  static boolean fits(DataType given, DataType taken) {
    if (given.shape().isCollection() != taken.shape().isCollection()) {
      return false;
    }
    return given.isRows() || taken.isRows() || fits(given.item(), taken.item());
  }

  private static boolean fits(TypeRef given, TypeRef taken) {
    String wanted = taken.qualified();
    return given.qualified().equals(wanted)
        || boxed(given.qualified()).equals(boxed(wanted))
        || wanted.equals("java.lang.Object")
        || (given instanceof ClassType type
            && !isPolymorphic(taken)
            && type.supertypes().stream().anyMatch(s -> s.qualified().equals(wanted)));
  }

  /** Whether the JSON of a subtype must say which it is, as it does only where this is declared. */
  private static boolean isPolymorphic(TypeRef type) {
    return type instanceof ClassType declared && declared.kind() == ClassKind.POLYMORPHIC;
  }

  private static String boxed(String type) {
    return switch (type) {
      case "int" -> "java.lang.Integer";
      case "char" -> "java.lang.Character";
      case "boolean", "byte", "short", "long", "float", "double" ->
          "java.lang." + Character.toUpperCase(type.charAt(0)) + type.substring(1);
      default -> type;
    };
  }
}
