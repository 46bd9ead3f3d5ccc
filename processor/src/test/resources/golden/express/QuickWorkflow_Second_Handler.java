package p;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.Priming;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * Runs {@link QuickWorkflow.Second} as an AWS Lambda function.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
public final class QuickWorkflow_Second_Handler implements RequestStreamHandler {
  private final StageRuntime runtime;

  private final QuickWorkflow.Second stage = new QuickWorkflow.Second();

  private final DataType<String> stringType;

  private final DataType<int[]> intArrayType;

  /**
   * Called by AWS Lambda.
   */
  public QuickWorkflow_Second_Handler() {
    this(StageRuntime.create());
    runtime.beforeSnapshot(this::prime);
  }

  /**
   * Runs the stage elsewhere than on AWS Lambda.
   *
   * @param runtime gives the S3 client and the JSON library
   */
  public QuickWorkflow_Second_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.stringType = runtime.type(String.class);
    this.intArrayType = runtime.type(int[].class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context) throws
      IOException {
    runtime.handle("Second", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    Stream<String> words = invocation.input().stream(stringType);
    var result = stage.run(words);
    invocation.writeValue(intArrayType, result);
  }

  /**
   * Reads and writes samples before Lambda takes its snapshot of this function.
   */
  private void prime(Priming priming) {
    priming.sample(stringType, "\"a\"");
    priming.sample(intArrayType, "[0]");
  }
}
