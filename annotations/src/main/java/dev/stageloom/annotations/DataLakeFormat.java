package dev.stageloom.annotations;

import java.util.Locale;

/**
 * The open table formats whose libraries AWS Glue 3.0 and later bring along.
 *
 * <p>A format's settings of Spark, such as {@code spark.sql.extensions}, are given by a {@link
 * JobArgument} {@code --conf}. Source: AWS Glue developer guide, "Using data lake frameworks with
 * AWS Glue ETL jobs".
 */
public enum DataLakeFormat {
  /** Apache Hudi. */
  HUDI,

  /** Delta Lake of the Linux Foundation. */
  DELTA,

  /** Apache Iceberg. */
  ICEBERG;

  /**
   * Glue's name for the format, in the job argument {@code --datalake-formats}.
   *
   * @return the identifier, such as {@code iceberg}
   */
  public String identifier() {
    return name().toLowerCase(Locale.ROOT);
  }
}
