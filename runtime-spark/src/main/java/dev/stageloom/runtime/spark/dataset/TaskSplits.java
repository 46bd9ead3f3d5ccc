package dev.stageloom.runtime.spark.dataset;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads.
 *
 * @param splits the ranges of files, in a list that can be serialized
 */
record TaskSplits(List<FileSplit> splits) implements InputPartition {

  TaskSplits {
    splits = List.copyOf(splits);
  }
}
