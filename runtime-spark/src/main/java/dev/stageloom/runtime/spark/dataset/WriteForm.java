package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.json.ItemWriter;
import org.apache.spark.sql.types.StructType;

/** What the items of a result are in JSON. */
enum WriteForm {
  /** Objects: one field for each column. */
  OBJECTS {
    @Override
    ItemWriter writer(StructType schema) {
      return ItemWriter.objects(schema);
    }
  },

  /** Simple values: the first column. */
  VALUES {
    @Override
    ItemWriter writer(StructType schema) {
      return ItemWriter.values(schema.fields()[0]);
    }
  };

  /**
   * A writer of such items.
   *
   * @throws IllegalArgumentException if a column cannot be JSON
   */
  abstract ItemWriter writer(StructType schema);
}
