package p;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.annotation.processing.Generated;

/**
 * Runs {@link CleanStage} as an AWS Lambda function.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
public final class CleanStage_Handler implements RequestStreamHandler {
  private final StageRuntime runtime;

  private final CleanStage stage = new CleanStage();

  /**
   * Called by AWS Lambda.
   */
  public CleanStage_Handler() {
    this(StageRuntime.create());
  }

  /**
   * Runs the stage elsewhere than on AWS Lambda.
   *
   * @param runtime gives the S3 client and the JSON library
   */
  public CleanStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context) throws
      IOException {
    runtime.handle("clean-up", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    stage.run();
  }
}
