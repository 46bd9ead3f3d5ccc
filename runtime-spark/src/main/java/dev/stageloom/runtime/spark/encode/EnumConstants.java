package dev.stageloom.runtime.spark.encode;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * What the enums of a column may be called, in the column's metadata: Spark's own types know only
 * that an enum is text. A reader can so refuse an unknown constant where it stands.
 */
public final class EnumConstants {

  private static final String CONSTANTS = "stageloom.constants";
  private static final String KEY = "stageloom.key";
  private static final String ELEMENT = "stageloom.element";

  private EnumConstants() {}

  /** The metadata of a column: the names of its enum, or of those in its lists and maps. */
  static Metadata of(Type type, Map<TypeVariable<?>, Type> variables) {
    if (type instanceof TypeVariable<?> variable && variables.containsKey(variable)) {
      return of(variables.get(variable), variables);
    }
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], variables);
    }
    MetadataBuilder metadata = new MetadataBuilder();
    if (type instanceof Class<?> plain && plain.isEnum()) {
      String[] names =
          Arrays.stream(plain.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .toArray(String[]::new);
      metadata.putStringArray(CONSTANTS, names);
    } else if (type instanceof Class<?> plain && plain.isArray()) {
      metadata.putMetadata(ELEMENT, of(plain.getComponentType(), variables));
    } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      metadata.putMetadata(ELEMENT, of(generic.getActualTypeArguments()[0], variables));
    } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      metadata.putMetadata(KEY, of(generic.getActualTypeArguments()[0], variables));
      metadata.putMetadata(ELEMENT, of(generic.getActualTypeArguments()[1], variables));
    }
    return metadata.build();
  }

  /**
   * The names of a column's enum.
   *
   * @param metadata the column's
   * @return the names; empty when the column is no enum, or it is not known
   */
  public static Set<String> names(Metadata metadata) {
    return metadata.contains(CONSTANTS)
        ? Set.copyOf(Arrays.asList(metadata.getStringArray(CONSTANTS)))
        : Set.of();
  }

  /**
   * The metadata of a map's keys.
   *
   * @param metadata the map's
   * @return the keys'
   */
  public static Metadata ofKeys(Metadata metadata) {
    return metadata.contains(KEY) ? metadata.getMetadata(KEY) : Metadata.empty();
  }

  /**
   * The metadata of an array's elements or a map's values.
   *
   * @param metadata the array's or map's
   * @return the elements' or values'
   */
  public static Metadata ofElements(Metadata metadata) {
    return metadata.contains(ELEMENT) ? metadata.getMetadata(ELEMENT) : Metadata.empty();
  }
}
