package dev.stageloom.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.LongStream;

/** Makes orders. */
@Json.Import({Request.class, Order.class, Total.class})
public final class ExtractStage_Handler implements RequestStreamHandler {

  private final StageRuntime runtime;
  private final DataType<Request> requestType;
  private final DataType<Order> orderType;

  public ExtractStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.requestType = runtime.type(Request.class);
    this.orderType = runtime.type(Order.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    runtime.handle("ExtractStage", event, response, context, this::run);
  }

  @SuppressWarnings("SystemOut") // Must not reach the terminal.
  private void run(StageInvocation invocation) {
    Request request = invocation.input().value(requestType);
    System.out.println("extract prints " + invocation.lambdaContext().getFunctionName());
    invocation.compressOutput(SampleCompression.of(invocation.context()));
    invocation.writeStream(
        orderType, LongStream.rangeClosed(1, request.orders()).mapToObj(Order::of));
  }
}
