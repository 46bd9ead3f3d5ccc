package dev.stageloom.runtime.s3;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading and writing stage outputs asks of Amazon S3. Each method is one request, with the
 * retries that S3 asks of its clients, and throws {@link ObjectStorageException} when it fails.
 *
 * <p>Instances may be shared by threads.
 */
public interface ObjectStorage {

  /**
   * S3 as the AWS SDK's settings say: {@link HttpObjectStorage}, or {@link SdkObjectStorage} if the
   * environment variable {@code STAGELOOM_S3_CLIENT} or the system property {@code
   * stageloom.s3Client} is {@code sdk}.
   *
   * @return the storage
   * @throws IllegalArgumentException if the settings cannot be followed
   */
  static ObjectStorage create() {
    return StorageChoice.create();
  }

  /**
   * Begins to read an object: S3's GetObject.
   *
   * @param object which one
   * @return the object, open
   * @throws ObjectStorageException with the code {@code NoSuchKey} if there is none
   */
  ObjectContent get(ObjectId object);

  /**
   * Begins to read what is left of an object, if it is still the same: S3's GetObject with a range
   * and {@code If-Match}.
   *
   * @param object which one
   * @param start the first byte, from 0 on
   * @param etag the entity tag that the object must have
   * @return the object from that byte on, open
   * @throws ObjectStorageException with the status 412 if the object is another one by now
   */
  ObjectContent get(ObjectId object, long start, String etag);

  /**
   * Writes an object, replacing the one that was there: S3's PutObject.
   *
   * @param object which one
   * @param headers what is stored beside its content
   * @param bytes its content, from the first byte on; not changed until this returns
   * @param length how many of the bytes
   */
  void put(ObjectId object, ObjectHeaders headers, byte[] bytes, int length);

  /**
   * Lists objects: S3's ListObjectsV2.
   *
   * @param bucket in which bucket
   * @param prefix what their keys begin with
   * @param maxKeys how many at most; S3 returns no more than 1,000
   * @param token {@link ObjectPage#nextToken} of the page before; null for the first page
   * @return a page
   */
  ObjectPage list(String bucket, String prefix, int maxKeys, @Nullable String token);

  /**
   * Begins an object that is uploaded in parts: S3's CreateMultipartUpload.
   *
   * @param object which one
   * @param headers what is stored beside its content
   * @return the upload's id
   */
  String createMultipartUpload(ObjectId object, ObjectHeaders headers);

  /**
   * Uploads a part: S3's UploadPart. All parts but the last must have at least 5 MiB (S3's limit).
   *
   * @param object which object it becomes a part of
   * @param uploadId the upload's id
   * @param number the part's number, 1 to 10,000 (S3's limit)
   * @param bytes its content, from the first byte on; not changed until this returns
   * @param length how many of the bytes
   * @return what {@link #completeMultipartUpload} needs to know of the part
   */
  UploadedPart uploadPart(ObjectId object, String uploadId, int number, byte[] bytes, int length);

  /**
   * Makes the parts one object, replacing the one that was there: S3's CompleteMultipartUpload.
   *
   * @param object which one
   * @param uploadId the upload's id
   * @param parts the parts in the order of their numbers
   */
  void completeMultipartUpload(ObjectId object, String uploadId, List<UploadedPart> parts);

  /**
   * Drops an upload and its parts: S3's AbortMultipartUpload.
   *
   * @param object which object it would have become
   * @param uploadId the upload's id
   */
  void abortMultipartUpload(ObjectId object, String uploadId);

  /**
   * Does what the first request takes longer for: loads classes, finds credentials, connects. No
   * object is read or written.
   *
   * @throws IOException if the endpoint cannot be reached
   */
  default void prime() throws IOException {}
}
