package dev.stageloom.processor;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.StageMethod;
import dev.stageloom.annotations.Workflow;
import dev.stageloom.processor.check.DefinitionChecks;
import dev.stageloom.processor.check.StageChecks;
import dev.stageloom.processor.check.WorkflowChecks;
import dev.stageloom.processor.check.WorstCaseChecks;
import dev.stageloom.processor.diagnostic.Diagnostic;
import dev.stageloom.processor.diagnostic.Finding;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.diagnostic.Severity;
import dev.stageloom.processor.estimate.WorstCase;
import dev.stageloom.processor.generate.AslGenerator;
import dev.stageloom.processor.generate.GeneratedFile;
import dev.stageloom.processor.generate.GlueJobGenerator;
import dev.stageloom.processor.generate.HandlerGenerator;
import dev.stageloom.processor.generate.ManifestGenerator;
import dev.stageloom.processor.generate.MermaidGenerator;
import dev.stageloom.processor.generate.PythonJobGenerator;
import dev.stageloom.processor.generate.StackGenerator;
import dev.stageloom.processor.generate.SvgGenerator;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.WorkflowModel;
import dev.stageloom.processor.read.ElementPosition;
import dev.stageloom.processor.read.StageReader;
import dev.stageloom.processor.read.WorkflowReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;

/**
 * One run of the compiler. Each stage and workflow class is handled by itself: read, check,
 * generate; one that names types which javac does not know yet waits for the next round.
 */
final class Compilation {

  /** Names, not elements: an element of one round need not be valid in the next. */
  private final Set<String> waitingStages = new LinkedHashSet<>();

  private final Set<String> waitingWorkflows = new LinkedHashSet<>();
  private final Set<String> stagesInSource = new HashSet<>();
  private final Set<String> brokenStages = new HashSet<>();
  private final Set<Finding> reportedFindings = new HashSet<>();
  private final Map<String, TreeSet<ClassName>> workflowNames = new HashMap<>();

  private final ProcessingEnvironment environment;
  private final OutputFiles files;
  private final Messager messager;
  private final Elements elements;
  private final ProcessorOptions options;
  private final ScriptFiles scripts;

  Compilation(ProcessingEnvironment environment) {
    this.environment = environment;
    this.messager = environment.getMessager();
    this.elements = environment.getElementUtils();
    this.files = new OutputFiles(environment);
    this.options = ProcessorOptions.read(environment);
    this.scripts = new ScriptFiles(environment.getFiler(), options.resources());
  }

  /**
   * Handles a round. Nothing is read or written in the last one.
   *
   * @param annotations those of ours that are in the round
   */
  void process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (round.processingOver()) {
      return;
    }
    StageReader stageReader = new StageReader(environment.getTypeUtils(), scripts);
    StageChecks stageChecks = new StageChecks(javaRelease(environment.getSourceVersion()));
    WorkflowReader workflowReader = new WorkflowReader(stageReader);

    SortedMap<String, TypeElement> stages = again(waitingStages);
    SortedMap<String, TypeElement> workflowsToRead = again(waitingWorkflows);
    Set<? extends Element> methods = Set.of();
    for (TypeElement annotation : annotations) {
      String name = name(annotation);
      if (name.equals(LambdaStage.class.getName()) || name.equals(GlueStage.class.getName())) {
        addTypes(round.getElementsAnnotatedWith(annotation), stages);
      } else if (name.equals(Workflow.class.getName())) {
        addTypes(round.getElementsAnnotatedWith(annotation), workflowsToRead);
      } else if (name.equals(StageMethod.class.getName())) {
        methods = round.getElementsAnnotatedWith(annotation);
      }
    }
    stagesInSource.addAll(stages.keySet());
    for (TypeElement stage : stages.values()) {
      guarded(stage, () -> handleStage(stage, stageReader, stageChecks));
    }
    List<TypeElement> workflows = new ArrayList<>();
    for (TypeElement workflow : workflowsToRead.values()) {
      guarded(
          workflow,
          () -> {
            if (workflowReader.isUnresolved(workflow, this::isInSource)) {
              waitingWorkflows.add(name(workflow));
            } else {
              workflows.add(workflow);
              workflowNames
                  .computeIfAbsent(WorkflowReader.workflowName(workflow), n -> new TreeSet<>())
                  .add(WorkflowReader.className(workflow));
            }
          });
    }
    for (TypeElement workflow : workflows) {
      guarded(workflow, () -> handleWorkflow(workflow, workflowReader));
    }
    for (Element method : methods) {
      guarded(
          method,
          () -> {
            Findings findings = new Findings(options.diagnostics());
            StageMethodChecks.check(method, findings);
            report(findings);
          });
    }
  }

  private boolean isInSource(TypeElement stage) {
    return stagesInSource.contains(name(stage));
  }

  private void handleStage(TypeElement type, StageReader reader, StageChecks checks) {
    if (StageReader.isUnresolved(type)) {
      waitingStages.add(name(type));
      return;
    }
    brokenStages.add(name(type));
    Findings findings = new Findings(options.diagnostics());
    Optional<StageModel> stage = reader.read(type, findings);
    if (stage.isPresent()) {
      checks.check(stage.get(), findings);
      RequiredModules.check(stage.get(), elements, findings);
    }
    for (Element member : type.getEnclosedElements()) {
      if (member.getAnnotation(StageMethod.class) != null) {
        StageMethodChecks.check(member, findings);
      }
    }
    report(findings);
    if (stage.isPresent() && !findings.hasErrors()) {
      if (write(stage.get(), type)) {
        brokenStages.remove(name(type));
      }
      return;
    }
    if (stage.filter(StageModel::isPython).isPresent()) {
      return;
    }
    ClassName name = WorkflowReader.className(type);
    if (type.getAnnotation(GlueStage.class) != null) {
      files.write(GlueJobGenerator.stub(name.beside("_GlueJob")), type);
    } else if (RequiredModules.hasRuntime(elements)) {
      files.write(HandlerGenerator.stub(name.beside("_Handler")), type);
    }
  }

  /** Writes what runs a stage; what runs one in Python is its workflow's. */
  private boolean write(StageModel stage, TypeElement type) {
    if (stage.isPython()) {
      return true;
    }
    return stage.isGlue()
        ? files.write(GlueJobGenerator.generate(stage), type)
            && files.write(GlueJobGenerator.script(stage), type)
        : files.write(HandlerGenerator.generate(stage), type);
  }

  private void handleWorkflow(TypeElement type, WorkflowReader reader) {
    Findings findings = new Findings(options.diagnostics());
    Optional<WorkflowModel> read = reader.read(type, this::isInSource, findings);
    boolean valid = true;
    if (read.isPresent()) {
      WorkflowModel workflow = read.get();
      new WorkflowChecks().check(workflow, findings);
      valid = checkUniqueName(workflow, findings);
      RequiredModules.check(workflow, elements, findings);
      for (WorkflowModel.Step step : workflow.steps()) {
        valid &= checkStep(step, workflow.name(), findings);
      }
    }
    boolean generated =
        read.isPresent() && valid && !findings.hasErrors() && generate(read.get(), type, findings);
    report(findings);
    if (!generated && RequiredModules.hasCdk(elements)) {
      files.write(StackGenerator.stub(WorkflowReader.className(type).beside("_Stack")), type);
    }
  }

  /** Writes what a workflow needs, unless something is found now that it can be seen as a whole. */
  private boolean generate(WorkflowModel workflow, TypeElement type, Findings findings) {
    WorstCase worstCase = WorstCase.of(workflow);
    new WorstCaseChecks(options.costWarning()).check(workflow, worstCase, findings);
    GeneratedFile.Resource definition = AslGenerator.generate(workflow);
    DefinitionChecks.check(workflow, definition.content(), findings);
    if (findings.hasErrors()) {
      return false;
    }
    List<GeneratedFile> resources = new ArrayList<>();
    resources.add(definition);
    resources.add(ManifestGenerator.generate(workflow, worstCase));
    resources.add(MermaidGenerator.generate(workflow));
    resources.add(SvgGenerator.generate(workflow));
    for (int i = 0; i < workflow.steps().size(); i++) {
      if (workflow.steps().get(i).stage().isPython()) {
        resources.add(PythonJobGenerator.generate(workflow, i));
      }
    }
    if (files.write(StackGenerator.generate(workflow), type)) {
      for (GeneratedFile resource : resources) {
        files.write(resource, type);
      }
      messager.printMessage(Kind.NOTE, worstCase.line(workflow.name()));
    }
    return true;
  }

  /**
   * Whether the stage is valid: one in source has reported its own errors, one in a jar has not.
   */
  private boolean checkStep(WorkflowModel.Step step, String workflow, Findings findings) {
    StageModel stage = step.stage();
    if (stagesInSource.contains(stage.stageClass().qualified())) {
      return !brokenStages.contains(stage.stageClass().qualified());
    }
    if (!stage.isPython() && elements.getTypeElement(stage.entryPoint().qualified()) == null) {
      findings.add(
          Diagnostic.STAGE_NOT_COMPILED,
          step.position(),
          stage.stageClass().simple(),
          stage.entryPoint().qualified());
      return false;
    }
    Findings ofStage = findings.another();
    StageChecks.ofCompiledStages().check(stage, ofStage);
    for (Finding finding : ofStage.all()) {
      if (finding.severity() == Severity.ERROR) {
        findings.add(
            Diagnostic.ITEM_IN_ERROR,
            step.position(),
            workflow,
            stage.stageClass().simple(),
            finding.message());
      }
    }
    return true;
  }

  /** Whether no other workflow has the name: of two, the second is told, and none generated. */
  private boolean checkUniqueName(WorkflowModel workflow, Findings findings) {
    TreeSet<ClassName> sameName = Objects.requireNonNull(workflowNames.get(workflow.name()));
    ClassName other = sameName.first();
    if (!other.equals(workflow.workflowClass())) {
      findings.add(
          Diagnostic.WORKFLOW_NAMES_COLLIDE,
          workflow.namePosition(),
          other.simple(),
          workflow.workflowClass().simple(),
          workflow.name());
    }
    return sameName.size() == 1;
  }

  /** The classes that waited, as they are in this round, sorted by name. */
  private SortedMap<String, TypeElement> again(Set<String> waiting) {
    SortedMap<String, TypeElement> found = new TreeMap<>();
    for (String name : waiting) {
      TypeElement type = elements.getTypeElement(name);
      if (type != null) {
        found.put(name, type);
      }
    }
    waiting.clear();
    return found;
  }

  private static void addTypes(Set<? extends Element> annotated, Map<String, TypeElement> types) {
    for (TypeElement type : ElementFilter.typesIn(annotated)) {
      types.put(name(type), type);
    }
  }

  /** Never lets an exception out: a mistake of ours is one error that says so. */
  private void guarded(Element element, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      StackTraceElement[] trace = e.getStackTrace();
      Findings findings = new Findings(options.diagnostics());
      findings.add(
          Diagnostic.INTERNAL,
          ElementPosition.of(element),
          element instanceof TypeElement type ? name(type) : element.toString(),
          e + (trace.length > 0 ? " at " + trace[0] : ""));
      report(findings);
    }
  }

  private void report(Findings findings) {
    for (Finding finding : findings.all()) {
      if (reportedFindings.add(finding)) {
        ElementPosition.print(finding, messager);
      }
    }
  }

  /** {@code RELEASE_17} is 17. */
  private static int javaRelease(SourceVersion version) {
    return Integer.parseInt(version.name().substring("RELEASE_".length()));
  }

  private static String name(TypeElement type) {
    return type.getQualifiedName().toString();
  }
}
