package dev.stageloom.runtime.spark.encode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.types.DataTypes;

/** The types that are one column for Spark. */
final class SimpleTypes {

  private static final Set<Class<?>> TYPES =
      Set.of(
          boolean.class,
          byte.class,
          short.class,
          int.class,
          long.class,
          float.class,
          double.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          String.class,
          byte[].class,
          BigDecimal.class,
          BigInteger.class,
          LocalDate.class,
          LocalDateTime.class,
          Instant.class,
          Duration.class,
          java.sql.Date.class,
          java.sql.Timestamp.class);

  private SimpleTypes() {}

  static boolean contains(Class<?> type) {
    return TYPES.contains(type);
  }

  /** Whether a map's key of this type can be the name of a JSON field. */
  static boolean canBeKey(AgnosticEncoder<?> encoder) {
    return Set.of(
            DataTypes.StringType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.DateType)
        .contains(encoder.dataType());
  }
}
