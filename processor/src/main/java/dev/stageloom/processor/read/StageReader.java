package dev.stageloom.processor.read;

import static dev.stageloom.processor.diagnostic.Diagnostic.CONSTRUCTOR_THROWS;
import static dev.stageloom.processor.diagnostic.Diagnostic.METHOD_THROWS;
import static dev.stageloom.processor.diagnostic.Diagnostic.NO_STAGE_METHOD;
import static dev.stageloom.processor.diagnostic.Diagnostic.SCRIPT_FUNCTION;
import static dev.stageloom.processor.diagnostic.Diagnostic.SCRIPT_MISSING;
import static dev.stageloom.processor.diagnostic.Diagnostic.SCRIPT_OF_CLASS;
import static dev.stageloom.processor.diagnostic.Diagnostic.SEVERAL_STAGE_METHODS;
import static dev.stageloom.processor.diagnostic.Diagnostic.STAGE_CLASS_KIND;
import static dev.stageloom.processor.diagnostic.Diagnostic.STAGE_CONSTRUCTOR;
import static dev.stageloom.processor.diagnostic.Diagnostic.TWO_STAGE_ANNOTATIONS;
import static dev.stageloom.processor.diagnostic.Diagnostic.TYPE_VARIABLES;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.Argument;
import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.From;
import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.LambdaRuntime;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.OutputFormat;
import dev.stageloom.annotations.Retry;
import dev.stageloom.annotations.StageMethod;
import dev.stageloom.annotations.WorkerType;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.InputSchema;
import dev.stageloom.processor.model.OutputForm;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.PythonScript;
import dev.stageloom.processor.model.RetrySettings;
import dev.stageloom.processor.model.Shape;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.TypeRef;
import dev.stageloom.processor.model.TypeRef.ClassType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Reads a stage class. */
public final class StageReader {

  private static final ClassType ROW =
      new ClassType(
          new ClassName("org.apache.spark.sql", "Row"),
          TypeRef.ClassKind.INTERFACE,
          List.of(),
          List.of());
  private static final DataType ROWS = new DataType(Shape.DATASET, ROW);

  private final ParameterReader parameters;
  private final SparkTypeReader sparkTypes;
  private final ScriptFinder scripts;

  /** What was read without errors: once by itself, then for each workflow that lists it. */
  private final Map<TypeElement, StageModel> valid = new HashMap<>();

  /**
   * Reads with a compiler's type utilities.
   *
   * @param types the utilities
   * @param scripts finds the scripts of Python stages
   */
  public StageReader(Types types, ScriptFinder scripts) {
    TypeReader typeReader = new TypeReader(types);
    this.parameters =
        new ParameterReader(
            typeReader,
            new DataTypeReader(
                typeReader,
                new DataFieldReader(types),
                new JsonSampleReader(types),
                new RequiredFieldReader(types),
                new PolymorphicTypeReader(types)));
    this.sparkTypes = new SparkTypeReader(types);
    this.scripts = scripts;
  }

  /**
   * Whether a class is annotated as a stage.
   *
   * @param type the class
   * @return true if it has {@code @LambdaStage} or {@code @GlueStage}
   */
  public static boolean isStage(TypeElement type) {
    return AnnotationReader.find(type, LambdaStage.class).isPresent()
        || AnnotationReader.find(type, GlueStage.class).isPresent();
  }

  /**
   * The name that a stage class has in S3, in the state machine and in functions' names.
   *
   * @param type a class for which {@link #isStage} is true
   * @return the given name or the class's simple name
   */
  static String stageName(TypeElement type) {
    for (Class<?> stage : List.of(LambdaStage.class, GlueStage.class)) {
      Optional<AnnotationReader> annotation = AnnotationReader.find(type, stage);
      String name = annotation.isPresent() ? annotation.get().string("name") : "";
      if (!name.isEmpty()) {
        return name;
      }
    }
    return type.getSimpleName().toString();
  }

  /**
   * Whether the stage's method or its annotations name what the compiler could not resolve: another
   * processor may still generate it.
   *
   * @param type the class
   * @return true if it is too early to read it
   */
  public static boolean isUnresolved(TypeElement type) {
    if (hasUnresolved(type, LambdaStage.class, GlueStage.class, Retry.class)) {
      return true;
    }
    for (ExecutableElement method : candidates(type)) {
      if (isUnresolved(method)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnresolved(ExecutableElement method) {
    if (TypeReader.isUnresolved(method.getReturnType())) {
      return true;
    }
    for (VariableElement parameter : method.getParameters()) {
      if (TypeReader.isUnresolved(parameter.asType())
          || hasUnresolved(parameter, From.class, Argument.class)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasUnresolved(Element element, Class<?>... annotations) {
    for (Class<?> annotation : annotations) {
      Optional<AnnotationReader> found = AnnotationReader.find(element, annotation);
      if (found.isPresent() && found.get().isUnresolved()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a stage class. What is not an error is found once only, when it is read first.
   *
   * @param type a class for which {@link #isStage} is true
   * @param findings takes what is wrong with it
   * @return the stage, for the checks also when errors were found; empty if it is on two services
   */
  public Optional<StageModel> read(TypeElement type, Findings findings) {
    StageModel before = valid.get(type);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<StageModel> read = readAnew(type, findings);
    if (read.isPresent() && !findings.hasErrors()) {
      valid.put(type, read.get());
    }
    return read;
  }

  private Optional<StageModel> readAnew(TypeElement type, Findings findings) {
    ClassName name = TypeReader.className(type);
    Optional<AnnotationReader> lambda = AnnotationReader.find(type, LambdaStage.class);
    Optional<AnnotationReader> glue = AnnotationReader.find(type, GlueStage.class);
    if (lambda.isPresent() && glue.isPresent()) {
      findings.add(TWO_STAGE_ANNOTATIONS, glue.get().position(), name.simple());
      return Optional.empty();
    }
    AnnotationReader annotation = lambda.isPresent() ? lambda.get() : glue.orElseThrow();
    boolean isGlue = glue.isPresent();
    if (isGlue && !annotation.string("script").isEmpty()) {
      return Optional.of(readScript(type, name, annotation, findings));
    }

    String entryPoint = name.beside(isGlue ? "_GlueJob" : "_Handler").simple();
    checkClass(type, name, annotation.position(), findings);
    checkConstructor(type, name, isGlue, entryPoint, annotation.position(), findings);
    Optional<ExecutableElement> method = stageMethod(type, name, annotation.position(), findings);
    String methodName = "";
    List<Parameter> read = List.of();
    Optional<DataType> output = Optional.empty();
    if (method.isPresent()) {
      methodName = method.get().getSimpleName().toString();
      Optional<String> thrown = Thrown.first(method.get(), Thrown::isNoException);
      if (thrown.isPresent()) {
        findings.add(
            METHOD_THROWS,
            ElementPosition.of(method.get()),
            name.simple() + "." + methodName,
            thrown.get(),
            entryPoint);
      }
      read = parameters.readAll(method.get(), name, isGlue, findings);
      output = parameters.readOutput(method.get(), name, isGlue, findings);
    }
    return Optional.of(
        new StageModel(
            stageName(type),
            name,
            annotation.string("description"),
            isGlue ? glueSettings(annotation, Optional.empty()) : lambdaSettings(annotation),
            retry(type, isGlue),
            methodName,
            read,
            output,
            form(annotation, isGlue),
            annotation.position()));
  }

  /** A stage in Python: its interface may have a method that declares what the function takes. */
  private StageModel readScript(
      TypeElement type, ClassName name, AnnotationReader annotation, Findings findings) {
    String path = annotation.string("script");
    SourcePosition position = annotation.position("script");
    if (type.getKind() != ElementKind.INTERFACE) {
      findings.add(SCRIPT_OF_CLASS, position, name.simple());
    }
    Optional<String> source = scripts.find(path);
    if (source.isEmpty()) {
      findings.add(
          SCRIPT_MISSING, position, path, name.simple(), path, scripts.offerTemplate(path, type));
    }
    Optional<List<PythonScript.Parameter>> signature =
        source.flatMap(text -> PythonSource.parametersOf(PythonScript.FUNCTION, text));
    if (source.isPresent() && signature.isEmpty()) {
      findings.add(SCRIPT_FUNCTION, position, path, PythonScript.FUNCTION);
    }
    PythonScript script = new PythonScript(path, signature.orElseGet(List::of));
    Optional<ExecutableElement> method =
        candidates(type).isEmpty()
            ? Optional.empty()
            : stageMethod(type, name, annotation.position(), findings);
    return new StageModel(
        stageName(type),
        name,
        annotation.string("description"),
        glueSettings(annotation, Optional.of(script)),
        retry(type, true),
        method.map(m -> m.getSimpleName().toString()).orElse(PythonScript.FUNCTION),
        method
            .map(m -> parameters.readAll(m, name, true, findings))
            .orElseGet(() -> implied(script, position)),
        method.isEmpty()
            ? Optional.of(ROWS)
            : parameters.readOutput(method.get(), name, true, findings),
        form(annotation, true),
        annotation.position());
  }

  /** What a function is given whose interface has no method: its first parameter is the input. */
  private static List<Parameter> implied(PythonScript script, SourcePosition position) {
    return script.parameters().stream()
        .map(PythonScript.Parameter::name)
        .filter(parameter -> !PythonScript.GIVEN.contains(parameter) && !parameter.startsWith("*"))
        .limit(1)
        .<Parameter>map(parameter -> new Parameter.Input(parameter, ROWS, position))
        .toList();
  }

  /**
   * How Spark sees what a stage writes.
   *
   * @param type a stage class without errors
   * @return the schema of its items; empty if only Spark knows it, or if it writes nothing
   */
  Optional<InputSchema> outputSchema(TypeElement type) {
    return candidates(type).stream()
        .filter(
            method ->
                candidates(type).size() == 1
                    || AnnotationReader.find(method, StageMethod.class).isPresent())
        .findFirst()
        .map(method -> itemType(method.getReturnType()))
        .filter(item -> !item.toString().equals(DataType.ROW))
        .filter(item -> item.getKind() != TypeKind.VOID)
        .map(item -> new InputSchema(sparkTypes.readItems(item), sparkTypes.isStruct(item)));
  }

  private static TypeMirror itemType(TypeMirror type) {
    return type instanceof DeclaredType declared
            && DataTypeReader.isCollection(declared)
            && !declared.getTypeArguments().isEmpty()
        ? declared.getTypeArguments().get(0)
        : type;
  }

  private static void checkClass(
      TypeElement type, ClassName name, SourcePosition position, Findings findings) {
    Optional<String> what = what(type);
    if (what.isPresent()) {
      findings.add(STAGE_CLASS_KIND, position, name.simple(), what.get());
    }
    if (!type.getTypeParameters().isEmpty()) {
      findings.add(TYPE_VARIABLES, position, name.simple());
    }
  }

  private static void checkConstructor(
      TypeElement type,
      ClassName name,
      boolean isGlue,
      String entryPoint,
      SourcePosition position,
      Findings findings) {
    if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
      return;
    }
    Optional<ExecutableElement> constructor = constructor(type);
    if (constructor.isEmpty()) {
      findings.add(STAGE_CONSTRUCTOR, position, name.simple(), entryPoint);
      return;
    }
    // A Glue job creates its stage where exceptions may be thrown; a handler does not.
    Optional<String> thrown =
        Thrown.first(constructor.get(), isGlue ? Thrown::isNoException : Thrown::isChecked);
    if (thrown.isPresent()) {
      findings.add(
          CONSTRUCTOR_THROWS,
          ElementPosition.of(constructor.get()),
          name.simple(),
          thrown.get(),
          entryPoint);
    }
  }

  /** The constructor that generated code calls. */
  private static Optional<ExecutableElement> constructor(TypeElement type) {
    for (ExecutableElement c : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (c.getParameters().isEmpty() && !c.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(c);
      }
    }
    return Optional.empty();
  }

  /** Why a class cannot be instantiated from its package, in words. */
  private static Optional<String> what(TypeElement type) {
    if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
      return Optional.of("not a class but an " + words(type.getKind()));
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      return Optional.of("abstract");
    }
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(e.equals(type) ? "private" : "nested in a private class");
      }
      boolean nested = e.getEnclosingElement() instanceof TypeElement;
      if (nested && !e.getModifiers().contains(Modifier.STATIC)) {
        return Optional.of("an inner class, which needs an instance of the class around it");
      }
    }
    return Optional.empty();
  }

  private static String words(ElementKind kind) {
    return switch (kind) {
      case ENUM -> "enum";
      case ANNOTATION_TYPE -> "annotation";
      default -> "interface";
    };
  }

  private static Optional<ExecutableElement> stageMethod(
      TypeElement type, ClassName name, SourcePosition position, Findings findings) {
    List<ExecutableElement> candidates = candidates(type);
    List<ExecutableElement> marked = new ArrayList<>();
    for (ExecutableElement candidate : candidates) {
      if (AnnotationReader.find(candidate, StageMethod.class).isPresent()) {
        marked.add(candidate);
      }
    }
    List<ExecutableElement> chosen = marked.isEmpty() ? candidates : marked;
    if (chosen.size() == 1) {
      return Optional.of(chosen.get(0));
    }
    if (chosen.isEmpty()) {
      findings.add(NO_STAGE_METHOD, position, name.simple());
    } else {
      String names =
          chosen.stream().map(m -> m.getSimpleName().toString()).collect(Collectors.joining(", "));
      findings.add(SEVERAL_STAGE_METHODS, ElementPosition.of(chosen.get(1)), name.simple(), names);
    }
    return Optional.empty();
  }

  /**
   * The public instance methods of the class itself that are not Object's, or a record's own. What
   * Lombok adds is left out: whether it is there yet depends on the order of the processors.
   */
  private static List<ExecutableElement> candidates(TypeElement type) {
    List<ExecutableElement> candidates = new ArrayList<>();
    for (ExecutableElement m : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (m.getModifiers().contains(Modifier.PUBLIC)
          && !m.getModifiers().contains(Modifier.STATIC)
          && !isObjectMethod(m)
          && !isAccessor(m)
          && !isGenerated(m)) {
        candidates.add(m);
      }
    }
    return candidates;
  }

  private static boolean isAccessor(ExecutableElement method) {
    // Only a record is asked: Eclipse's compiler fails for another class.
    return method.getEnclosingElement() instanceof TypeElement type
        && type.getKind() == ElementKind.RECORD
        && type.getRecordComponents().stream().anyMatch(c -> method.equals(c.getAccessor()));
  }

  private static boolean isGenerated(ExecutableElement method) {
    for (AnnotationMirror annotation : method.getAnnotationMirrors()) {
      Name name = annotation.getAnnotationType().asElement().getSimpleName();
      if (name.contentEquals("Generated")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isObjectMethod(ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    return switch (method.getSimpleName().toString()) {
      case "toString", "hashCode" -> parameters.isEmpty();
      case "equals" ->
          parameters.size() == 1 && !parameters.get(0).asType().getKind().isPrimitive();
      default -> false;
    };
  }

  private static StageSettings lambdaSettings(AnnotationReader annotation) {
    return new StageSettings.Lambda(
        annotation.integer("memory"),
        annotation.integer("timeout"),
        annotation.integer("ephemeralStorage"),
        annotation.constant("runtime", LambdaRuntime.class),
        annotation.constant("architecture", Architecture.class),
        annotation.isGiven("snapStart")
            ? Optional.of(annotation.flag("snapStart"))
            : Optional.empty(),
        annotation.flag("failOnUnknownFields"));
  }

  private static StageSettings glueSettings(
      AnnotationReader annotation, Optional<PythonScript> script) {
    return new StageSettings.Glue(
        annotation.integer("workers"),
        annotation.integer("timeout"),
        annotation.constant("workerType", WorkerType.class),
        annotation.constant("glueVersion", GlueVersion.class),
        script,
        GlueOptionReader.read(annotation));
  }

  private static OutputForm form(AnnotationReader annotation, boolean isGlue) {
    return new OutputForm(
        isGlue ? annotation.constant("format", OutputFormat.class) : OutputFormat.JSON,
        annotation.constant("compression", Compression.class),
        !isGlue || annotation.flag("singleObject"));
  }

  private static RetrySettings retry(TypeElement type, boolean isGlue) {
    RetrySettings defaults = isGlue ? RetrySettings.GLUE_DEFAULT : RetrySettings.LAMBDA_DEFAULT;
    Optional<AnnotationReader> retry = AnnotationReader.find(type, Retry.class);
    if (retry.isEmpty()) {
      return defaults;
    }
    AnnotationReader given = retry.get();
    return new RetrySettings(
        given.integer("maxAttempts"),
        given.isGiven("intervalSeconds")
            ? given.integer("intervalSeconds")
            : defaults.intervalSeconds(),
        given.decimal("backoffRate"),
        given.isGiven("maxDelaySeconds")
            ? Optional.of(given.integer("maxDelaySeconds"))
            : Optional.empty());
  }
}
