package dev.stageloom.runtime.sample;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.StageContext;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Makes as many orders as the trigger says. */
@LambdaStage
public final class EtlStage {
  public Stream<Order> extract(Trigger trigger, StageContext context) {
    return LongStream.rangeClosed(1, trigger.count()).mapToObj(Order::of);
  }
}
