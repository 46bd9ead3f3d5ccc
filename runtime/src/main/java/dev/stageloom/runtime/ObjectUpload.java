package dev.stageloom.runtime;

import dev.stageloom.runtime.s3.ObjectHeaders;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.ObjectStorageException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one S3 object of any size in constant memory. Up to a part's size it is put at once; a
 * larger one is uploaded in parts while it is written. Nothing is visible before {@link #complete};
 * closing without it leaves nothing behind.
 */
final class ObjectUpload implements AutoCloseable {

  /**
   * The size of a part in bytes. With S3's most parts, 10,000, an object has at most 78 GiB: more
   * than a function can write before it times out.
   */
  static final int PART_SIZE = 8 << 20;

  /** Source: Amazon S3 user guide, "Amazon S3 multipart upload limits". */
  static final int MOST_PARTS = 10_000;

  private static final int FIRST_BUFFER = 1 << 16;

  private final ObjectStorage s3;
  private final ObjectId object;
  private final ObjectHeaders headers;
  private final int partSize;
  private byte[] buffer;
  private int used;
  private @Nullable PartUploads parts;
  private boolean completed;

  ObjectUpload(ObjectStorage s3, ObjectId object, ObjectHeaders headers, int partSize) {
    this.s3 = s3;
    this.object = object;
    this.headers = headers;
    this.partSize = partSize;
    this.buffer = new byte[Math.min(FIRST_BUFFER, partSize)];
  }

  /** Adds bytes. */
  void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /** Adds bytes of an array. */
  void write(byte[] bytes, int start, int length) {
    int offset = start;
    int end = start + length;
    while (offset < end) {
      if (used == buffer.length) {
        makeRoom();
      }
      int count = Math.min(end - offset, buffer.length - used);
      System.arraycopy(bytes, offset, buffer, used, count);
      used += count;
      offset += count;
    }
  }

  /** Adds a byte. */
  void write(char ascii) {
    if (used == buffer.length) {
      makeRoom();
    }
    buffer[used++] = (byte) ascii;
  }

  private void makeRoom() {
    if (buffer.length < partSize) {
      buffer = Arrays.copyOf(buffer, Math.min(partSize, 4 * buffer.length));
    } else {
      uploadPart();
    }
  }

  private void uploadPart() {
    try {
      if (parts == null) {
        parts = new PartUploads(s3, object, headers);
      }
      byte[] free = send(parts);
      buffer = free == null ? new byte[partSize] : free;
      used = 0;
    } catch (ObjectStorageException e) {
      throw failed(e);
    }
  }

  private byte @Nullable [] send(PartUploads parts) {
    if (parts.begun() == MOST_PARTS) {
      throw new StorageException(
          "cannot write "
              + object.uri()
              + ": an output has 78 GiB at most, 10,000 parts; compress it, write less, or make the"
              + " stage a Glue stage, which writes many objects");
    }
    return parts.send(buffer, used);
  }

  /** Makes what was written the object, replacing the one that was there. */
  void complete() {
    try {
      if (parts == null) {
        s3.put(object, headers, buffer, used);
      } else {
        if (used > 0) {
          send(parts);
        }
        parts.complete();
      }
    } catch (ObjectStorageException e) {
      throw failed(e);
    }
    completed = true;
  }

  private StorageException failed(ObjectStorageException e) {
    return StorageErrors.failed("write", object.uri(), e);
  }

  /** Drops the parts that were uploaded, unless the object was completed. */
  @Override
  public void close() {
    if (completed || parts == null) {
      return;
    }
    try {
      parts.abort();
    } catch (ObjectStorageException e) {
      throw StorageErrors.failed("drop the unfinished upload of", object.uri(), e);
    }
  }
}
