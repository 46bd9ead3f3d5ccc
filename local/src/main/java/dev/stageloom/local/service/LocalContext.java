package dev.stageloom.local.service;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.stageloom.asl.manifest.WorkflowManifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a handler is told of its invocation. */
final class LocalContext implements Context {

  /** The version of every function. */
  static final String VERSION = "$LATEST";

  private static final int DEFAULT_TIMEOUT_SECONDS = 300;
  private static final int DEFAULT_MEMORY_MB = 1024;

  private final String requestId = UUID.randomUUID().toString();
  private final String function;
  private final String arn;
  private final int memory;
  private final long deadline;
  private final LambdaLogger logger;

  LocalContext(String function, String arn, WorkflowManifest.Stage stage, RunLog log) {
    this.function = function;
    this.arn = arn;
    this.memory = stage.lambda().map(WorkflowManifest.Lambda::memory).orElse(DEFAULT_MEMORY_MB);
    int timeout =
        stage.lambda().map(WorkflowManifest.Lambda::timeout).orElse(DEFAULT_TIMEOUT_SECONDS);
    this.deadline = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
    this.logger = new Logger(stage.name(), log);
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function;
  }

  @Override
  public String getLogStreamName() {
    return "local/[" + VERSION + "]";
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public String getFunctionVersion() {
    return VERSION;
  }

  @Override
  public String getInvokedFunctionArn() {
    return arn;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    return (int) Math.max(0, Math.min(millis, Integer.MAX_VALUE));
  }

  @Override
  public int getMemoryLimitInMB() {
    return memory;
  }

  @Override
  public LambdaLogger getLogger() {
    return logger;
  }

  private record Logger(String stage, RunLog log) implements LambdaLogger {
    @Override
    public void log(String message) {
      log.line(stage, message);
    }

    @Override
    public void log(byte[] message) {
      log.line(stage, new String(message, StandardCharsets.UTF_8));
    }
  }
}
