package dev.stageloom.runtime.s3;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** The implementations of {@link ObjectStorage}, for tests that all of them must pass. */
public enum S3Access {
  HTTP {
    @Override
    public ObjectStorage at(URI endpoint) {
      return HttpObjectStorage.create(
          S3Endpoint.at(endpoint.toString()),
          REGION,
          CREDENTIALS,
          new RetryPolicy(3, 1, 2, 20),
          Clock.systemUTC());
    }

    @Override
    public ObjectStorage at(URI endpoint, Duration readTimeout) {
      return HttpObjectStorage.create(
          S3Endpoint.at(endpoint.toString()),
          REGION,
          CREDENTIALS,
          new RetryPolicy(RetryPolicy.standard().maxAttempts(), 40, 40, 80),
          readTimeout,
          Clock.systemUTC());
    }
  },
  SDK {
    @Override
    public ObjectStorage at(URI endpoint) {
      return new SdkObjectStorage(client(endpoint));
    }

    @Override
    public ObjectStorage at(URI endpoint, Duration readTimeout) {
      BackoffStrategy pause = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(40));
      RetryStrategy retries =
          AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode()).toBuilder()
              .backoffStrategy(pause)
              .throttlingBackoffStrategy(pause)
              .build();
      return new SdkObjectStorage(
          S3Client.builder()
              .endpointOverride(endpoint)
              .region(Region.of(REGION))
              .credentialsProvider(CREDENTIALS)
              .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(readTimeout))
              .overrideConfiguration(configuration -> configuration.retryStrategy(retries))
              .build());
    }
  };

  static final String REGION = "eu-west-1";

  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  /** Reaches S3 at an endpoint. */
  public abstract ObjectStorage at(URI endpoint);

  /**
   * Reaches S3 at an endpoint with the default number of attempts, but short pauses between them.
   *
   * @param readTimeout how long to wait for bytes of an answer
   */
  public abstract ObjectStorage at(URI endpoint, Duration readTimeout);

  /** The SDK's client at an endpoint. */
  public static S3Client client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
