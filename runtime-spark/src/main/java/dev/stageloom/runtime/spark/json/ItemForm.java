package dev.stageloom.runtime.spark.json;

/** What a dataset's items are in JSON, and how strictly they are read. */
public enum ItemForm {
  /** Objects of a known type: one column for each field. */
  OBJECTS,

  /** Objects of an inferred schema: text columns take any value as its text. */
  INFERRED_OBJECTS,

  /** Simple values, such as strings and numbers: one column. */
  VALUES,

  /** Objects as their JSON text, to infer a schema from: one column. */
  OBJECT_TEXT
}
