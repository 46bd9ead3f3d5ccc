package dev.stageloom.runtime.spark.encode;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.reflect.TypeUtils;
import org.apache.spark.sql.catalyst.JavaTypeInference;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.ArrayEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.EncoderField;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.IterableEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.JavaBeanEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.MapEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.ProductEncoder;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Builds the encoder of one item type by walking through it.
 *
 * <p>A record becomes a struct whose columns are its components, read through the accessors and
 * built through the canonical constructor, as Spark does for Scala's case classes. A bean becomes a
 * struct of the properties that have a getter and a setter.
 */
public final class EncoderBuilder {

  /** Deeper than any data: a generic type that contains an ever larger form of itself. */
  private static final int MAX_DEPTH = 100;

  private final OptionalComponents optionals = new OptionalComponents();
  private final Deque<Open> enclosing = new ArrayDeque<>();

  /** A type that is being walked through, with the arguments of its type parameters. */
  private record Open(Class<?> type, List<@Nullable Type> arguments) {}

  private EncoderBuilder() {}

  /**
   * The encoder of a type.
   *
   * @param type a record, a bean or a simple type
   * @return the encoder
   * @param <T> the type of the items
   * @throws IllegalArgumentException if Spark cannot hold the type or one inside it, with a message
   *     that names the path to it and what to use instead
   */
  public static <T> StageEncoder<T> build(Class<T> type) {
    String path = type.getSimpleName();
    if (List.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
      throw UnsupportedTypes.refused(path, type, "use a record that holds it");
    }
    if (type.isArray() && type != byte[].class) {
      throw UnsupportedTypes.refused(path, type, "use a record that holds it");
    }
    EncoderBuilder builder = new EncoderBuilder();
    @SuppressWarnings("unchecked") // What is built for a class encodes that class.
    AgnosticEncoder<T> encoder = (AgnosticEncoder<T>) builder.encoderOf(type, Map.of(), path);
    StructType schema =
        encoder.isStruct()
            ? encoder.schema()
            : new StructType()
                .add(
                    "value",
                    encoder.dataType(),
                    encoder.nullable(),
                    EnumConstants.of(type, Map.of()));
    return StageEncoder.of(builder.optionals.rewrite(ExpressionEncoder.apply(encoder)), schema);
  }

  private AgnosticEncoder<?> encoderOf(
      Type type, Map<TypeVariable<?>, Type> variables, String path) {
    if (type instanceof Class<?> plain) {
      return encoderOfClass(plain, variables, path);
    }
    if (type instanceof ParameterizedType generic) {
      return encoderOfGeneric(generic, variables, path);
    }
    if (type instanceof TypeVariable<?> variable && variables.containsKey(variable)) {
      return encoderOf(variables.get(variable), variables, path);
    }
    if (type instanceof WildcardType wildcard) {
      return encoderOf(wildcard.getUpperBounds()[0], variables, path);
    }
    if (type instanceof GenericArrayType array) {
      return arrayOf(array.getGenericComponentType(), variables, path);
    }
    throw UnsupportedTypes.refused(path, type, "use a concrete type");
  }

  private AgnosticEncoder<?> encoderOfClass(
      Class<?> type, Map<TypeVariable<?>, Type> variables, String path) {
    if (SimpleTypes.contains(type)) {
      return JavaTypeInference.encoderFor(type);
    }
    if (type.isEnum()) {
      requirePublic(type, path);
      return JavaTypeInference.encoderFor(type);
    }
    if (type.isArray()) {
      return arrayOf(type.getComponentType(), variables, path);
    }
    if (type == List.class || type == Map.class) {
      throw UnsupportedTypes.refused(path, type, "give it its type arguments");
    }
    UnsupportedTypes.refuseKnown(path, type);
    Open open =
        new Open(type, Arrays.stream(type.getTypeParameters()).map(variables::get).toList());
    if (enclosing.contains(open) || enclosing.size() == MAX_DEPTH) {
      throw UnsupportedTypes.refused(
          path, type, "a type cannot contain itself in Spark: refer to the other item by its id");
    }
    requirePublic(type, path);
    enclosing.push(open);
    try {
      return type.isRecord() ? recordOf(type, variables, path) : beanOf(type, variables, path);
    } finally {
      enclosing.pop();
    }
  }

  private AgnosticEncoder<?> encoderOfGeneric(
      ParameterizedType type, Map<TypeVariable<?>, Type> variables, String path) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == List.class) {
      AgnosticEncoder<?> element = encoderOf(arguments[0], variables, path + "[]");
      return new IterableEncoder<>(ScalaValues.tag(List.class), element, element.nullable(), false);
    }
    if (raw == Map.class) {
      AgnosticEncoder<?> key = encoderOf(arguments[0], variables, path + "{key}");
      if (!SimpleTypes.canBeKey(key)) {
        throw UnsupportedTypes.refused(
            path + "{key}",
            arguments[0],
            "a JSON object's keys are text: use String, an enum, an integer type or LocalDate");
      }
      AgnosticEncoder<?> value = encoderOf(arguments[1], variables, path + "{}");
      return new MapEncoder<>(ScalaValues.tag(Map.class), key, value, value.nullable());
    }
    Map<TypeVariable<?>, Type> inner = new HashMap<>(variables);
    TypeVariable<?>[] parameters = raw.getTypeParameters();
    for (int i = 0; i < parameters.length; i++) {
      Type argument = arguments[i];
      inner.put(parameters[i], variables.getOrDefault(argument, argument));
    }
    return encoderOfClass(raw, inner, path);
  }

  private AgnosticEncoder<?> arrayOf(
      Type elementType, Map<TypeVariable<?>, Type> variables, String path) {
    AgnosticEncoder<?> element = encoderOf(elementType, variables, path + "[]");
    return new ArrayEncoder<>(element, element.nullable());
  }

  private AgnosticEncoder<?> recordOf(
      Class<?> type, Map<TypeVariable<?>, Type> variables, String path) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length == 0) {
      throw UnsupportedTypes.refused(path, type, "give the record a component");
    }
    List<EncoderField> fields = new ArrayList<>();
    for (RecordComponent component : components) {
      String componentPath = path + "." + component.getName();
      Type componentType = component.getGenericType();
      if (componentType instanceof ParameterizedType generic
          && generic.getRawType() == Optional.class) {
        optionals.add(type, component.getName(), fields.size());
        componentType = generic.getActualTypeArguments()[0];
      }
      AgnosticEncoder<?> encoder = encoderOf(componentType, variables, componentPath);
      fields.add(
          new EncoderField(
              component.getName(),
              encoder,
              encoder.nullable(),
              EnumConstants.of(componentType, variables),
              ScalaValues.none(),
              ScalaValues.none()));
    }
    return new ProductEncoder<>(ScalaValues.tag(type), ScalaValues.seq(fields), ScalaValues.none());
  }

  private AgnosticEncoder<?> beanOf(
      Class<?> type, Map<TypeVariable<?>, Type> variables, String path) {
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw UnsupportedTypes.refused(path, type, "use a record or a class that is not abstract");
    }
    if (Arrays.stream(type.getConstructors()).noneMatch(c -> c.getParameterCount() == 0)) {
      throw UnsupportedTypes.refused(
          path, type, "make it a record, or give it a public constructor without parameters");
    }
    Map<TypeVariable<?>, Type> inherited = new HashMap<>(variables);
    inherited.putAll(TypeUtils.getTypeArguments(type, Object.class));
    List<EncoderField> fields = new ArrayList<>();
    for (PropertyDescriptor property : properties(type)) {
      Type propertyType = property.getReadMethod().getGenericReturnType();
      AgnosticEncoder<?> encoder =
          encoderOf(propertyType, inherited, path + "." + property.getName());
      fields.add(
          new EncoderField(
              property.getName(),
              encoder,
              encoder.nullable(),
              EnumConstants.of(propertyType, inherited),
              Option.apply(property.getReadMethod().getName()),
              Option.apply(property.getWriteMethod().getName())));
    }
    if (fields.isEmpty()) {
      throw UnsupportedTypes.refused(
          path, type, "make it a record, or give it properties with a getter and a setter");
    }
    return new JavaBeanEncoder<>(ScalaValues.tag(type), ScalaValues.seq(fields));
  }

  private static List<PropertyDescriptor> properties(Class<?> type) {
    try {
      return Arrays.stream(Introspector.getBeanInfo(type).getPropertyDescriptors())
          .filter(property -> property.getReadMethod() != null && property.getWriteMethod() != null)
          .toList();
    } catch (IntrospectionException e) {
      throw new IllegalArgumentException(type.getName() + " cannot be read as a bean", e);
    }
  }

  private static void requirePublic(Class<?> type, String path) {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw UnsupportedTypes.refused(
          path, type, "make it public, for Spark's generated code must reach it");
    }
    if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
      throw UnsupportedTypes.refused(path, type, "make the nested class static");
    }
  }
}
