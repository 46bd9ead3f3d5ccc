package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Explains failures of the file system. */
final class Storage {

  private Storage() {}

  /**
   * A failure to read or write.
   *
   * @param action {@code read} or {@code write}
   * @param uri what was to be read or written
   * @param cause the file system's own failure
   */
  static StorageException failure(String action, String uri, IOException cause) {
    String advice =
        cause instanceof AccessDeniedException
            ? "the job's role needs s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and"
                + " s3:DeleteObject on its objects"
            : cause.toString();
    return new StorageException("cannot " + action + " " + uri + ": " + advice, cause);
  }
}
