package dev.stageloom.runtime.spark.dataset;

/**
 * A committed part of a dataset.
 *
 * @param name the file's name, relative to the dataset's prefix
 * @param records the number of items in it
 * @param bytes its size
 */
record Part(String name, long records, long bytes) {}
