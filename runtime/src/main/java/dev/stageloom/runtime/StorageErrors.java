package dev.stageloom.runtime;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells in plain words what went wrong with S3. */
final class StorageErrors {

  private StorageErrors() {}

  /**
   * Makes a failed request's exception.
   *
   * @param action what was tried: {@code "read"}
   * @param uri the S3 URI that it was tried on
   * @param permissions the IAM permissions that it needs
   */
  static StorageException failed(String action, String uri, String permissions, SdkException e) {
    String message = "cannot " + action + " " + uri + ": ";
    if (e instanceof NoSuchBucketException) {
      return new StorageException(
          message + "the bucket does not exist; check the workflow's bucket and its region", e);
    }
    if (e instanceof S3Exception s3 && s3.statusCode() == 403) {
      return new StorageException(
          message
              + "access denied ("
              + code(s3)
              + "); the stage's role needs "
              + permissions
              + ", and the KMS key's permissions if the bucket has one",
          e);
    }
    if (e instanceof S3Exception s3) {
      return new StorageException(
          message
              + "S3 answered "
              + s3.statusCode()
              + " "
              + code(s3)
              + " (request "
              + s3.requestId()
              + ")",
          e);
    }
    return new StorageException(message + e.getMessage(), e);
  }

  private static String code(S3Exception e) {
    // A HEAD request's error has no details.
    return e.awsErrorDetails() == null ? "without a code" : e.awsErrorDetails().errorCode();
  }
}
