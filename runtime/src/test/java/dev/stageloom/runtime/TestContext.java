package dev.stageloom.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Lambda's context, with what is logged kept. */
public final class TestContext implements Context {

  private final StringBuffer log = new StringBuffer();
  private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();
  private volatile int remainingMillis = 60_000;

  /** Sets how much time an invocation has. */
  public void remainingMillis(int remainingMillis) {
    this.remainingMillis = remainingMillis;
  }

  /** What opens when a line with a text is logged. */
  public CountDownLatch latch(String text) {
    return latches.computeIfAbsent(text, each -> new CountDownLatch(1));
  }

  /** The lines logged so far. */
  public List<String> lines() {
    return log.toString().lines().toList();
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.append(message);
        latches.forEach(
            (text, latch) -> {
              if (message.contains(text)) {
                latch.countDown();
              }
            });
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }

  @Override
  public String getAwsRequestId() {
    return "request-1";
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/test";
  }

  @Override
  public String getLogStreamName() {
    return "stream";
  }

  @Override
  public String getFunctionName() {
    return "test-function";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:eu-west-1:123456789012:function:test-function";
  }

  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remainingMillis;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }
}
