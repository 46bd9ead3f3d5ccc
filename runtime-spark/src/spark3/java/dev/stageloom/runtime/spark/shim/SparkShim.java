package dev.stageloom.runtime.spark.shim;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.immutable.List$;
import scala.collection.immutable.Seq;

/** Calls whose form is another one in Spark 4. */
public final class SparkShim {

  private SparkShim() {}

  /**
   * An encoder as expressions.
   *
   * @param encoder a stage encoder or an encoder of Spark's own
   * @return the same encoder
   * @param <T> the type of the items
   */
  public static <T> ExpressionEncoder<T> expressions(Encoder<T> encoder) {
    return (ExpressionEncoder<T>) encoder;
  }

  /**
   * A table as a dataset; nothing is read yet.
   *
   * @param spark the session to read with
   * @param table the table
   * @return the dataset
   */
  public static Dataset<Row> dataset(SparkSession spark, Table table) {
    return Dataset.ofRows(
        spark,
        DataSourceV2Relation.create(
            table, Option.empty(), Option.empty(), CaseInsensitiveStringMap.empty()));
  }

  /**
   * The call of a static method that takes null as any other argument and never returns null.
   *
   * @param type the class that has the method
   * @param result what it returns
   * @param method its name
   * @param arguments its arguments
   * @return the call
   */
  public static Expression staticCall(
      Class<?> type, DataType result, String method, Seq<Expression> arguments) {
    return new StaticInvoke(
        type,
        result,
        method,
        arguments,
        List$.MODULE$.empty(),
        /* propagateNull= */ false,
        /* returnNullable= */ false,
        /* isDeterministic= */ true);
  }
}
