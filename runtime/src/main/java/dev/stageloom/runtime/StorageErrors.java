package dev.stageloom.runtime;

import dev.stageloom.runtime.s3.ObjectStorageException;

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
  static StorageException failed(
      String action, String uri, String permissions, ObjectStorageException e) {
    String message = "cannot " + action + " " + uri + ": ";
    if (e.errorCode().equals("NoSuchBucket")) {
      return new StorageException(
          message + "the bucket does not exist; check the workflow's bucket and its region", e);
    }
    if (e.statusCode() == 403) {
      return new StorageException(
          message
              + "access denied ("
              + code(e)
              + "); the stage's role needs "
              + permissions
              + ", and the KMS key's permissions if the bucket has one",
          e);
    }
    if (e.statusCode() > 0) {
      return new StorageException(
          message
              + "S3 answered "
              + e.statusCode()
              + " "
              + code(e)
              + " (request "
              + e.requestId()
              + ")",
          e);
    }
    return new StorageException(message + e.getMessage(), e);
  }

  private static String code(ObjectStorageException e) {
    // A HEAD request's error has no body.
    return e.errorCode().isEmpty() ? "without a code" : e.errorCode();
  }
}
