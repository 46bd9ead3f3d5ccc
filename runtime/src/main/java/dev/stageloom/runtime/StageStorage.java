package dev.stageloom.runtime;

import dev.stageloom.runtime.s3.ObjectHeaders;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectPage;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.ObjectStorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The requests to S3 that reading and writing stage outputs takes. */
final class StageStorage {

  private final ObjectStorage s3;
  private final int partSize;

  /**
   * Uses a way to reach S3.
   *
   * @param partSize the size of the parts that large objects are uploaded in, in bytes
   */
  StageStorage(ObjectStorage s3, int partSize) {
    this.s3 = s3;
    this.partSize = partSize;
  }

  static String uri(String bucket, String key) {
    return new ObjectId(bucket, key).uri();
  }

  /**
   * Opens an object.
   *
   * @return empty when there is none under the key
   */
  Optional<ObjectStream> open(String bucket, String key) {
    try {
      return Optional.of(new ObjectStream(s3, new ObjectId(bucket, key)));
    } catch (ObjectStorageException e) {
      if (e.errorCode().equals("NoSuchKey")) {
        return Optional.empty();
      }
      throw StorageErrors.failed("read", uri(bucket, key), e);
    }
  }

  /**
   * Lists keys.
   *
   * @param most how many at most
   * @return the keys with the prefix, in S3's order
   */
  List<String> list(String bucket, String prefix, int most) {
    List<String> keys = new ArrayList<>();
    String token = null;
    try {
      do {
        ObjectPage page = s3.list(bucket, prefix, Math.min(1000, most - keys.size()), token);
        keys.addAll(page.keys());
        token = page.nextToken();
      } while (token != null && keys.size() < most);
    } catch (ObjectStorageException e) {
      throw StorageErrors.failed("list", uri(bucket, prefix), e);
    }
    return keys;
  }

  /**
   * Begins an object. It is there once {@link ObjectUpload#complete} has returned.
   *
   * @param headers what is stored beside its content
   */
  ObjectUpload upload(String bucket, String key, ObjectHeaders headers) {
    return new ObjectUpload(s3, new ObjectId(bucket, key), headers, partSize);
  }

  /**
   * Does what the first request takes longer for.
   *
   * @throws IOException if S3 cannot be reached
   */
  void prime() throws IOException {
    s3.prime();
  }
}
