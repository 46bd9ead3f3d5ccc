package dev.stageloom.local.s3;

import java.io.Serial;

/** A request that ends in one of S3's error answers. */
final class S3Exception extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String message;

  S3Exception(int status, String code, String message) {
    super(message);
    this.message = message;
    this.status = status;
    this.code = code;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** S3's error code. */
  String code() {
    return code;
  }

  static S3Exception noSuchBucket(String bucket) {
    return new S3Exception(404, "NoSuchBucket", "The bucket " + bucket + " does not exist.");
  }

  static S3Exception noSuchKey(String key) {
    return new S3Exception(404, "NoSuchKey", "There is no object with the key " + key + ".");
  }

  static S3Exception noSuchUpload(String uploadId) {
    return new S3Exception(
        404,
        "NoSuchUpload",
        "There is no multipart upload " + uploadId + ": it was completed, aborted or never begun.");
  }

  static S3Exception preconditionFailed(String header) {
    return new S3Exception(
        412, "PreconditionFailed", "The condition " + header + " does not hold.");
  }

  static S3Exception invalidArgument(String message) {
    return new S3Exception(400, "InvalidArgument", message);
  }

  static S3Exception notImplemented(String what) {
    return new S3Exception(
        501, "NotImplemented", "The local S3 server does not know " + what + ".");
  }
}
