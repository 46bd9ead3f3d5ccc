package dev.stageloom.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shuts this process off from the user's AWS account: the AWS SDK finds neither the user's profiles
 * nor credentials nor the metadata service of a machine. Must be called before a class of the SDK
 * is loaded.
 */
final class AwsEnvironment {

  private AwsEnvironment() {}

  /** System properties win over environment variables and files. */
  static void isolate() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("aws.configFile", "no-aws-config-in-local-runs");
    properties.put("aws.sharedCredentialsFile", "no-aws-credentials-in-local-runs");
    properties.put("aws.disableEc2Metadata", "true");
    properties.put("aws.region", "us-east-1");
    properties.put("aws.accessKeyId", "local");
    properties.put("aws.secretAccessKey", "local");
    // Neither goes with an endpoint of one's own, and the last would ignore ours.
    properties.put("aws.useFipsEndpoint", "false");
    properties.put("aws.useDualstackEndpoint", "false");
    properties.put("aws.ignoreConfiguredEndpointUrls", "false");
    // S3A brings another HTTP client of the SDK than stages have in Lambda.
    properties.put(
        "software.amazon.awssdk.http.service.impl",
        "software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService");
    properties.forEach(System::setProperty);
  }

  /** Leads S3 clients without an endpoint of their own to the local S3. */
  static void useS3(URI endpoint) {
    System.setProperty("aws.endpointUrlS3", endpoint.toString());
  }
}
