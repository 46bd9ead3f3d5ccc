package dev.stageloom.processor.read;

import static dev.stageloom.processor.diagnostic.Diagnostic.DATA_FIELD;
import static dev.stageloom.processor.diagnostic.Diagnostic.FIELD_ACCESS;
import static dev.stageloom.processor.diagnostic.Diagnostic.FROM_NOT_A_STAGE;
import static dev.stageloom.processor.diagnostic.Diagnostic.GIVEN_ELSEWHERE;
import static dev.stageloom.processor.diagnostic.Diagnostic.JSON_ANNOTATION;
import static dev.stageloom.processor.diagnostic.Diagnostic.PARAMETER_TYPE;
import static dev.stageloom.processor.diagnostic.Diagnostic.RECURSIVE_TYPE;
import static dev.stageloom.processor.diagnostic.Diagnostic.RETURN_TYPE;
import static dev.stageloom.processor.diagnostic.Diagnostic.SEVERAL_INPUTS;
import static dev.stageloom.processor.diagnostic.Diagnostic.SUBTYPES;

import dev.stageloom.annotations.Argument;
import dev.stageloom.annotations.From;
import dev.stageloom.processor.diagnostic.Diagnostic;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.Parameter.GivenKind;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.TypeRef;
import dev.stageloom.processor.read.AnnotationReader.ClassLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a stage method's parameters and result. */
final class ParameterReader {

  private static final Map<String, GivenKind> GIVEN =
      Map.of(
          "dev.stageloom.annotations.StageContext", GivenKind.STAGE_CONTEXT,
          "com.amazonaws.services.lambda.runtime.Context", GivenKind.LAMBDA_CONTEXT,
          "org.apache.spark.sql.SparkSession", GivenKind.SPARK_SESSION);

  private static final String JSON_FIELDS =
      "String, numbers, java.time, UUID, enums, records, beans, and List, Set, Map with String or"
          + " enum keys, and Optional of them";
  private static final String GLUE_FIELDS =
      "String, numbers, BigDecimal, LocalDate, LocalDateTime, Instant, Duration, enums, records,"
          + " beans, and List, Map and Optional of them";
  private static final String JSON_NAMES =
      "@JsonProperty, @JsonAlias, @JsonCreator and (on a bean) @JsonIgnore of Jackson, or"
          + " io.avaje.jsonb.Json";
  private static final String GLUE_NAMES =
      "a type whose components or properties are called as the columns are";

  private final TypeReader types;
  private final DataTypeReader dataTypes;

  ParameterReader(TypeReader types, DataTypeReader dataTypes) {
    this.types = types;
    this.dataTypes = dataTypes;
  }

  /** The parameters of a stage method that could be bound; the others are found as errors. */
  List<Parameter> readAll(
      ExecutableElement method, ClassName stage, boolean isGlue, Findings findings) {
    List<Parameter> result = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      Optional<Parameter> bound = read(parameter, stage, isGlue, findings);
      if (bound.isEmpty()) {
        continue;
      }
      Parameter read = bound.get();
      Optional<Parameter> first = firstInput(result);
      if (first.isPresent() && read instanceof Parameter.Input) {
        findings.add(
            SEVERAL_INPUTS, read.position(), read.name(), stage.simple(), first.get().name());
      }
      result.add(read);
    }
    return result;
  }

  /** What a stage method returns; empty for void, and for what is found to be an error. */
  Optional<DataType> readOutput(
      ExecutableElement method, ClassName stage, boolean isGlue, Findings findings) {
    TypeMirror type = method.getReturnType();
    if (type.getKind() == TypeKind.VOID) {
      return Optional.empty();
    }
    String what = stage.simple() + "." + method.getSimpleName();
    return dataTypes.readOutput(
        type,
        isGlue,
        new TypeProblems(
            RETURN_TYPE,
            "The result",
            ElementPosition.of(method),
            List.of(what),
            isGlue,
            findings));
  }

  /** Turns what is wrong with a data type into findings. */
  private record TypeProblems(
      Diagnostic diagnostic,
      String what,
      SourcePosition position,
      List<String> values,
      boolean isGlue,
      Findings findings)
      implements DataTypeReader.Problem {

    @Override
    public void found(String shownType, String problem, String instead) {
      List<Object> all = new ArrayList<>(values);
      all.addAll(List.of(shownType, problem, instead));
      findings.add(diagnostic, position, all.toArray());
    }

    @Override
    public void found(DataFieldReader.Problem field) {
      String owner = values.get(values.size() - 1);
      switch (field.kind()) {
        case RECURSION ->
            findings.add(RECURSIVE_TYPE, position, what, owner, field.path(), field.name());
        case ANNOTATION ->
            findings.add(
                JSON_ANNOTATION,
                position,
                what,
                owner,
                field.path(),
                field.name(),
                isGlue ? "Stageloom's reader in a Glue stage" : "the JSON library, avaje-jsonb,",
                isGlue ? GLUE_NAMES : JSON_NAMES);
        case NO_GETTER ->
            findings.add(FIELD_ACCESS, position, what, owner, field.path(), "write", "getter");
        case NO_SETTER ->
            findings.add(
                FIELD_ACCESS,
                position,
                what,
                owner,
                field.path(),
                "read",
                "setter or parameter of a constructor");
        case SUBTYPES ->
            findings.add(SUBTYPES, position, what, owner, field.path(), field.name(), field.fix());
        case TYPE ->
            findings.add(
                DATA_FIELD,
                position,
                what,
                owner,
                field.path(),
                field.name(),
                isGlue ? "Spark has no encoder for" : "cannot be written as JSON and read back",
                isGlue ? GLUE_FIELDS : JSON_FIELDS);
      }
    }
  }

  private static Optional<Parameter> firstInput(List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      if (parameter instanceof Parameter.Input) {
        return Optional.of(parameter);
      }
    }
    return Optional.empty();
  }

  private Optional<Parameter> read(
      VariableElement parameter, ClassName stage, boolean isGlue, Findings findings) {
    String name = parameter.getSimpleName().toString();
    SourcePosition position = ElementPosition.of(parameter);
    Optional<AnnotationReader> argument = AnnotationReader.find(parameter, Argument.class);
    if (argument.isPresent()) {
      return argument(parameter, argument.get(), stage, findings);
    }
    GivenKind given = given(parameter.asType());
    if (given != null) {
      boolean elsewhere = given == (isGlue ? GivenKind.LAMBDA_CONTEXT : GivenKind.SPARK_SESSION);
      if (elsewhere) {
        findings.add(
            GIVEN_ELSEWHERE,
            position,
            name,
            stage.simple(),
            isGlue ? "Lambda Context" : "SparkSession",
            isGlue ? "Glue" : "Lambda");
      }
      return Optional.of(new Parameter.Given(name, given, position));
    }
    Optional<DataType> type =
        dataTypes.readInput(
            parameter.asType(),
            isGlue,
            new TypeProblems(
                PARAMETER_TYPE,
                "Parameter " + name,
                position,
                List.of(name, stage.simple()),
                isGlue,
                findings));
    Optional<AnnotationReader> from = AnnotationReader.find(parameter, From.class);
    if (from.isEmpty()) {
      return type.isEmpty()
          ? Optional.empty()
          : Optional.of(new Parameter.Input(name, type.get(), position));
    }
    Optional<ClassLiteral> source = from.get().type("value");
    if (source.isEmpty()) {
      return Optional.empty();
    }
    Optional<TypeElement> stageClass = source.get().type();
    if (stageClass.isEmpty() || !StageReader.isStage(stageClass.get())) {
      findings.add(FROM_NOT_A_STAGE, source.get().position(), source.get().text());
      return Optional.empty();
    }
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Parameter.FromStage(
            name,
            TypeReader.className(stageClass.get()),
            StageReader.stageName(stageClass.get()),
            type.get(),
            position));
  }

  private Optional<Parameter> argument(
      VariableElement parameter, AnnotationReader annotation, ClassName stage, Findings findings) {
    TypeMirror scalar = itemOrSelf(parameter.asType());
    if (isHidden(scalar, stage.packageName())) {
      findings.add(
          PARAMETER_TYPE,
          ElementPosition.of(parameter),
          parameter.getSimpleName(),
          stage.simple(),
          ((DeclaredType) scalar).asElement().getSimpleName(),
          "generated code beside the stage cannot see",
          "an enum that is not private, or public in another package");
      return Optional.empty();
    }
    Optional<TypeRef> read = types.read(parameter.asType());
    TypeRef type =
        read.isPresent() ? read.get() : new TypeRef.PrimitiveType(parameter.asType().toString());
    return Optional.of(
        new Parameter.ArgumentValue(
            parameter.getSimpleName().toString(),
            annotation.string("value"),
            type,
            enumConstants(scalar),
            annotation.isGiven("defaultValue")
                ? Optional.of(annotation.string("defaultValue"))
                : Optional.empty(),
            ElementPosition.of(parameter)));
  }

  /** The type of a list's items; another type itself. */
  private static TypeMirror itemOrSelf(TypeMirror type) {
    return type instanceof DeclaredType declared
            && declared.getTypeArguments().size() == 1
            && ((TypeElement) declared.asElement())
                .getQualifiedName()
                .contentEquals("java.util.List")
        ? declared.getTypeArguments().get(0)
        : type;
  }

  /** Whether a class, or one around it, cannot be named in a package. */
  private static boolean isHidden(TypeMirror type, String packageName) {
    if (!(type instanceof DeclaredType declared)) {
      return false;
    }
    Element element = declared.asElement();
    while (element instanceof TypeElement c) {
      boolean elsewhere = !TypeReader.className(c).packageName().equals(packageName);
      if (c.getModifiers().contains(Modifier.PRIVATE)
          || (elsewhere && !c.getModifiers().contains(Modifier.PUBLIC))) {
        return true;
      }
      element = c.getEnclosingElement();
    }
    return false;
  }

  private static List<String> enumConstants(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)
        || declared.asElement().getKind() != ElementKind.ENUM) {
      return List.of();
    }
    return declared.asElement().getEnclosedElements().stream()
        .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
        .map(e -> e.getSimpleName().toString())
        .toList();
  }

  private static @Nullable GivenKind given(TypeMirror type) {
    return type instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
        ? GIVEN.get(element.getQualifiedName().toString())
        : null;
  }
}
