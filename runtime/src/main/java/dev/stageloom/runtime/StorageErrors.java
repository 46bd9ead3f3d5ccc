package dev.stageloom.runtime;

import dev.stageloom.runtime.s3.ObjectStorageException;

/** Tells in plain words what went wrong with S3, and what to do. */
final class StorageErrors {

  private StorageErrors() {}

  /**
   * Makes a failed request's exception.
   *
   * @param action what was tried: {@code "read"}
   * @param uri the S3 URI that it was tried on
   */
  static StorageException failed(String action, String uri, ObjectStorageException e) {
    return new StorageException("cannot " + action + " " + uri + ": " + reason(uri, e), e);
  }

  private static String reason(String uri, ObjectStorageException e) {
    return switch (e.errorCode()) {
      case "NoSuchBucket" ->
          "the bucket does not exist; check the workflow's bucket and its region";
      case "RequestTimeTooSkewed" ->
          answer(e)
              + "; the clock of the machine is more than 15 minutes off: set it, then run the stage"
              + " again";
      case "PreconditionFailed" ->
          "it was replaced while it was read ("
              + answer(e)
              + "); the stage that writes it has run again at the same time. Run this stage again:"
              + " it reads the new output";
      case "SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout" ->
          answer(e) + " to every attempt; it is S3's failure: run the stage again";
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "TokenRefreshRequired" ->
          answer(e) + "; check the credentials that the stage runs with";
      default -> e.statusCode() == 403 ? denied(uri, e) : other(e);
    };
  }

  private static String denied(String uri, ObjectStorageException e) {
    return "access denied ("
        + answer(e)
        + "); the stage's role needs "
        + permissions(uri, e.operation())
        + ". Check also that no policy of the bucket or of its VPC endpoint denies it";
  }

  /** The IAM actions that an operation needs, and on which resources. */
  private static String permissions(String uri, String operation) {
    String path = uri.substring("s3://".length());
    String bucket = path.substring(0, path.indexOf('/'));
    String objects = "arn:aws:s3:::" + bucket + "/executions/*";
    return switch (operation) {
      case "GetObject" ->
          "s3:GetObject on "
              + objects
              + " (and kms:Decrypt, if the bucket has a KMS key), and s3:ListBucket on arn:aws:s3:::"
              + bucket
              + ", without which S3 also denies access to what does not exist";
      case "ListObjectsV2" -> "s3:ListBucket on arn:aws:s3:::" + bucket;
      case "AbortMultipartUpload" -> "s3:AbortMultipartUpload on " + objects;
      default ->
          "s3:PutObject on "
              + objects
              + " (and kms:GenerateDataKey and kms:Decrypt, if the bucket has a KMS key)";
    };
  }

  private static String other(ObjectStorageException e) {
    if (e.statusCode() > 0) {
      return answer(e);
    }
    return e.getMessage()
        + "; check the region and the network (in a VPC: an endpoint for S3), then run the stage"
        + " again";
  }

  private static String answer(ObjectStorageException e) {
    String code = e.errorCode().isEmpty() ? "without a code" : e.errorCode();
    return "S3 answered " + e.statusCode() + " " + code + request(e);
  }

  private static String request(ObjectStorageException e) {
    return e.requestId().isEmpty() ? "" : ", request " + e.requestId();
  }
}
