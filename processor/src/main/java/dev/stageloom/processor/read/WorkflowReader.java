package dev.stageloom.processor.read;

import static dev.stageloom.processor.diagnostic.Diagnostic.ITEM_IN_ERROR;
import static dev.stageloom.processor.diagnostic.Diagnostic.NOT_A_STAGE;

import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.processor.diagnostic.Finding;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.WorkflowModel;
import dev.stageloom.processor.read.AnnotationReader.ClassLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Reads a workflow class, and its stages by the class literals it lists: never "all stages of this
 * round", which in an incremental compile are only the changed ones.
 */
public final class WorkflowReader {

  private final StageReader stageReader;

  /**
   * Reads stages with a stage reader.
   *
   * @param stageReader the reader
   */
  public WorkflowReader(StageReader stageReader) {
    this.stageReader = stageReader;
  }

  /**
   * Whether the workflow, or a stage of it, names what the compiler does not know yet: another
   * processor may still generate it.
   *
   * @param type a workflow class
   * @param isInSource whether a stage class is compiled now; what a jar's stage names is missing
   *     for good
   * @return true if it is too early to read it
   */
  public boolean isUnresolved(TypeElement type, Predicate<TypeElement> isInSource) {
    if (AnnotationReader.find(type, Workflow.class).orElseThrow().isUnresolved()) {
      return true;
    }
    for (ClassLiteral listed : listed(type)) {
      Optional<TypeElement> stage = listed.type();
      if (stage.isPresent()
          && isInSource.test(stage.get())
          && StageReader.isUnresolved(stage.get())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The name of a workflow.
   *
   * @param type a workflow class
   * @return the given name, or the one made of the class's
   */
  public static String workflowName(TypeElement type) {
    String given = AnnotationReader.find(type, Workflow.class).orElseThrow().string("name");
    return given.isEmpty() ? defaultName(TypeReader.className(type).simple()) : given;
  }

  /**
   * The name of a workflow class, for the classes generated from it.
   *
   * @param type the class
   * @return its name
   */
  public static ClassName className(TypeElement type) {
    return TypeReader.className(type);
  }

  /**
   * Reads a workflow class.
   *
   * @param type the class
   * @param isInSource whether a stage class is compiled now, so that its errors are reported there
   * @param findings takes what is wrong with the workflow, and with stages that come from jars
   * @return the workflow; empty if one of its stages cannot be read
   */
  public Optional<WorkflowModel> read(
      TypeElement type, Predicate<TypeElement> isInSource, Findings findings) {
    AnnotationReader annotation = AnnotationReader.find(type, Workflow.class).orElseThrow();
    ClassName className = TypeReader.className(type);
    String name = workflowName(type);

    List<ClassLiteral> listed = listed(type);
    List<StageModel> stages = new ArrayList<>();
    for (ClassLiteral literal : listed) {
      Optional<StageModel> stage = readStage(literal, name, isInSource, findings);
      if (stage.isPresent()) {
        stages.add(stage.get());
      }
    }
    if (stages.size() < listed.size()) {
      return Optional.empty();
    }
    boolean hasScripts = false;
    for (StageModel stage : stages) {
      hasScripts |= stage.isPython();
    }
    List<WorkflowModel.Step> steps = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      steps.add(
          new WorkflowModel.Step(
              stages.get(i),
              hasScripts
                  ? listed.get(i).type().flatMap(stageReader::outputSchema)
                  : Optional.empty(),
              listed.get(i).position()));
    }
    return Optional.of(
        new WorkflowModel(
            name,
            className,
            annotation.string("description"),
            annotation.constant("type", WorkflowType.class),
            TriggerReader.read(annotation, name, findings),
            steps,
            annotation.position(),
            annotation.position("name")));
  }

  private Optional<StageModel> readStage(
      ClassLiteral listed, String workflow, Predicate<TypeElement> isInSource, Findings findings) {
    Optional<TypeElement> type = listed.type().filter(StageReader::isStage);
    if (type.isEmpty()) {
      findings.add(NOT_A_STAGE, listed.position(), listed.text());
      return Optional.empty();
    }
    TypeElement stage = type.get();
    Findings ofStage = findings.another();
    Optional<StageModel> model = stageReader.read(stage, ofStage);
    if (!ofStage.hasErrors()) {
      return model;
    }
    if (!isInSource.test(stage)) {
      for (Finding finding : ofStage.all()) {
        findings.add(ITEM_IN_ERROR, listed.position(), workflow, listed.text(), finding.message());
      }
    }
    return Optional.empty();
  }

  /** The listed stages, or the nested ones in source order. */
  private static List<ClassLiteral> listed(TypeElement type) {
    AnnotationReader annotation = AnnotationReader.find(type, Workflow.class).orElseThrow();
    if (annotation.isGiven("stages")) {
      return annotation.types("stages");
    }
    List<ClassLiteral> nested = new ArrayList<>();
    for (TypeElement member : ElementFilter.typesIn(type.getEnclosedElements())) {
      if (StageReader.isStage(member)) {
        nested.add(ClassLiteral.of(member));
      }
    }
    return nested;
  }

  /** {@code CustomerReviewWorkflow} is {@code customer-review}. */
  static String defaultName(String simpleName) {
    String stem =
        simpleName.endsWith("Workflow") && simpleName.length() > "Workflow".length()
            ? simpleName.substring(0, simpleName.length() - "Workflow".length())
            : simpleName;
    return stem.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }
}
