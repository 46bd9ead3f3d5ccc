package dev.stageloom.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;

/** Puts the best customer first. */
public final class RankStage_Handler implements RequestStreamHandler {

  private final StageRuntime runtime;
  private final DataType<Total> totalType;

  public RankStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.totalType = runtime.type(Total.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    runtime.handle("RankStage", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) {
    List<Total> totals = invocation.input().list(totalType);
    invocation.compressOutput(SampleCompression.of(invocation.context()));
    invocation.writeList(
        totalType,
        totals.stream().sorted(Comparator.comparingLong(Total::cents).reversed()).toList());
  }
}
