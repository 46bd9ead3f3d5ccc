package dev.stageloom.processor.model;

/**
 * The columns that Spark reads JSON items as.
 *
 * @param columns the columns
 * @param isObjects whether the items are JSON objects; else each is the one column's value
 */
public record InputSchema(SparkType.Struct columns, boolean isObjects) {}
