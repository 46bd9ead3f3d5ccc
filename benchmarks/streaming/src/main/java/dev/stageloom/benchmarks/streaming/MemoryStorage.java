package dev.stageloom.benchmarks.streaming;

import dev.stageloom.runtime.s3.ObjectContent;
import dev.stageloom.runtime.s3.ObjectHeaders;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectPage;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.UploadedPart;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object that is always there; what is written is thrown away. */
final class MemoryStorage implements ObjectStorage {

  private final byte[] bytes;

  MemoryStorage(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public ObjectContent get(ObjectId object) {
    return new ObjectContent(
        "\"etag\"", "application/x-ndjson", bytes.length, new ByteArrayInputStream(bytes));
  }

  @Override
  public ObjectContent get(ObjectId object, long start, String etag) {
    throw new UnsupportedOperationException("memory does not break");
  }

  @Override
  public void put(ObjectId object, ObjectHeaders headers, byte[] content, int length) {}

  @Override
  public ObjectPage list(String bucket, String prefix, int maxKeys, @Nullable String token) {
    return new ObjectPage(List.of(), null);
  }

  @Override
  public String createMultipartUpload(ObjectId object, ObjectHeaders headers) {
    return "upload";
  }

  @Override
  public UploadedPart uploadPart(
      ObjectId object, String uploadId, int number, byte[] content, int length) {
    return new UploadedPart(number, "\"etag\"", null);
  }

  @Override
  public void completeMultipartUpload(ObjectId object, String uploadId, List<UploadedPart> parts) {}

  @Override
  public void abortMultipartUpload(ObjectId object, String uploadId) {}
}
