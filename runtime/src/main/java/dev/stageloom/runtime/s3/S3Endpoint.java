package dev.stageloom.runtime.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Where S3 is reached. In a region, buckets are part of the host's name, unless their names do not
 * allow it; at an endpoint of one's own they are part of the path, which every S3-compatible server
 * and every VPC endpoint knows.
 */
final class S3Endpoint {

  private static final int SHORTEST_BUCKET = 3;
  private static final int LONGEST_BUCKET = 63;

  private final String protocol;
  private final String host;
  private final int port;
  private final String basePath;
  private final boolean pathStyle;

  private S3Endpoint(String protocol, String host, int port, String basePath, boolean pathStyle) {
    this.protocol = protocol;
    this.host = host;
    this.port = port;
    this.basePath = basePath;
    this.pathStyle = pathStyle;
  }

  /**
   * The endpoint that the AWS SDK's settings name, or the region's.
   *
   * @throws IllegalArgumentException if the settings cannot be followed
   */
  static S3Endpoint fromSettings(String region) {
    boolean fips = AwsSettings.isTrue("aws.useFipsEndpoint", "AWS_USE_FIPS_ENDPOINT");
    boolean dualStack =
        AwsSettings.isTrue("aws.useDualstackEndpoint", "AWS_USE_DUALSTACK_ENDPOINT");
    String override = configuredUrl();
    if (override == null) {
      return of(region, fips, dualStack);
    }
    if (fips || dualStack) {
      throw new IllegalArgumentException(
          "the S3 endpoint "
              + override
              + " is set, and FIPS or dual-stack endpoints are asked for: set one of them only");
    }
    return at(override);
  }

  private static @Nullable String configuredUrl() {
    if (AwsSettings.isTrue(
        "aws.ignoreConfiguredEndpointUrls", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) {
      return null;
    }
    String s3 = AwsSettings.get("aws.endpointUrlS3", "AWS_ENDPOINT_URL_S3");
    return s3 != null ? s3 : AwsSettings.get("aws.endpointUrl", "AWS_ENDPOINT_URL");
  }

  /** The endpoint of a region, with the region's own domain: S3's regional endpoints. */
  static S3Endpoint of(String region, boolean fips, boolean dualStack) {
    if (!isHostLabel(region) || region.contains("global") || region.contains("fips")) {
      throw new IllegalArgumentException(
          "\""
              + region
              + "\" is not the name of an AWS region. Set AWS_REGION to the bucket's, and"
              + " AWS_USE_FIPS_ENDPOINT for FIPS endpoints");
    }
    String host =
        (fips ? "s3-fips" : "s3")
            + (dualStack ? ".dualstack." : ".")
            + region
            + "."
            + PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return new S3Endpoint("https", host, 443, "", false);
  }

  /** An endpoint of one's own. */
  static S3Endpoint at(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw invalid(url, e);
    }
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if (!https && !"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw invalid(url, null);
    }
    String path = uri.getRawPath();
    return new S3Endpoint(
        https ? "https" : "http",
        uri.getHost(),
        uri.getPort() >= 0 ? uri.getPort() : https ? 443 : 80,
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
        true);
  }

  private static IllegalArgumentException invalid(String url, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "the S3 endpoint \"" + url + "\" is not a URL of the form https://host:port", cause);
  }

  /**
   * Begins a request.
   *
   * @param key the object's key; empty for a request about the bucket
   * @throws IllegalArgumentException if the bucket is of a kind that needs the SDK's own client
   */
  SdkHttpRequest.Builder request(String bucket, String key) {
    requireGeneralPurpose(bucket);
    boolean inHost = !pathStyle && bucket.length() >= SHORTEST_BUCKET && isHostLabel(bucket);
    String path = basePath + (inHost ? "" : "/" + SdkHttpUtils.urlEncode(bucket));
    return SdkHttpRequest.builder()
        .protocol(protocol)
        .host(inHost ? bucket + "." + host : host)
        .port(port)
        .encodedPath(path + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key));
  }

  /** A request for the endpoint itself. */
  SdkHttpRequest root() {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.HEAD)
        .protocol(protocol)
        .host(host)
        .port(port)
        .encodedPath(basePath + "/")
        .build();
  }

  private static void requireGeneralPurpose(String bucket) {
    if (bucket.startsWith("arn:") || bucket.endsWith("--x-s3") || bucket.endsWith("--op-s3")) {
      throw new IllegalArgumentException(
          bucket
              + " is an access point's ARN, a directory bucket or on Outposts: "
              + StorageChoice.USE_SDK);
    }
  }

  private static boolean isHostLabel(String name) {
    if (name.isEmpty() || name.length() > LONGEST_BUCKET) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean inside = i > 0 && i < name.length() - 1;
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' && inside)) {
        return false;
      }
    }
    return true;
  }
}
