package dev.stageloom.runtime.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;

@Json.Import({Order.class, Trigger.class})
public final class EtlStage_Handler implements RequestStreamHandler {
  private final StageRuntime runtime;
  private final EtlStage stage = new EtlStage();
  private final DataType<Trigger> triggerType;
  private final DataType<Order> orderType;

  public EtlStage_Handler() {
    this(StageRuntime.create());
  }

  public EtlStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.triggerType = runtime.type(Trigger.class);
    this.orderType = runtime.type(Order.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    runtime.handle("EtlStage", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    Trigger trigger = invocation.input().value(triggerType);
    Stream<Order> orders = stage.extract(trigger, invocation.context());
    invocation.writeStream(orderType, orders);
  }
}
