package dev.stageloom.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An S3 object's bytes. A stage may take minutes between two reads, and S3 closes connections that
 * idle: then the stream goes on where it was, with the same version of the object.
 */
final class ObjectStream extends InputStream {

  /** How often in a row a connection may break without a single byte read. */
  private static final int ATTEMPTS = 4;

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final String etag;
  private final String contentType;
  private final long length;
  private ResponseInputStream<GetObjectResponse> in;
  private long position;

  /**
   * Opens an object.
   *
   * @throws SdkException if it cannot be opened
   */
  ObjectStream(S3Client s3, String bucket, String key) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.in = s3.getObject(GetObjectRequest.builder().bucket(bucket).key(key).build());
    this.etag = String.valueOf(in.response().eTag());
    this.contentType = String.valueOf(in.response().contentType());
    Long contentLength = in.response().contentLength();
    this.length = contentLength == null ? 0 : contentLength;
  }

  /** The content type that the object was stored with. */
  String contentType() {
    return contentType;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) {
    for (int attempt = 1; ; attempt++) {
      try {
        int read = in.read(buffer, offset, count);
        if (read < 0 && position < length) {
          throw new EOFException("the connection ended early");
        }
        position += Math.max(read, 0);
        return read;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new StorageException(
              "cannot read " + uri() + " beyond byte " + position + ": " + e.getMessage(), e);
        }
        reopen();
      } catch (SdkException e) {
        throw StorageErrors.failed("read", uri(), "s3:GetObject", e);
      }
    }
  }

  private void reopen() {
    in.abort();
    try {
      in =
          s3.getObject(
              GetObjectRequest.builder()
                  .bucket(bucket)
                  .key(key)
                  .ifMatch(etag)
                  .range("bytes=" + position + "-")
                  .build());
    } catch (SdkException e) {
      throw StorageErrors.failed(
          "go on after a broken connection at byte " + position + " of", uri(), "s3:GetObject", e);
    }
  }

  private String uri() {
    return StageStorage.uri(bucket, key);
  }

  /** Closes the object; what is left of it is not transferred. */
  @Override
  public void close() {
    in.abort();
  }
}
