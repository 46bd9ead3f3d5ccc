package dev.stageloom.processor.read;

import dev.stageloom.processor.model.SparkType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Reads how Spark sees the JSON of a data type that {@link DataFieldReader} has no fault with. */
final class SparkTypeReader {

  private static final SparkType TEXT = new SparkType.Simple("StringType");

  private static final Map<String, SparkType> TYPES =
      Map.ofEntries(
          Map.entry("boolean", new SparkType.Simple("BooleanType")),
          Map.entry("byte", new SparkType.Simple("ByteType")),
          Map.entry("short", new SparkType.Simple("ShortType")),
          Map.entry("int", new SparkType.Simple("IntegerType")),
          Map.entry("long", new SparkType.Simple("LongType")),
          Map.entry("float", new SparkType.Simple("FloatType")),
          Map.entry("double", new SparkType.Simple("DoubleType")),
          Map.entry("java.lang.Boolean", new SparkType.Simple("BooleanType")),
          Map.entry("java.lang.Byte", new SparkType.Simple("ByteType")),
          Map.entry("java.lang.Short", new SparkType.Simple("ShortType")),
          Map.entry("java.lang.Integer", new SparkType.Simple("IntegerType")),
          Map.entry("java.lang.Long", new SparkType.Simple("LongType")),
          Map.entry("java.lang.Float", new SparkType.Simple("FloatType")),
          Map.entry("java.lang.Double", new SparkType.Simple("DoubleType")),
          Map.entry("java.util.OptionalInt", new SparkType.Simple("IntegerType")),
          Map.entry("java.util.OptionalLong", new SparkType.Simple("LongType")),
          Map.entry("java.util.OptionalDouble", new SparkType.Simple("DoubleType")),
          Map.entry("java.math.BigDecimal", new SparkType.Decimal(38, 18)),
          Map.entry("java.math.BigInteger", new SparkType.Decimal(38, 0)),
          Map.entry("java.time.Instant", new SparkType.Simple("TimestampType")),
          Map.entry("java.time.OffsetDateTime", new SparkType.Simple("TimestampType")),
          Map.entry("java.time.LocalDate", new SparkType.Simple("DateType")));

  private static final Set<String> LISTS =
      Set.of("java.util.Collection", "java.util.List", "java.util.Set");

  private final Types types;

  SparkTypeReader(Types types) {
    this.types = types;
  }

  /** The type of the rows that items of a type are: those of simple items have one column. */
  SparkType.Struct readItems(TypeMirror type) {
    return read(type) instanceof SparkType.Struct struct
        ? struct
        : new SparkType.Struct(List.of(new SparkType.Field("value", read(type), true)));
  }

  /** Whether items of a type are JSON objects. */
  boolean isStruct(TypeMirror type) {
    return read(type) instanceof SparkType.Struct;
  }

  /** What is not known to be something else is text, which Spark reads any JSON value as. */
  private SparkType read(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return TYPES.getOrDefault(type.toString(), TEXT);
    }
    if (type instanceof ArrayType array) {
      return new SparkType.ArrayOf(read(array.getComponentType()));
    }
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return TEXT;
    }
    String name = element.getQualifiedName().toString();
    List<? extends TypeMirror> arguments = declared.getTypeArguments();
    if (LISTS.contains(name) && !arguments.isEmpty()) {
      return new SparkType.ArrayOf(read(arguments.get(0)));
    }
    if (name.equals("java.util.Map") && arguments.size() == 2) {
      return new SparkType.MapOf(read(arguments.get(1)));
    }
    if (name.equals("java.util.Optional") && !arguments.isEmpty()) {
      return read(arguments.get(0));
    }
    if (Subtypes.areKnownOf(element)) {
      return new SparkType.Struct(fieldsOfSubtypes(element));
    }
    if (name.startsWith("java.")
        || (element.getKind() != ElementKind.CLASS && element.getKind() != ElementKind.RECORD)) {
      return TYPES.getOrDefault(name, TEXT);
    }
    List<SparkType.Field> fields = fields(declared, element, JsonSettings.of(element).naming());
    return fields.isEmpty() || type.getKind() == TypeKind.ERROR
        ? TEXT
        : new SparkType.Struct(fields);
  }

  private List<SparkType.Field> fields(DeclaredType type, TypeElement element, JsonNaming naming) {
    List<SparkType.Field> fields = new ArrayList<>();
    for (VariableElement field : DataFieldReader.fields(element)) {
      TypeMirror fieldType = types.asMemberOf(type, field);
      fields.add(
          new SparkType.Field(
              JsonAnnotations.nameOf(field, naming),
              read(fieldType),
              !fieldType.getKind().isPrimitive()));
    }
    return fields;
  }

  /** The field that says which subtype a row is of, and those of all subtypes. */
  private List<SparkType.Field> fieldsOfSubtypes(TypeElement type) {
    JsonSettings settings = JsonSettings.of(type);
    Map<String, SparkType.Field> fields = new LinkedHashMap<>();
    fields.put(settings.typeField(), new SparkType.Field(settings.typeField(), TEXT, false));
    for (TypeElement subtype : Subtypes.byName(type).values()) {
      for (SparkType.Field field :
          fields((DeclaredType) subtype.asType(), subtype, settings.naming())) {
        fields.putIfAbsent(field.name(), new SparkType.Field(field.name(), field.type(), true));
      }
    }
    return List.copyOf(fields.values());
  }
}
