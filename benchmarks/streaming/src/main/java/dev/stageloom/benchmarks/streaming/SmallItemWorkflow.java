package dev.stageloom.benchmarks.streaming;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Workflow;
import java.util.Iterator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Makes small items, changes each, and adds them up. */
@Workflow(name = "small-items")
public final class SmallItemWorkflow {
  private SmallItemWorkflow() {}

  /** Writes a stream. */
  @LambdaStage
  public static final class MakeStage {
    /**
     * Makes items.
     *
     * @param count how many
     * @return the items
     */
    public Stream<SmallItem> make(Long count) {
      return LongStream.range(0, count).mapToObj(SmallItem::of);
    }
  }

  /** Reads a stream and writes one. */
  @LambdaStage
  public static final class ChangeStage {
    /**
     * Changes items.
     *
     * @param items as they are
     * @return as they shall be
     */
    public Stream<SmallItem> change(Stream<SmallItem> items) {
      return items.map(SmallItem::next);
    }
  }

  /** Reads an iterator. */
  @LambdaStage
  public static final class SumStage {
    /**
     * Adds items up.
     *
     * @param items any items
     * @return their number and the sums of their fields
     */
    public Sum sum(Iterator<SmallItem> items) {
      long count = 0;
      long ids = 0;
      long characters = 0;
      while (items.hasNext()) {
        SmallItem item = items.next();
        count++;
        ids += item.id();
        characters += item.text().length();
      }
      return new Sum(count, ids, characters);
    }
  }

  /**
   * What items add up to.
   *
   * @param items their number
   * @param ids the sum of their ids
   * @param characters the length of all texts
   */
  public record Sum(long items, long ids, long characters) {}
}
