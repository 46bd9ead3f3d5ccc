package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Writes one value of Spark's internal rows as JSON. */
@FunctionalInterface
interface ValueWriter {

  /**
   * Writes a value.
   *
   * @param values the row or array that holds the value
   * @param index where it lies in there; it is not null
   * @param json takes the value
   * @throws IOException if it cannot be written
   */
  void write(SpecializedGetters values, int index, JsonGenerator json) throws IOException;
}
