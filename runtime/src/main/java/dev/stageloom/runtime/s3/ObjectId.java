package dev.stageloom.runtime.s3;

/**
 * Which object of S3.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 */
public record ObjectId(String bucket, String key) {

  /**
   * The object's S3 URI.
   *
   * @return {@code s3://bucket/key}
   */
  public String uri() {
    return "s3://" + bucket + "/" + key;
  }
}
