package dev.stageloom.runtime.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.Priming;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

@Json.Import({ProbeStage.Probe.class, Trigger.class})
public final class ProbeStage_Handler implements RequestStreamHandler {
  private final StageRuntime runtime;
  private final ProbeStage stage = new ProbeStage();
  private final DataType<ProbeStage.Probe> probeType;
  private final DataType<Trigger> triggerType;

  public ProbeStage_Handler() {
    this(StageRuntime.create());
    runtime.beforeSnapshot(this::prime);
  }

  public ProbeStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.probeType = runtime.type(ProbeStage.Probe.class);
    this.triggerType = runtime.type(Trigger.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    runtime.handle("ProbeStage", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    Trigger trigger = invocation.input().value(triggerType);
    ProbeStage.Probe probe = stage.probe(trigger, invocation.lambdaContext());
    invocation.writeValue(probeType, probe);
  }

  private void prime(Priming priming) {
    priming.sample(
        probeType,
        "{\"requestId\":\"a\",\"function\":\"a\",\"instances\":0,\"invocations\":0,"
            + "\"remainingMillis\":0}");
    priming.sample(triggerType, "{\"source\":\"a\",\"count\":0}");
  }
}
