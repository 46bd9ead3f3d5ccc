package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.StageSummary;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** A way to reach S3: as it is by default, but for its timeouts and the pauses between attempts. */
enum StorageUnderTest {
  /** The AWS SDK's client. */
  SDK {
    @Override
    Open open(URI endpoint, Duration timeout) {
      S3Client s3 =
          S3Client.builder()
              .endpointOverride(endpoint)
              .forcePathStyle(true)
              .region(Region.EU_WEST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
              .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(timeout))
              .overrideConfiguration(
                  configuration ->
                      configuration.retryStrategy(
                          AwsRetryStrategy.forRetryMode(
                                  software.amazon.awssdk.core.retry.RetryMode.defaultRetryMode())
                              .toBuilder()
                              .backoffStrategy(PAUSE)
                              .throttlingBackoffStrategy(PAUSE)
                              .build()))
              .build();
      return new Open() {
        @Override
        public StageRuntime runtime(int partSize, Consumer<StageSummary> onCompleted) {
          return StageRuntime.builder()
              .s3Client(s3)
              .partSize(partSize)
              .onCompleted(onCompleted)
              .build();
        }

        @Override
        public void close() {
          s3.close();
        }
      };
    }
  };

  private static final BackoffStrategy PAUSE =
      BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(40));

  abstract Open open(URI endpoint, Duration timeout);

  /** A client that is open. */
  interface Open extends AutoCloseable {
    StageRuntime runtime(int partSize, Consumer<StageSummary> onCompleted);

    @Override
    void close();
  }
}
