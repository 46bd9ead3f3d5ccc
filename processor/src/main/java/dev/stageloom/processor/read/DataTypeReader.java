package dev.stageloom.processor.read;

import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.RequiredFields;
import dev.stageloom.processor.model.Shape;
import dev.stageloom.processor.model.TypeRef;
import dev.stageloom.processor.model.TypeRef.ClassKind;
import dev.stageloom.processor.model.TypeRef.ClassType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/** Reads the type of a stage's input or output: its shape and the type of its items. */
final class DataTypeReader {

  private static final Map<String, Shape> COLLECTIONS =
      Map.of(
          "java.util.List", Shape.LIST,
          "java.util.stream.Stream", Shape.STREAM,
          "java.util.Iterator", Shape.ITERATOR,
          "org.apache.spark.sql.Dataset", Shape.DATASET);

  private static final List<String> OTHER_COLLECTIONS =
      List.of(
          "java.lang.Iterable",
          "java.util.Collection",
          "java.util.Set",
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.HashSet",
          "java.util.Queue",
          "java.util.Deque");

  private static final String LAMBDA_TYPES =
      "a record, bean, sealed interface, Map, enum or java.time value, or List<T>, Stream<T> or Iterator<T> of them";
  private static final String GLUE_TYPES = "Dataset<T> of a record or bean, or Dataset<Row>";

  private final TypeReader types;
  private final DataFieldReader fields;
  private final JsonSampleReader samples;
  private final RequiredFieldReader requiredFields;
  private final PolymorphicTypeReader polymorphicTypes;

  DataTypeReader(
      TypeReader types,
      DataFieldReader fields,
      JsonSampleReader samples,
      RequiredFieldReader requiredFields,
      PolymorphicTypeReader polymorphicTypes) {
    this.types = types;
    this.fields = fields;
    this.samples = samples;
    this.requiredFields = requiredFields;
    this.polymorphicTypes = polymorphicTypes;
  }

  /** Whether a type is one of the collections whose items are read and written one by one. */
  static boolean isCollection(DeclaredType type) {
    return COLLECTIONS.containsKey(((TypeElement) type.asElement()).getQualifiedName().toString());
  }

  /** Takes why a type cannot be data. */
  interface Problem {
    /** The type as shown, what is wrong, and what to use instead. */
    void found(String shownType, String problem, String instead);

    /** The same for a field that is somewhere in the type. */
    void found(DataFieldReader.Problem field);
  }

  /** The type of a parameter. */
  Optional<DataType> readInput(TypeMirror type, boolean isGlue, Problem problem) {
    Optional<DataType> data = read(type, isGlue, true, problem);
    return data.isPresent() && isNamed(types.withoutWildcards(type), type, data.get(), problem)
        ? data
        : Optional.empty();
  }

  /** The type of a result. */
  Optional<DataType> readOutput(TypeMirror type, boolean isGlue, Problem problem) {
    Optional<DataType> data = read(type, isGlue, false, problem);
    return data.isPresent() && isNamed(type, types.withoutWildcards(type), data.get(), problem)
        ? data
        : Optional.empty();
  }

  /** Whether a local variable without wildcards can stand between the stage and its data. */
  private boolean isNamed(TypeMirror value, TypeMirror variable, DataType data, Problem problem) {
    boolean named = types.isAssignable(value, variable);
    if (!named) {
      problem.found("a wildcard type", "generated code cannot name", data.display());
    }
    return named;
  }

  private Optional<DataType> read(
      TypeMirror type, boolean isGlue, boolean isInput, Problem problem) {
    String instead = isGlue ? GLUE_TYPES : LAMBDA_TYPES;
    Optional<TypeRef> whole = types.read(type);
    String shown = whole.isPresent() ? whole.get().simple() : kindInWords(type);
    String qualified =
        type instanceof DeclaredType declared
            ? ((TypeElement) declared.asElement()).getQualifiedName().toString()
            : "";
    Shape shape = COLLECTIONS.getOrDefault(qualified, Shape.VALUE);

    if (TypeReader.isUnresolved(type)) {
      problem.found(shown, "names a class that is not on the class path", instead);
      return Optional.empty();
    }
    if (shape == Shape.DATASET && !isGlue) {
      problem.found(shown, "only a Glue stage can have", instead);
      return Optional.empty();
    }
    if (shape != Shape.DATASET && isGlue) {
      problem.found(shown, "is not a Dataset", instead);
      return Optional.empty();
    }
    if (OTHER_COLLECTIONS.contains(qualified)) {
      problem.found(shown, "is not one of the collections that are read item by item", instead);
      return Optional.empty();
    }
    if (shape.isCollection() && ((DeclaredType) type).getTypeArguments().isEmpty()) {
      problem.found(shown, "does not say what its items are", instead);
      return Optional.empty();
    }
    TypeMirror items =
        shape.isCollection()
            ? withoutWildcard(((DeclaredType) type).getTypeArguments().get(0))
            : type;
    Optional<TypeRef> item = types.read(items);
    if (item.isEmpty()) {
      problem.found(shown, "is not known before the stage runs", instead);
      return Optional.empty();
    }
    DataType data = new DataType(shape, item.get());
    if (data.isRows()) {
      return Optional.of(data);
    }
    Optional<String> why = whyNotData(item.get(), isGlue);
    if (why.isEmpty()) {
      why = whyNotSeen(items);
    }
    if (why.isEmpty()) {
      why = whyNotNamed(items);
    }
    if (why.isPresent()) {
      problem.found(shown, why.get(), instead);
      return Optional.empty();
    }
    Optional<DataFieldReader.Problem> field = fields.firstProblem(items, isGlue);
    if (field.isPresent()) {
      problem.found(field.get());
      return Optional.empty();
    }
    if (isGlue) {
      return Optional.of(data);
    }
    RequiredFields required = isInput ? requiredFields.read(items) : RequiredFields.NONE;
    return Optional.of(
        new DataType(
            shape, item.get(), samples.read(items), required, polymorphicTypes.read(items)));
  }

  /** Why values of a type cannot be written as JSON and read back. */
  private static Optional<String> whyNotData(TypeRef type, boolean isGlue) {
    if (type instanceof TypeRef.ArrayType array) {
      return whyNotData(array.component(), isGlue);
    }
    if (!(type instanceof ClassType c)) {
      return Optional.empty();
    }
    String name = c.name().qualified();
    if (COLLECTIONS.containsKey(name) && !name.equals("java.util.List")) {
      return Optional.of("nests a " + c.name().simple());
    }
    if (name.startsWith("java.io.") || name.startsWith("java.nio.")) {
      return Optional.of("is not data that can be written as JSON");
    }
    if (isGlue && !c.arguments().isEmpty()) {
      return Optional.of("has type parameters, for which Spark has no encoder");
    }
    boolean own = !c.name().packageName().startsWith("java");
    boolean isAbstract =
        c.kind() == ClassKind.INTERFACE
            || c.kind() == ClassKind.ABSTRACT_CLASS
            || (isGlue && c.kind() == ClassKind.POLYMORPHIC);
    if (own && isAbstract) {
      return Optional.of("cannot be instantiated when it is read");
    }
    for (TypeRef argument : c.arguments()) {
      Optional<String> why = whyNotData(argument, isGlue);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  /** Why generated code, such as a JSON adapter, cannot name a type or make an instance of it. */
  private static Optional<String> whyNotSeen(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return whyNotSeen(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
      return whyNotSeen(wildcard.getExtendsBound());
    }
    if (!(type instanceof DeclaredType declared)) {
      return Optional.empty();
    }
    if (declared.getEnclosingType().getKind() != TypeKind.NONE) {
      return Optional.of("is an inner class, which cannot be instantiated when it is read");
    }
    Element element = declared.asElement();
    while (element instanceof TypeElement c) {
      if (!c.getModifiers().contains(Modifier.PUBLIC)) {
        return Optional.of(
            element.equals(declared.asElement())
                ? "is not public, as the code that reads and writes it needs"
                : "is nested in " + c.getSimpleName() + ", which is not public");
      }
      element = c.getEnclosingElement();
    }
    if (hasPrivateConstructorsOnly(declared.asElement())) {
      return Optional.of("has no constructor that the code that reads it can call");
    }
    for (TypeMirror argument : declared.getTypeArguments()) {
      Optional<String> why = whyNotSeen(argument);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  /** JSON of the classes of {@code java} is read otherwise. */
  private static boolean hasPrivateConstructorsOnly(Element type) {
    if (type.getKind() != ElementKind.CLASS
        || ((TypeElement) type).getQualifiedName().toString().startsWith("java")) {
      return false;
    }
    for (Element constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (!constructor.getModifiers().contains(Modifier.PRIVATE)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Why generated code cannot declare a variable of a type: a wildcard is for the items of a
   * collection only.
   */
  private static Optional<String> whyNotNamed(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return whyNotNamed(array.getComponentType());
    }
    if (type.getKind() == TypeKind.WILDCARD) {
      return Optional.of("is written with a wildcard inside");
    }
    if (type instanceof DeclaredType declared) {
      for (TypeMirror argument : declared.getTypeArguments()) {
        Optional<String> why = whyNotNamed(argument);
        if (why.isPresent()) {
          return why;
        }
      }
    }
    return Optional.empty();
  }

  private static TypeMirror withoutWildcard(TypeMirror type) {
    return type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
        ? wildcard.getExtendsBound()
        : type;
  }

  private static String kindInWords(TypeMirror type) {
    return type.getKind() == TypeKind.TYPEVAR ? "a type variable" : "a type that is not a class";
  }
}
