package dev.stageloom.runtime.s3;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which failed requests are sent again, and when: the AWS SDK's standard retry mode.
 *
 * @param maxAttempts how often a request is sent at most
 * @param baseDelayMillis the longest wait before the second attempt; it doubles with each attempt
 * @param throttledBaseDelayMillis the same where S3 asks to slow down
 * @param maxDelayMillis the longest wait of all
 */
record RetryPolicy(
    int maxAttempts, long baseDelayMillis, long throttledBaseDelayMillis, long maxDelayMillis) {

  private static final Set<Integer> TRANSIENT_STATUS = Set.of(500, 502, 503, 504);

  private static final Set<String> TRANSIENT_CODES =
      Set.of("InternalError", "RequestTimeout", "RequestTimeoutException", "ServiceUnavailable");

  private static final Set<String> THROTTLING_CODES =
      Set.of(
          "BandwidthLimitExceeded",
          "EC2ThrottledException",
          "LimitExceededException",
          "PriorRequestNotComplete",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException");

  /** The SDK's standard mode, with as many attempts as the SDK's settings say. */
  static RetryPolicy standard() {
    return new RetryPolicy(
        AwsSettings.positive("aws.maxAttempts", "AWS_MAX_ATTEMPTS", 3), 100, 1_000, 20_000);
  }

  /** Whether sending a failed request again may help. */
  static boolean isRetryable(ObjectStorageException failure) {
    if (failure.statusCode() == 0) {
      return failure.getCause() instanceof IOException;
    }
    return TRANSIENT_STATUS.contains(failure.statusCode())
        || TRANSIENT_CODES.contains(failure.errorCode())
        || isThrottling(failure);
  }

  private static boolean isThrottling(ObjectStorageException failure) {
    return failure.statusCode() == 429 || THROTTLING_CODES.contains(failure.errorCode());
  }

  /**
   * How long to wait after a failed attempt, in milliseconds: any time up to a limit that doubles,
   * so that clients that failed together do not come back together.
   *
   * @param attempt the number of the attempt that has failed, from 1 on
   */
  long delayMillis(int attempt, ObjectStorageException failure) {
    long base = isThrottling(failure) ? throttledBaseDelayMillis : baseDelayMillis;
    long limit = Math.min(maxDelayMillis, base << Math.min(attempt - 1, 20));
    return ThreadLocalRandom.current().nextLong(limit + 1);
  }
}
