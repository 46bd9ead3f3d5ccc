package dev.stageloom.local.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a conditional request.
 *
 * @param ifMatch the entity tags of which the object must have one, as the header gives them
 * @param ifNoneMatch the entity tags of which the object must have none, as the header gives them
 */
record Preconditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

  static final Preconditions NONE = new Preconditions(null, null);

  /**
   * Checks a write or a deletion.
   *
   * @throws S3Exception with 412 if a condition does not hold, with 404 if it asks for an object
   *     that is not there
   */
  void requireForWrite(String key, Optional<StoredObject> current) {
    if (ifMatch != null) {
      StoredObject object = current.orElseThrow(() -> S3Exception.noSuchKey(key));
      if (!matches(ifMatch, object)) {
        throw S3Exception.preconditionFailed("If-Match");
      }
    }
    if (ifNoneMatch != null && current.isPresent() && matches(ifNoneMatch, current.get())) {
      throw S3Exception.preconditionFailed("If-None-Match");
    }
  }

  /**
   * Checks a read.
   *
   * @return whether the answer is "304 Not Modified"
   * @throws S3Exception with 412 if the object does not match
   */
  boolean notModified(StoredObject object) {
    if (ifMatch != null && !matches(ifMatch, object)) {
      throw S3Exception.preconditionFailed("If-Match");
    }
    return ifNoneMatch != null && matches(ifNoneMatch, object);
  }

  private static boolean matches(String header, StoredObject object) {
    for (String each : header.split(",", -1)) {
      String tag = each.strip();
      if (tag.equals("*") || EntityTags.unquote(tag).equals(object.etag())) {
        return true;
      }
    }
    return false;
  }
}
