package dev.stageloom.processor.fuzz;

import dev.stageloom.processor.StageloomProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic.Kind;

/** Our processor, with what it is asked for and what it says written down. */
final class WatchedProcessor extends AbstractProcessor {

  /**
   * A message of ours.
   *
   * @param kind how severe it is
   * @param text the message
   * @param owner the binary name of the class that it is about
   * @param ofWorkflow whether it is about the class as a workflow, not as a stage
   * @param place the element, annotation and value, for comparison
   */
  record Message(Kind kind, String text, String owner, boolean ofWorkflow, List<Object> place) {}

  final List<Message> messages = new ArrayList<>();

  /** The binary names of the classes with {@code @Workflow}. */
  final Set<String> workflows = new TreeSet<>();

  private final StageloomProcessor processor = new StageloomProcessor();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    processor.init(new WatchedEnvironment(environment));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    annotations.stream()
        .filter(a -> a.getQualifiedName().contentEquals("dev.stageloom.annotations.Workflow"))
        .flatMap(a -> round.getElementsAnnotatedWith(a).stream())
        .filter(TypeElement.class::isInstance)
        .forEach(type -> workflows.add(binaryName(type)));
    return processor.process(annotations, round);
  }

  /** The binary names of the workflows that have errors. */
  Set<String> brokenWorkflows() {
    return broken(true);
  }

  /** The binary names of the stages that have errors. */
  Set<String> brokenStages() {
    return broken(false);
  }

  private Set<String> broken(boolean ofWorkflows) {
    return messages.stream()
        .filter(m -> m.kind() == Kind.ERROR && m.ofWorkflow() == ofWorkflows)
        .map(Message::owner)
        .collect(Collectors.toSet());
  }

  private String binaryName(Element element) {
    return processingEnv.getElementUtils().getBinaryName((TypeElement) element).toString();
  }

  private void note(
      Kind kind,
      CharSequence text,
      Element element,
      AnnotationMirror mirror,
      AnnotationValue value) {
    List<Object> place = new ArrayList<>();
    place.add(element);
    place.add(mirror);
    place.add(value);
    Element owner = element;
    while (owner != null && !(owner instanceof TypeElement)) {
      owner = owner.getEnclosingElement();
    }
    boolean ofWorkflow =
        mirror != null
            ? isWorkflow(mirror)
            : text.toString().contains("_Stack")
                || (element == owner && text.toString().startsWith("SL2"));
    // A nested stage that is not listed: its workflow is around it.
    while (ofWorkflow
        && owner != null
        && owner.getAnnotationMirrors().stream().noneMatch(WatchedProcessor::isWorkflow)) {
      owner = owner.getEnclosingElement();
    }
    if (kind == Kind.NOTE) {
      return;
    }
    messages.add(
        new Message(
            kind, text.toString(), owner == null ? "" : binaryName(owner), ofWorkflow, place));
  }

  private static boolean isWorkflow(AnnotationMirror mirror) {
    return mirror.getAnnotationType().toString().equals("dev.stageloom.annotations.Workflow");
  }

  /** The compiler's environment, but for the messages. */
  private final class WatchedEnvironment implements ProcessingEnvironment {

    private final ProcessingEnvironment environment;

    WatchedEnvironment(ProcessingEnvironment environment) {
      this.environment = environment;
    }

    @Override
    public Messager getMessager() {
      return new WatchedMessager(environment.getMessager());
    }

    @Override
    public Map<String, String> getOptions() {
      return environment.getOptions();
    }

    @Override
    public Filer getFiler() {
      return environment.getFiler();
    }

    @Override
    public Elements getElementUtils() {
      return environment.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return environment.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return environment.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return environment.getLocale();
    }
  }

  private final class WatchedMessager implements Messager {

    private final Messager messager;

    WatchedMessager(Messager messager) {
      this.messager = messager;
    }

    @Override
    public void printMessage(Kind kind, CharSequence text) {
      note(kind, text, null, null, null);
      messager.printMessage(kind, text);
    }

    @Override
    public void printMessage(Kind kind, CharSequence text, Element element) {
      note(kind, text, element, null, null);
      messager.printMessage(kind, text, element);
    }

    @Override
    public void printMessage(
        Kind kind, CharSequence text, Element element, AnnotationMirror mirror) {
      note(kind, text, element, mirror, null);
      messager.printMessage(kind, text, element, mirror);
    }

    @Override
    public void printMessage(
        Kind kind,
        CharSequence text,
        Element element,
        AnnotationMirror mirror,
        AnnotationValue value) {
      note(kind, text, element, mirror, value);
      messager.printMessage(kind, text, element, mirror, value);
    }
  }
}
