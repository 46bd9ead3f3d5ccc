package dev.stageloom.runtime.spark.shim;

import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * An encoder with other expressions than Spark has made for it.
 *
 * @param <T> the type of the items
 */
public class RewrittenEncoder<T> extends ExpressionEncoder<T> {

  private static final long serialVersionUID = 1L;

  /**
   * An encoder of the same type with other expressions.
   *
   * @param original the encoder that Spark has made
   * @param serializer makes a column of an item
   * @param deserializer makes an item of a column
   */
  public RewrittenEncoder(
      ExpressionEncoder<T> original, Expression serializer, Expression deserializer) {
    super(serializer, deserializer, original.clsTag());
  }
}
