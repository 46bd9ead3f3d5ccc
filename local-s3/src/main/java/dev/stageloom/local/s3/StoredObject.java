package dev.stageloom.local.s3;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * An object as it lies on disk.
 *
 * @param key its key
 * @param file the file with its bytes
 * @param size its size in bytes
 * @param lastModified when it was written
 * @param etag its entity tag, without quotes
 * @param headers the headers it was stored with, by their lower-case names: content type and the
 *     like, and the user's metadata
 */
record StoredObject(
    String key,
    Path file,
    long size,
    Instant lastModified,
    String etag,
    Map<String, String> headers) {

  StoredObject {
    headers = Map.copyOf(headers);
  }
}
