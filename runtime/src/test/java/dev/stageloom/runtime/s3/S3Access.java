package dev.stageloom.runtime.s3;

import java.net.URI;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
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
  },
  SDK {
    @Override
    public ObjectStorage at(URI endpoint) {
      return new SdkObjectStorage(client(endpoint));
    }
  };

  static final String REGION = "eu-west-1";

  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  /** Reaches S3 at an endpoint. */
  public abstract ObjectStorage at(URI endpoint);

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
