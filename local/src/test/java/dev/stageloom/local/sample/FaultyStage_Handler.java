package dev.stageloom.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.LongStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes orders, and does wrong what the message asks for. */
public final class FaultyStage_Handler implements RequestStreamHandler {

  private final StageRuntime runtime;
  private final DataType<Request> requestType;
  private final DataType<Order> orderType;
  private int calls;

  public FaultyStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.requestType = runtime.type(Request.class);
    this.orderType = runtime.type(Order.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    runtime.handle("FaultyStage", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    Request request = invocation.input().value(requestType);
    calls++;
    OutputLocation output =
        new OutputLocation(
            invocation.context().workflowBucket(),
            invocation.context().executionId(),
            "FaultyStage");
    switch (request.fault()) {
      case "nothing written" -> {}
      case "truncated line" ->
          put(
              output.bucket(),
              output.key(),
              "{\"id\":1,\"customer\":\"a\",\"cents\":100}\n{\"id\":2,\"cust");
      case "invalid line" ->
          put(
              output.bucket(),
              output.key(),
              "{\"id\":1,\"customer\":\"a\",\"cents\":100}\nnot JSON\n");
      case "not committed" ->
          put(
              output.bucket(),
              output.datasetPrefix() + "part-00000.json",
              "{\"id\":1,\"customer\":\"a\",\"cents\":100}\n");
      case "fails twice" -> {
        if (calls < 3) {
          throw new IllegalStateException("the shop is closed, call " + calls);
        }
        write(invocation, request);
      }
      case "fails in the middle" ->
          invocation.writeStream(
              orderType,
              LongStream.rangeClosed(1, request.orders())
                  .mapToObj(
                      id -> {
                        if (id == request.orders()) {
                          throw new IllegalStateException("the shop burns\n\tat the counter");
                        }
                        return Order.of(id);
                      }));
      default -> write(invocation, request);
    }
  }

  private void write(StageInvocation invocation, Request request) {
    invocation.writeStream(
        orderType, LongStream.rangeClosed(1, request.orders()).mapToObj(Order::of));
  }

  /** With a client of its own: in the command's process it must reach the local S3. */
  private static void put(String bucket, String key, String text) {
    try (S3Client s3 = S3Client.create()) {
      s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }
  }
}
