package dev.stageloom.cdk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awscdk.Aws;

/**
 * The place of an object, or of a folder, in S3.
 *
 * @param bucket the bucket's name
 * @param key the object's key, or the folder's prefix
 */
record S3Uri(String bucket, String key) {

  private static final Pattern FORM = Pattern.compile("s3://([^/]+)/(.+)");

  /**
   * Reads a URI.
   *
   * @param what what it is the URI of, for the message
   * @param uri the URI
   * @return the place
   * @throws IllegalArgumentException if it is none
   */
  static S3Uri parse(String what, String uri) {
    Matcher matcher = FORM.matcher(uri);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          what + " \"" + uri + "\" is not an S3 URI such as s3://bucket/key");
    }
    return new S3Uri(matcher.group(1), matcher.group(2));
  }

  /** Whether a text has the form of a URI. */
  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  String bucketArn() {
    return "arn:" + Aws.PARTITION + ":s3:::" + bucket;
  }

  String objectArn() {
    return bucketArn() + "/" + key;
  }
}
