package dev.stageloom.benchmarks.streaming;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Workflow;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Makes items, and changes each. */
@Workflow(name = "line-items")
public final class LineItemWorkflow {
  private LineItemWorkflow() {}

  /** Makes the input. */
  @LambdaStage
  public static final class SourceStage {
    /**
     * Makes items.
     *
     * @param count how many
     * @return the items
     */
    public Stream<LineItem> make(Long count) {
      return LongStream.range(0, count).mapToObj(LineItem::of);
    }
  }

  /** The stage whose generated handler is measured. */
  @LambdaStage
  public static final class ChangeStage {
    /**
     * Changes items.
     *
     * @param items as they are
     * @return as they shall be
     */
    public Stream<LineItem> change(Stream<LineItem> items) {
      return items.map(LineItem::oneMore);
    }
  }
}
