package dev.stageloom.local.s3;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where things lie under the server's root folder.
 *
 * <pre>
 * bucket/key                             an object
 * .stageloom/metadata/bucket/hash        what S3 knows of an object beside its bytes
 * .stageloom/side/bucket/hash            an object whose key cannot be a file's path
 * .stageloom/uploads/id/                 a multipart upload's parts
 * .stageloom/temporary/                  what is being received
 * </pre>
 *
 * A key cannot be a file's path when it ends in a slash, has an empty, {@code .} or {@code ..}
 * element, or is also the prefix of other keys.
 */
final class Layout {

  private static final int LONGEST_FILE_NAME = 255;

  private final Path root;
  private final Path internal;

  Layout(Path root) {
    this.root = root;
    this.internal = root.resolve(".stageloom");
  }

  Path root() {
    return root;
  }

  Path bucket(String bucket) {
    return root.resolve(bucket);
  }

  /** The file for a key; empty when the key cannot be a file's path, whatever else is stored. */
  Optional<Path> plainFile(String bucket, String key) {
    Path file = bucket(bucket);
    try {
      for (String element : key.split("/", -1)) {
        if (element.isEmpty()
            || element.equals(".")
            || element.equals("..")
            || element.indexOf('\\') >= 0
            || element.getBytes(StandardCharsets.UTF_8).length > LONGEST_FILE_NAME) {
          return Optional.empty();
        }
        file = file.resolve(element);
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return Optional.of(file);
  }

  Path sideFolder(String bucket) {
    return internal.resolve("side").resolve(bucket);
  }

  Path sideFile(String bucket, String key) {
    return sideFolder(bucket).resolve(hash(key));
  }

  Path metadataFolder(String bucket) {
    return internal.resolve("metadata").resolve(bucket);
  }

  Path metadataFile(String bucket, String key) {
    return metadataFile(bucket, Path.of(hash(key)));
  }

  /** The metadata of the side file of that name. */
  Path metadataFile(String bucket, Path sideFileName) {
    return metadataFolder(bucket).resolve(sideFileName.toString());
  }

  Path uploads() {
    return internal.resolve("uploads");
  }

  Path temporary() {
    return internal.resolve("temporary");
  }

  private static String hash(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(EntityTags.digest("SHA-256").digest(bytes));
  }
}
