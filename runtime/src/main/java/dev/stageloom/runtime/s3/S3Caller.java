package dev.stageloom.runtime.s3;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Signs and sends requests until S3 has done what they ask or has refused it for good. */
final class S3Caller {

  private static final Set<String> CLOCK_CODES =
      Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");

  /** How far S3 lets a request's time be off, with a minute to spare. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(14);

  private final S3Endpoint endpoint;
  private final RequestSigner signer;
  private final RetryPolicy retries;
  private final Clock clock;
  private final S3Transport transport;
  private volatile Duration clockOffset = Duration.ZERO;

  S3Caller(
      S3Endpoint endpoint,
      RequestSigner signer,
      RetryPolicy retries,
      Duration readTimeout,
      Clock clock) {
    this.transport = new S3Transport(readTimeout);
    this.endpoint = endpoint;
    this.signer = signer;
    this.retries = retries;
    this.clock = clock;
  }

  /** Takes what is needed from an answer; an answer that breaks off is asked for again. */
  interface AnswerReader<T> {
    T read(S3Response response) throws IOException;
  }

  String region() {
    return signer.region();
  }

  /**
   * Sends a request.
   *
   * @return what the reader has returned
   * @throws ObjectStorageException if all attempts have failed
   */
  <T> T call(S3Request request, AnswerReader<T> reader) {
    boolean clockCorrected = false;
    for (int attempt = 1; ; attempt++) {
      ObjectStorageException failure;
      try {
        S3Response response = send(request);
        if (!response.isError()) {
          return reader.read(response);
        }
        failure = ErrorAnswer.read(request, response, region());
        if (!clockCorrected && correctClock(failure, response)) {
          clockCorrected = true;
          continue;
        }
      } catch (ObjectStorageException e) {
        failure = e;
      } catch (IOException e) {
        failure =
            new ObjectStorageException(
                request.operation(), request.operation() + " did not reach S3: " + e, e);
      }
      if (attempt >= retries.maxAttempts() || !RetryPolicy.isRetryable(failure)) {
        throw failure;
      }
      pause(retries.delayMillis(attempt, failure), failure);
    }
  }

  /**
   * Signs a request that is not sent, and asks the endpoint for nothing, without a signature: its
   * answer does not matter, and no account hears of it.
   *
   * @throws IOException if there is no answer
   */
  void prime() throws IOException {
    SdkHttpRequest request = endpoint.root();
    signer.sign(request, null, 0, clock);
    transport.send(request, null, 0).readAll();
  }

  private S3Response send(S3Request request) throws IOException {
    try {
      SdkHttpRequest signed =
          signer.sign(
              request.at(endpoint),
              request.body(),
              request.length(),
              Clock.offset(clock, clockOffset));
      return transport.send(signed, request.body(), request.length());
    } catch (SdkException | IllegalArgumentException e) {
      throw new ObjectStorageException(request.operation(), String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Takes S3's time where S3 refuses a request for its time. Where the error's body could not be
   * read, the time itself tells.
   */
  private boolean correctClock(ObjectStorageException failure, S3Response response) {
    String date = response.header("Date");
    boolean named = CLOCK_CODES.contains(failure.errorCode());
    boolean possible = failure.statusCode() == 403 && failure.errorCode().isEmpty();
    if (!named && !possible || date == null) {
      return false;
    }
    Instant serverTime;
    try {
      serverTime = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return false;
    }
    Duration offset = Duration.between(clock.instant(), serverTime);
    if (!named && offset.minus(clockOffset).abs().compareTo(CLOCK_TOLERANCE) < 0) {
      return false;
    }
    clockOffset = offset;
    return true;
  }

  private static void pause(long millis, ObjectStorageException failure) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
