package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.Compression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Divides the input's files among tasks, by the same settings as Spark's own file sources: large
 * files are split, small ones are put together.
 *
 * @param maxBytes {@code spark.sql.files.maxPartitionBytes}
 * @param openCost {@code spark.sql.files.openCostInBytes}: what opening a file costs, in bytes that
 *     could have been read instead
 * @param parallelism the number of tasks that the cluster runs at once
 */
record SplitPlanner(long maxBytes, long openCost, int parallelism) {

  /**
   * Divides the files.
   *
   * @param files the files
   * @param isWhole whether a file that is not known to be splittable can be read by one task only:
   *     a JSON array, or a compressed one; asked only for files that would be split
   * @return the splits of each task
   */
  List<List<FileSplit>> plan(List<InputFile> files, Predicate<InputFile> isWhole) {
    long size = splitSize(files);
    List<List<FileSplit>> tasks = new ArrayList<>();
    List<FileSplit> current = new ArrayList<>();
    long currentSize = 0;
    for (InputFile file : files) {
      for (FileSplit split : split(file, size, isWhole)) {
        if (!current.isEmpty() && currentSize + split.length() > size) {
          tasks.add(current);
          current = new ArrayList<>();
          currentSize = 0;
        }
        current.add(split);
        currentSize += split.length() + openCost;
      }
    }
    if (!current.isEmpty()) {
      tasks.add(current);
    }
    return tasks;
  }

  private long splitSize(List<InputFile> files) {
    long total = files.stream().mapToLong(file -> file.textLength() + openCost).sum();
    return Math.max(1, Math.min(maxBytes, Math.max(openCost, total / Math.max(1, parallelism))));
  }

  private static List<FileSplit> split(InputFile file, long size, Predicate<InputFile> isWhole) {
    if (file.compression() != Compression.NONE) {
      return List.of(new FileSplit(file.uri(), 0, file.textLength(), false));
    }
    if (file.length() <= size || (!file.isSplittable() && isWhole.test(file))) {
      return List.of(new FileSplit(file.uri(), 0, file.length(), file.lines()));
    }
    List<FileSplit> splits = new ArrayList<>();
    for (long start = 0; start < file.length(); start += size) {
      splits.add(new FileSplit(file.uri(), start, Math.min(size, file.length() - start), true));
    }
    return splits;
  }
}
