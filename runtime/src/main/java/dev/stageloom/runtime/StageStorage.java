package dev.stageloom.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The requests to S3 that reading and writing stage outputs takes. */
final class StageStorage {

  private static final String READ_PERMISSIONS =
      "s3:GetObject on it and s3:ListBucket on the bucket (without the latter S3 also denies access"
          + " to what does not exist)";

  private final S3Client s3;

  StageStorage(S3Client s3) {
    this.s3 = s3;
  }

  static String uri(String bucket, String key) {
    return "s3://" + bucket + "/" + key;
  }

  /**
   * Opens an object.
   *
   * @return empty when there is none under the key
   */
  Optional<ObjectStream> open(String bucket, String key) {
    try {
      return Optional.of(new ObjectStream(s3, bucket, key));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw StorageErrors.failed("read", uri(bucket, key), READ_PERMISSIONS, e);
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
        ListObjectsV2Response page =
            s3.listObjectsV2(
                ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .continuationToken(token)
                    .maxKeys(Math.min(1000, most - keys.size()))
                    .build());
        for (S3Object object : page.contents()) {
          keys.add(object.key());
        }
        token = page.nextContinuationToken();
      } while (token != null && keys.size() < most);
    } catch (SdkException e) {
      throw StorageErrors.failed("list", uri(bucket, prefix), "s3:ListBucket on the bucket", e);
    }
    return keys;
  }

  /**
   * Begins an object. It is there once {@link ObjectUpload#complete} has returned.
   *
   * @param contentType its content type
   */
  ObjectUpload upload(String bucket, String key, String contentType) {
    return new ObjectUpload(s3, bucket, key, contentType);
  }
}
