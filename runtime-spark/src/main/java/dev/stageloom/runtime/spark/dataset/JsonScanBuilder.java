package dev.stageloom.runtime.spark.dataset;

import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Lets Spark choose the columns that it needs; the others are not converted. */
final class JsonScanBuilder implements SupportsPushDownRequiredColumns {

  private final JsonTable table;
  private StructType wanted;

  JsonScanBuilder(JsonTable table, StructType schema) {
    this.table = table;
    this.wanted = schema;
  }

  @Override
  public void pruneColumns(StructType requiredSchema) {
    wanted = requiredSchema;
  }

  @Override
  public Scan build() {
    return new JsonScan(table, wanted);
  }
}
