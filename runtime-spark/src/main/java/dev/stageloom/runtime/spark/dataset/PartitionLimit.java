package dev.stageloom.runtime.spark.dataset;

import org.apache.spark.api.java.JavaRDD;

/**
 * Keeps a small input from becoming a result of many tiny parts: the last tasks of a job are at
 * most as many as it takes to keep the cluster busy, or to give each {@code
 * spark.sql.files.openCostInBytes} (4 MB) of the input. Spark's adaptive execution does the same
 * for what it shuffles itself; this is for jobs without it, and for what it does not see.
 *
 * @param parallelism the number of tasks that the cluster runs at once
 * @param inputBytes the size of what the stage reads; 0 when it is not known
 * @param openCost {@code spark.sql.files.openCostInBytes}
 */
record PartitionLimit(int parallelism, long inputBytes, long openCost) {

  /** The greatest number of tasks for a number of partitions. */
  int apply(int partitions) {
    if (inputBytes == 0) {
      return partitions;
    }
    long useful = Math.max(parallelism, 1 + inputBytes / Math.max(1, openCost));
    return (int) Math.min(partitions, useful);
  }

  /** The same data in no more partitions than the limit, without a shuffle. */
  <T> JavaRDD<T> apply(JavaRDD<T> data) {
    int partitions = data.getNumPartitions();
    int limited = apply(partitions);
    return limited < partitions ? data.coalesce(limited) : data;
  }
}
