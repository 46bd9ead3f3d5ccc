package dev.stageloom.runtime.spark;

import dev.stageloom.runtime.spark.encode.EncoderBuilder;
import org.apache.spark.sql.Encoder;

/**
 * Spark encoders for the types of a stage's items.
 *
 * <p>Spark's own {@code Encoders.bean} does not read Java records; these encoders do. Supported
 * are:
 *
 * <ul>
 *   <li>records: the columns are named as the components and in their order;
 *   <li>beans with a public constructor without parameters: the columns are the properties that
 *       have a getter and a setter, in alphabetical order;
 *   <li>inside them, in any nesting: records, beans, {@code List}, {@code Map} (its keys are text,
 *       enums, integers or {@code LocalDate}), arrays, and {@code Optional} as the type of a
 *       record's component;
 *   <li>primitives and their boxes except {@code char}, {@code String}, enums, {@code byte[]},
 *       {@code BigDecimal}, {@code BigInteger}, {@code LocalDate}, {@code LocalDateTime}, {@code
 *       Instant}, {@code Duration}, {@code java.sql.Date} and {@code java.sql.Timestamp}.
 * </ul>
 *
 * <p>All of them must be public. Spark's limits hold: a {@code BigDecimal} has 38 digits, 18 of
 * them after the point, and comes back with a scale of 18; a {@code BigInteger} has 38 digits;
 * times have microseconds; a primitive cannot be null, and an error says so where a null appears.
 */
public final class StageEncoders {

  private static final ClassValue<Encoder<?>> ENCODERS =
      new ClassValue<>() {
        @Override
        protected Encoder<?> computeValue(Class<?> type) {
          return EncoderBuilder.build(type);
        }
      };

  private StageEncoders() {}

  /**
   * The encoder of a type.
   *
   * @param type the class of the items
   * @return the encoder, to be given to any of Spark's methods that take one
   * @param <T> the type of the items
   * @throws IllegalArgumentException if a dataset cannot hold the type or one inside it, with a
   *     message that names the path to it ({@code Order.lines[].id}), its type and what to use
   *     instead
   */
  @SuppressWarnings("unchecked") // What is built for a class encodes that class.
  public static <T> Encoder<T> of(Class<T> type) {
    return (Encoder<T>) ENCODERS.get(type);
  }
}
