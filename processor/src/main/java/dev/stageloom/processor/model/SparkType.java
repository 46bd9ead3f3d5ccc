package dev.stageloom.processor.model;

import java.util.List;

/** The type of a Spark column that a JSON value is read as. */
public sealed interface SparkType {

  /**
   * A type without parts.
   *
   * @param name its class in {@code pyspark.sql.types}, such as {@code LongType}
   */
  record Simple(String name) implements SparkType {}

  /**
   * A decimal number.
   *
   * @param precision its digits
   * @param scale its digits after the point
   */
  record Decimal(int precision, int scale) implements SparkType {}

  /**
   * A list.
   *
   * @param element the type of its elements
   */
  record ArrayOf(SparkType element) implements SparkType {}

  /**
   * A map with text keys, as JSON has them.
   *
   * @param value the type of its values
   */
  record MapOf(SparkType value) implements SparkType {}

  /**
   * A structure: of rows too.
   *
   * @param fields its fields in order
   */
  record Struct(List<Field> fields) implements SparkType {

    /** Copies the list. */
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A field of a structure.
   *
   * @param name its name in JSON
   * @param type its type
   * @param nullable whether it may be missing
   */
  record Field(String name, SparkType type, boolean nullable) {}
}
