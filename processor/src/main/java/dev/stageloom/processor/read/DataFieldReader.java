package dev.stageloom.processor.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Looks through a data type, field by field, for what the JSON library (in Lambda stages) or
 * Spark's encoders (in Glue stages) cannot write and read.
 */
final class DataFieldReader {

  /** What avaje-jsonb 3.11 has adapters for, beside enums, arrays and the collections. */
  private static final Set<String> JSON_TYPES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Object",
          "java.lang.Short",
          "java.lang.String",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.net.InetAddress",
          "java.net.URI",
          "java.net.URL",
          "java.time.Duration",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.MonthDay",
          "java.time.OffsetDateTime",
          "java.time.OffsetTime",
          "java.time.Period",
          "java.time.Year",
          "java.time.YearMonth",
          "java.time.ZoneId",
          "java.time.ZoneOffset",
          "java.time.ZonedDateTime",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.OptionalDouble",
          "java.util.OptionalInt",
          "java.util.OptionalLong",
          "java.util.Properties",
          "java.util.UUID");

  /** What Stageloom's encoders have in Spark 3.5, beside enums, arrays and the collections. */
  private static final Set<String> SPARK_TYPES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.String",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.sql.Date",
          "java.sql.Timestamp",
          "java.time.Duration",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime");

  /** What is written as a JSON array of its items. */
  static final Set<String> JSON_COLLECTIONS =
      Set.of("java.util.Collection", "java.util.List", "java.util.Set");

  private static final Set<String> SPARK_COLLECTIONS = Set.of("java.util.List");

  private static final int MOST_NESTED = 8;

  private final Types types;

  /** The answers for classes without type parameters: many stages take what one has made. */
  private final Map<Element, Optional<Problem>> knownToJson = new HashMap<>();

  private final Map<Element, Optional<Problem>> knownToSpark = new HashMap<>();

  DataFieldReader(Types types) {
    this.types = types;
  }

  /** What can be wrong with a field. */
  enum Kind {
    /** Its type cannot be written or read. */
    TYPE,
    /** The subtypes of its type cannot be told apart. */
    SUBTYPES,
    /** Its type contains itself. */
    RECURSION,
    /** It has an annotation of a JSON library that would be ignored. */
    ANNOTATION,
    /** Nothing gives its value to be written. */
    NO_GETTER,
    /** Nothing takes the value that was read. */
    NO_SETTER
  }

  /**
   * What is wrong with a field.
   *
   * @param kind what it is
   * @param path the way to it: {@code Order.lines[].sku}
   * @param name the name of its type, or of its annotation; empty for a field without access; what
   *     is wrong with subtypes
   * @param fix what to do about subtypes; empty for all other problems
   */
  record Problem(Kind kind, String path, String name, String fix) {

    Problem(Kind kind, String path, String name) {
      this(kind, path, name, "");
    }
  }

  /** The first field of a data type that cannot be written and read; empty if there is none. */
  Optional<Problem> firstProblem(TypeMirror type, boolean isGlue) {
    Map<Element, Optional<Problem>> known = isGlue ? knownToSpark : knownToJson;
    Element element = type instanceof DeclaredType declared ? declared.asElement() : null;
    Optional<Problem> before = known.get(element);
    if (before != null) {
      return before;
    }
    Optional<Problem> problem = check(type, simple(type), isGlue, new ArrayDeque<>());
    if (element instanceof TypeElement declared && declared.getTypeParameters().isEmpty()) {
      known.put(element, problem);
    }
    return problem;
  }

  private Optional<Problem> check(
      TypeMirror type, String path, boolean isGlue, Deque<String> around) {
    if (type.getKind().isPrimitive()) {
      return isGlue && type.getKind() == TypeKind.CHAR ? problem(path, type) : Optional.empty();
    }
    if (type instanceof ArrayType array) {
      return check(array.getComponentType(), path + "[]", isGlue, around);
    }
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return problem(path, type);
    }
    String name = element.getQualifiedName().toString();
    List<? extends TypeMirror> arguments = declared.getTypeArguments();
    if (!isGlue && !around.isEmpty() && losesItsItems(name, arguments)) {
      return problem(path, type);
    }
    if ((isGlue ? SPARK_COLLECTIONS : JSON_COLLECTIONS).contains(name)) {
      return arguments.isEmpty()
          ? problem(path, type)
          : check(arguments.get(0), path + "[]", isGlue, around);
    }
    if (name.equals("java.util.Optional") && !arguments.isEmpty()) {
      return check(arguments.get(0), path, isGlue, around);
    }
    if (name.equals("java.util.Map")) {
      return arguments.size() == 2 && isKey(arguments.get(0), isGlue)
          ? check(arguments.get(1), path + "{}", isGlue, around)
          : problem(path, type);
    }
    if ((isGlue ? SPARK_TYPES : JSON_TYPES).contains(name)) {
      return Optional.empty();
    }
    if (element.getKind() == ElementKind.ENUM) {
      return ignoredAnnotation(element, path, isGlue);
    }
    if (name.startsWith("java.") || name.startsWith("javax.")) {
      return problem(path, type);
    }
    if (element.getKind() == ElementKind.INTERFACE
        || element.getModifiers().contains(Modifier.ABSTRACT)) {
      // A top-level one is refused before this.
      return !isGlue && Subtypes.areKnownOf(element)
          ? checkSubtypes(element, path, around)
          : problem(path, type);
    }
    Optional<Problem> annotation = ignoredAnnotation(element, path, isGlue);
    if (annotation.isPresent()) {
      return annotation;
    }
    // A generic type may hold itself with other arguments, but not ever so often.
    String instance = name + simple(type);
    int nested = 0;
    for (String outer : around) {
      nested += outer.startsWith(name) ? 1 : 0;
    }
    if (around.contains(instance) || nested > MOST_NESTED) {
      return Optional.of(new Problem(Kind.RECURSION, path, simple(type)));
    }
    around.push(instance);
    Optional<Problem> problem = Optional.empty();
    for (VariableElement field : fields(element)) {
      Optional<Kind> inaccessible = isGlue ? Optional.empty() : BeanAccess.missing(field, element);
      if (inaccessible.isPresent()) {
        problem =
            Optional.of(new Problem(inaccessible.get(), path + "." + field.getSimpleName(), ""));
        break;
      }
      TypeMirror fieldType = types.asMemberOf(declared, field);
      problem = check(fieldType, path + "." + field.getSimpleName(), isGlue, around);
      if (problem.isPresent()) {
        break;
      }
    }
    around.pop();
    return problem;
  }

  private Optional<Problem> checkSubtypes(TypeElement type, String path, Deque<String> around) {
    Optional<Problem> annotation = ignoredAnnotation(type, path, false);
    if (annotation.isPresent()) {
      return annotation;
    }
    Optional<Subtypes.Fault> fault = Subtypes.fault(type, types);
    if (fault.isPresent()) {
      return Optional.of(
          new Problem(Kind.SUBTYPES, path, fault.get().problem(), fault.get().fix()));
    }
    for (TypeElement subtype : Subtypes.byName(type).values()) {
      Optional<Problem> problem =
          check(subtype.asType(), path + "(" + subtype.getSimpleName() + ")", false, around);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a field of the type is read with items of another type than they have, and without an
   * error: avaje-jsonb 3.11 makes its adapters of fields of the outermost type argument only.
   */
  private static boolean losesItsItems(String name, List<? extends TypeMirror> arguments) {
    boolean holdsItems = JSON_COLLECTIONS.contains(name) || name.equals("java.util.Optional");
    if (!holdsItems || arguments.isEmpty() || !(arguments.get(0) instanceof DeclaredType item)) {
      return false;
    }
    String itemName = ((TypeElement) item.asElement()).getQualifiedName().toString();
    return JSON_COLLECTIONS.contains(itemName)
        || itemName.equals("java.util.Map")
        || itemName.equals("java.util.Optional");
  }

  private static Optional<Problem> ignoredAnnotation(
      TypeElement type, String path, boolean isGlue) {
    Optional<JsonAnnotations.Ignored> ignored = JsonAnnotations.firstIgnored(type, isGlue);
    if (ignored.isEmpty()) {
      return Optional.empty();
    }
    String member = ignored.get().member();
    return Optional.of(
        new Problem(
            Kind.ANNOTATION,
            member.isEmpty() ? path : path + "." + member,
            ignored.get().annotation()));
  }

  /** JSON's names are text; Spark's maps may have a few more kinds of keys. */
  private static boolean isKey(TypeMirror type, boolean isGlue) {
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return false;
    }
    String name = element.getQualifiedName().toString();
    return name.equals("java.lang.String")
        || element.getKind() == ElementKind.ENUM
        || (isGlue
            && Set.of(
                    "java.lang.Byte",
                    "java.lang.Short",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.time.LocalDate")
                .contains(name));
  }

  /** The state of a record or bean, with what it inherits. */
  static List<VariableElement> fields(TypeElement type) {
    Element superclass =
        type.getSuperclass() instanceof DeclaredType declared ? declared.asElement() : null;
    List<VariableElement> fields =
        superclass instanceof TypeElement inherited
                && !inherited.getQualifiedName().contentEquals("java.lang.Object")
            ? fields(inherited)
            : new ArrayList<>();
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      if (!field.getModifiers().contains(Modifier.STATIC)
          && !field.getModifiers().contains(Modifier.TRANSIENT)
          && field.asType().getKind() != TypeKind.ERROR) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static Optional<Problem> problem(String path, TypeMirror type) {
    return Optional.of(new Problem(Kind.TYPE, path, simple(type)));
  }

  private static String simple(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return simple(array.getComponentType()) + "[]";
    }
    if (!(type instanceof DeclaredType declared)) {
      return type.getKind().isPrimitive() ? type.getKind().name().toLowerCase(Locale.ROOT) : "?";
    }
    String name = declared.asElement().getSimpleName().toString();
    List<String> arguments = new ArrayList<>();
    for (TypeMirror argument : declared.getTypeArguments()) {
      arguments.add(simple(argument));
    }
    return arguments.isEmpty() ? name : name + "<" + String.join(", ", arguments) + ">";
  }
}
