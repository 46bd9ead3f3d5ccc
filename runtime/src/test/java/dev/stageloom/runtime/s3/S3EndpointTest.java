package dev.stageloom.runtime.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

class S3EndpointTest {

  private final Map<String, String> before = new HashMap<>();

  private void set(String property, String value) {
    if (!before.containsKey(property)) {
      before.put(property, System.getProperty(property));
    }
    System.setProperty(property, value);
  }

  @AfterEach
  void restoreProperties() {
    before.forEach(
        (property, value) -> {
          if (value == null) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }

  private static String url(S3Endpoint endpoint, String bucket, String key) {
    return endpoint.request(bucket, key).method(SdkHttpMethod.GET).build().getUri().toString();
  }

  private static String sdkUrl(String region, boolean fips, boolean dualStack, String bucket) {
    return S3EndpointProvider.defaultProvider()
        .resolveEndpoint(
            parameters ->
                parameters
                    .region(Region.of(region))
                    .useFips(fips)
                    .useDualStack(dualStack)
                    .bucket(bucket))
        .join()
        .url()
        .toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us-east-1",
        "eu-west-1",
        "eu-central-2",
        "ap-southeast-5",
        "us-gov-west-1",
        "cn-north-1",
        "us-iso-east-1",
        "us-isob-east-1",
        "eusc-de-east-1",
        "xx-new-1"
      })
  void regionsEndpointsAreThoseOfTheSdk(String region) {
    for (String bucket : new String[] {"my-bucket", "my.bucket", "My_Bucket", "0ab", "b-s3alias"}) {
      for (boolean fips : new boolean[] {false, true}) {
        for (boolean dualStack : new boolean[] {false, true}) {
          if (fips && region.startsWith("cn-")) {
            continue; // There are none; the SDK says so.
          }
          assertThat(url(S3Endpoint.of(region, fips, dualStack), bucket, ""))
              .as(region + fips + dualStack)
              .isEqualTo(withSlash(sdkUrl(region, fips, dualStack, bucket)));
        }
      }
    }
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  @Test
  void keysAreEncoded() {
    S3Endpoint endpoint = S3Endpoint.of("eu-west-1", false, false);

    assertThat(url(endpoint, "my-bucket", "a b/ä+%?#&=~._-/c//d"))
        .isEqualTo(
            "https://my-bucket.s3.eu-west-1.amazonaws.com/a%20b/%C3%A4%2B%25%3F%23%26%3D~._-/c//d");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9000, http://127.0.0.1:9000/bucket/key",
    "http://localhost:80/, http://localhost/bucket/key",
    "https://s3.example.com/base/, https://s3.example.com/base/bucket/key",
    "HTTPS://vpce-1.s3.eu-west-1.vpce.amazonaws.com,"
        + " https://vpce-1.s3.eu-west-1.vpce.amazonaws.com/bucket/key"
  })
  void bucketsAreInThePathOfOnesOwnEndpoint(String endpoint, String expected) {
    assertThat(url(S3Endpoint.at(endpoint), "bucket", "key")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1:9000", "ftp://host", "http://", "http://a b", "s3"})
  void refusesEndpointThatIsNoUrl(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Endpoint.at(endpoint))
        .withMessage("the S3 endpoint \"%s\" is not a URL of the form https://host:port", endpoint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws-global", "fips-us-east-1", "us-east-1-fips", "evil.com/", "EU"})
  void refusesRegionThatIsNone(String region) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Endpoint.of(region, false, false))
        .withMessageContaining("is not the name of an AWS region. Set AWS_REGION");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:eu-west-1:123456789012:accesspoint/a",
        "b--euw1-az1--x-s3",
        "a--op-s3"
      })
  void refersToTheSdksClientForOtherKindsOfBuckets(String bucket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Endpoint.of("eu-west-1", false, false).request(bucket, "k"))
        .withMessageContaining("STAGELOOM_S3_CLIENT=sdk")
        .withMessageContaining("software.amazon.awssdk:s3");
  }

  @Test
  void followsTheSdksSettings() {
    set("aws.useFipsEndpoint", "true");
    assertThat(url(S3Endpoint.fromSettings("us-east-1"), "bucket", "k"))
        .isEqualTo("https://bucket.s3-fips.us-east-1.amazonaws.com/k");
    set("aws.useFipsEndpoint", "false");
    set("aws.useDualstackEndpoint", "true");
    assertThat(url(S3Endpoint.fromSettings("us-east-1"), "bucket", "k"))
        .isEqualTo("https://bucket.s3.dualstack.us-east-1.amazonaws.com/k");
    set("aws.endpointUrl", "http://one:1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Endpoint.fromSettings("us-east-1"))
        .withMessageContaining("set one of them only");
    set("aws.useDualstackEndpoint", "false");
    assertThat(url(S3Endpoint.fromSettings("us-east-1"), "bucket", "k"))
        .isEqualTo("http://one:1/bucket/k");
    set("aws.endpointUrlS3", "http://two:2");
    assertThat(url(S3Endpoint.fromSettings("us-east-1"), "bucket", "k"))
        .isEqualTo("http://two:2/bucket/k");
    set("aws.ignoreConfiguredEndpointUrls", "true");
    assertThat(url(S3Endpoint.fromSettings("us-east-1"), "bucket", "k"))
        .isEqualTo("https://bucket.s3.us-east-1.amazonaws.com/k");
  }
}
