package dev.stageloom.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;

/** Sums all orders into one value. */
public final class CountStage_Handler implements RequestStreamHandler {

  private final StageRuntime runtime;
  private final DataType<Order> orderType;
  private final DataType<Total> totalType;

  public CountStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.orderType = runtime.type(Order.class);
    this.totalType = runtime.type(Total.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    runtime.handle("CountStage", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) {
    Stream<Order> orders = invocation.input().stream(orderType);
    Total total =
        orders
            .map(order -> new Total("all", 1, order.cents()))
            .reduce(
                new Total("all", 0, 0),
                (a, b) -> new Total("all", a.orders() + b.orders(), a.cents() + b.cents()));
    invocation.writeValue(totalType, total);
  }
}
