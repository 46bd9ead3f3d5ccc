package dev.stageloom.runtime;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Writes one S3 object of any size in constant memory. Up to {@value #PART_SIZE} bytes it is put at
 * once; a larger one is uploaded in parts while it is written. Nothing is visible before {@link
 * #complete}; closing without it leaves nothing behind.
 */
final class ObjectUpload implements AutoCloseable {

  /**
   * The size of a part in bytes. With S3's most parts, 10,000, an object has at most 78 GiB: more
   * than a function can write before it times out.
   */
  static final int PART_SIZE = 8 << 20;

  private static final int FIRST_BUFFER = 1 << 16;

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final String contentType;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int used;
  private @Nullable String uploadId;
  private boolean completed;

  ObjectUpload(S3Client s3, String bucket, String key, String contentType) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.contentType = contentType;
  }

  /** Adds bytes. */
  void write(byte[] bytes) {
    int offset = 0;
    while (offset < bytes.length) {
      if (used == buffer.length) {
        makeRoom();
      }
      int count = Math.min(bytes.length - offset, buffer.length - used);
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
    if (buffer.length < PART_SIZE) {
      buffer = Arrays.copyOf(buffer, Math.min(PART_SIZE, 4 * buffer.length));
    } else {
      uploadPart();
    }
  }

  private void uploadPart() {
    try {
      if (uploadId == null) {
        uploadId =
            s3.createMultipartUpload(
                    CreateMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .build())
                .uploadId();
      }
      int number = parts.size() + 1;
      String etag =
          s3.uploadPart(
                  UploadPartRequest.builder()
                      .bucket(bucket)
                      .key(key)
                      .uploadId(uploadId)
                      .partNumber(number)
                      .build(),
                  body())
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
      used = 0;
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  /** Makes what was written the object, replacing the one that was there. */
  void complete() {
    if (uploadId != null && used > 0) {
      uploadPart();
    }
    try {
      if (uploadId == null) {
        s3.putObject(
            PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType).build(),
            body());
      } else {
        s3.completeMultipartUpload(
            CompleteMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key)
                .uploadId(uploadId)
                .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build())
                .build());
      }
    } catch (SdkException e) {
      throw failed(e);
    }
    completed = true;
  }

  /** The buffer's bytes, without a copy: it is not written to until the request has ended. */
  private RequestBody body() {
    byte[] bytes = buffer;
    int count = used;
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, count), count, contentType);
  }

  private StorageException failed(SdkException e) {
    return StorageErrors.failed(
        "write",
        StageStorage.uri(bucket, key),
        "s3:PutObject and s3:AbortMultipartUpload on it",
        e);
  }

  /** Drops the parts that were uploaded, unless the object was completed. */
  @Override
  public void close() {
    if (completed || uploadId == null) {
      return;
    }
    try {
      s3.abortMultipartUpload(
          AbortMultipartUploadRequest.builder().bucket(bucket).key(key).uploadId(uploadId).build());
    } catch (SdkException e) {
      throw StorageErrors.failed(
          "drop the unfinished upload of",
          StageStorage.uri(bucket, key),
          "s3:AbortMultipartUpload on it",
          e);
    }
  }
}
