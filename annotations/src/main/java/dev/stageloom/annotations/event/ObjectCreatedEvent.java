package dev.stageloom.annotations.event;

/**
 * The message of a new object in S3: the detail of S3's event {@code Object Created}, without the
 * fields whose names have a dash. Source: Amazon S3 user guide, "EventBridge event message
 * structure".
 *
 * @param bucket the bucket
 * @param object the object
 * @param requester the account or the service that wrote it
 * @param reason the API that wrote it: {@code PutObject}, {@code POST Object}, {@code CopyObject}
 *     or {@code CompleteMultipartUpload}
 */
public record ObjectCreatedEvent(
    Bucket bucket, CreatedObject object, String requester, String reason) {

  /**
   * The bucket.
   *
   * @param name its name
   */
  public record Bucket(String name) {}

  /**
   * The object.
   *
   * @param key its key, as it is
   * @param size its size in bytes
   * @param etag its entity tag, without quotes
   * @param sequencer grows from one event of a key to the next
   */
  public record CreatedObject(String key, long size, String etag, String sequencer) {}
}
