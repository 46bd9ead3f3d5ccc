package dev.stageloom.runtime.spark.dataset;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts the items read, without a pass of its own. A task reports how many items of which split it
 * read. A split that is read again, by a retried task or a second action, counts once.
 */
final class ReadCounts extends AccumulatorV2<ReadCounts.SplitCount, Long> {

  private static final long serialVersionUID = 1L;

  /**
   * What a task read.
   *
   * @param uri the file
   * @param start the split's first byte
   * @param records the number of items read
   */
  record SplitCount(String uri, long start, long records) implements Serializable {}

  /** The splits' names and their counts. A HashMap, as it must be serializable. */
  private final HashMap<String, Long> counts = new HashMap<>();

  @Override
  public synchronized boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public synchronized ReadCounts copy() {
    ReadCounts copy = new ReadCounts();
    copy.counts.putAll(counts);
    return copy;
  }

  @Override
  public synchronized void reset() {
    counts.clear();
  }

  @Override
  public synchronized void add(SplitCount count) {
    counts.merge(count.start() + " " + count.uri(), count.records(), Math::max);
  }

  @Override
  public void merge(AccumulatorV2<SplitCount, Long> other) {
    Map<String, Long> others = ((ReadCounts) other).copy().counts;
    synchronized (this) {
      others.forEach((split, records) -> counts.merge(split, records, Math::max));
    }
  }

  /** The number of items read so far. */
  @Override
  public synchronized Long value() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
