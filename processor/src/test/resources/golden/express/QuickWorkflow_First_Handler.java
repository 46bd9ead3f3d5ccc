package p;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.Priming;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.jsonb.Types;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Runs {@link QuickWorkflow.First} as an AWS Lambda function.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
public final class QuickWorkflow_First_Handler implements RequestStreamHandler {
  private final StageRuntime runtime;

  private final QuickWorkflow.First stage = new QuickWorkflow.First();

  private final DataType<Map<String, Object>> mapStringObjectType;

  private final DataType<String> stringType;

  /**
   * Called by AWS Lambda.
   */
  public QuickWorkflow_First_Handler() {
    this(StageRuntime.create());
    runtime.beforeSnapshot(this::prime);
  }

  /**
   * Runs the stage elsewhere than on AWS Lambda.
   *
   * @param runtime gives the S3 client and the JSON library
   */
  public QuickWorkflow_First_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.mapStringObjectType = runtime.type(Types.newParameterizedType(Map.class, String.class,
        Object.class));
    this.stringType = runtime.type(String.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context) throws
      IOException {
    runtime.handle("First", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    Map<String, Object> message = invocation.input().value(mapStringObjectType);
    var result = stage.run(message);
    invocation.writeList(stringType, result);
  }

  /**
   * Reads and writes samples before Lambda takes its snapshot of this function.
   */
  private void prime(Priming priming) {
    priming.sample(mapStringObjectType, "{\"a\":null}");
    priming.sample(stringType, "\"a\"");
  }
}
