package dev.stageloom.runtime;

import dev.stageloom.runtime.s3.ObjectContent;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.ObjectStorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An S3 object's bytes. A stage may take minutes between two reads, and S3 closes connections that
 * idle: then the stream goes on where it was, with the same version of the object.
 */
final class ObjectStream extends InputStream {

  /** How often in a row a connection may break without a single byte read. */
  private static final int ATTEMPTS = 4;

  private final ObjectStorage s3;
  private final ObjectId object;
  private final String etag;
  private final String contentType;
  private final long length;
  private InputStream in;
  private long position;

  /**
   * Opens an object.
   *
   * @throws ObjectStorageException if it cannot be opened
   */
  ObjectStream(ObjectStorage s3, ObjectId object) {
    this.s3 = s3;
    this.object = object;
    ObjectContent content = s3.get(object);
    this.in = content.body();
    this.etag = content.etag();
    this.contentType = content.contentType();
    this.length = content.contentLength();
  }

  /** The content type that the object was stored with. */
  String contentType() {
    return contentType;
  }

  /** The object's URI. */
  String uri() {
    return object.uri();
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
              "cannot read " + object.uri() + " beyond byte " + position + ": " + e.getMessage(),
              e);
        }
        reopen();
      } catch (ObjectStorageException e) {
        throw StorageErrors.failed("read", object.uri(), e);
      }
    }
  }

  private void reopen() {
    close();
    try {
      in = s3.get(object, position, etag).body();
    } catch (ObjectStorageException e) {
      throw StorageErrors.failed(
          "go on after a broken connection at byte " + position + " of", object.uri(), e);
    }
  }

  /** Closes the object; what is left of it is not transferred. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException ignored) {
      // The connection is given up either way.
    }
  }
}
