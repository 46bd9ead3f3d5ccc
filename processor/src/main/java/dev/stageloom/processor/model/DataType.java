package dev.stageloom.processor.model;

import java.util.List;

/**
 * The type of a stage's input or output.
 *
 * @param shape one value or a kind of collection
 * @param item the value's type, or that of each item
 * @param sample such a value as JSON; empty for what Spark reads
 * @param required the fields that must be in the JSON of what a Lambda stage reads
 * @param polymorphic the types in it, as deep as it goes, whose values are of one of some subtypes
 */
public record DataType(
    Shape shape,
    TypeRef item,
    String sample,
    RequiredFields required,
    List<PolymorphicType> polymorphic) {

  /** Copies the list. */
  public DataType {
    polymorphic = List.copyOf(polymorphic);
  }

  /**
   * A type of which no more is known.
   *
   * @param shape one value or a kind of collection
   * @param item the value's type, or that of each item
   */
  public DataType(Shape shape, TypeRef item) {
    this(shape, item, "", RequiredFields.NONE, List.of());
  }

  /** Spark's untyped row: its columns are known at run time only. */
  public static final String ROW = "org.apache.spark.sql.Row";

  /**
   * Whether the items are Spark's untyped rows.
   *
   * @return true for {@code Dataset<Row>}
   */
  public boolean isRows() {
    return shape == Shape.DATASET && item.qualified().equals(ROW);
  }

  /**
   * The type as the user wrote it, with simple names.
   *
   * @return for example {@code Stream<Order>}
   */
  public String display() {
    return switch (shape) {
      case VALUE -> item.simple();
      case LIST -> "List<" + item.simple() + ">";
      case STREAM -> "Stream<" + item.simple() + ">";
      case ITERATOR -> "Iterator<" + item.simple() + ">";
      case DATASET -> "Dataset<" + item.simple() + ">";
    };
  }
}
