package dev.stageloom.runtime.s3;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests with AWS's Signature Version 4, by the AWS SDK's signer. Over HTTPS the body is
 * not part of the signature: TLS and the body's checksum protect it.
 */
final class RequestSigner {

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsProvider credentials;
  private final String region;

  RequestSigner(AwsCredentialsProvider credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  String region() {
    return region;
  }

  /**
   * Signs a request.
   *
   * @param body its body; null if it has none
   * @param clock tells the time as S3 does
   * @return the request with the headers of its signature
   * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials
   */
  SdkHttpRequest sign(SdkHttpRequest request, byte @Nullable [] body, int length, Clock clock) {
    SignRequest.Builder<AwsCredentialsIdentity> builder =
        SignRequest.<AwsCredentialsIdentity>builder(credentials.resolveCredentials())
            .request(request)
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
            .putProperty(HttpSigner.SIGNING_CLOCK, clock);
    if (body != null) {
      builder.payload(
          ContentStreamProvider.fromInputStreamSupplier(
              () -> new ByteArrayInputStream(body, 0, length)));
    }
    return signer.sign(builder.build()).request();
  }
}
