package dev.stageloom.runtime.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The AWS SDK's settings as its default chains find them. What system properties or environment
 * variables say, as on Lambda, is taken without loading the chains' other providers, which take
 * longer to load than an object takes to read.
 */
final class AwsSettings {

  private AwsSettings() {}

  /** A setting: the system property if there is one, else the environment variable. */
  static @Nullable String get(String property, String environmentVariable) {
    String value = System.getProperty(property);
    if (value == null) {
      value = System.getenv(environmentVariable);
    }
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Whether a setting is {@code true}. */
  static boolean isTrue(String property, String environmentVariable) {
    return "true".equalsIgnoreCase(get(property, environmentVariable));
  }

  /** A setting that is a number of one or more. */
  static int positive(String property, String environmentVariable, int defaultValue) {
    String value = get(property, environmentVariable);
    if (value == null) {
      return defaultValue;
    }
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException ignored) {
      // It is refused below.
    }
    throw new IllegalArgumentException(
        environmentVariable + " must be a number of one or more, and is \"" + value + "\"");
  }

  /**
   * The region.
   *
   * @throws software.amazon.awssdk.core.exception.SdkClientException if there is none
   */
  static String region() {
    String region = get("aws.region", "AWS_REGION");
    return region != null ? region : new DefaultAwsRegionProviderChain().getRegion().id();
  }

  /** What gives the credentials. Each request asks it anew, because credentials expire. */
  static AwsCredentialsProvider credentials() {
    if (System.getProperty("aws.accessKeyId") != null
        && System.getProperty("aws.secretAccessKey") != null) {
      return SystemPropertyCredentialsProvider.create();
    }
    if (System.getProperty("aws.accessKeyId") == null
        && System.getProperty("aws.secretAccessKey") == null
        && System.getenv("AWS_ACCESS_KEY_ID") != null
        && System.getenv("AWS_SECRET_ACCESS_KEY") != null) {
      return EnvironmentVariableCredentialsProvider.create();
    }
    return DefaultCredentialsProvider.builder().build();
  }
}
