package dev.stageloom.runtime.spark.encode;

import dev.stageloom.runtime.spark.shim.RewrittenEncoder;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.types.StructType;

/**
 * A Spark encoder that also knows the schema to read its items with: with {@link EnumConstants},
 * which Spark's own schema of an encoder does not keep.
 *
 * @param <T> the type of the items
 */
public final class StageEncoder<T> extends RewrittenEncoder<T> {

  private static final long serialVersionUID = 1L;

  private final StructType readSchema;

  private StageEncoder(ExpressionEncoder<T> expressions, StructType readSchema) {
    super(expressions, expressions.objSerializer(), expressions.objDeserializer());
    this.readSchema = readSchema;
  }

  static <T> StageEncoder<T> of(ExpressionEncoder<T> expressions, StructType readSchema) {
    return new StageEncoder<>(expressions, readSchema);
  }

  /**
   * The schema to read an encoder's items with.
   *
   * @param encoder a stage encoder or another encoder of Spark's
   * @return the encoder's schema, with {@link EnumConstants} where they are known
   */
  public static StructType readSchema(Encoder<?> encoder) {
    return encoder instanceof StageEncoder<?> stageEncoder
        ? stageEncoder.readSchema
        : encoder.schema();
  }
}
