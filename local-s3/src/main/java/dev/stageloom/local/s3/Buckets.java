package dev.stageloom.local.s3;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The buckets: the folders under the server's root folder. */
final class Buckets {

  /** S3's bucket naming rules, but for its reserved prefixes and suffixes. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Layout layout;

  Buckets(Layout layout) {
    this.layout = layout;
  }

  /**
   * A bucket.
   *
   * @param name its name
   * @param created when it was created
   */
  record Bucket(String name, Instant created) {}

  /**
   * Creates a bucket; nothing happens if it exists.
   *
   * @throws S3Exception if the name breaks S3's rules
   */
  void create(String bucket) throws IOException {
    if (!NAME.matcher(bucket).matches() || bucket.contains("..")) {
      throw new S3Exception(
          400,
          "InvalidBucketName",
          "\""
              + bucket
              + "\" is not a bucket's name: use 3 to 63 lower-case letters, digits, '.' and '-',"
              + " start and end with a letter or digit, and leave out '..'.");
    }
    Files.createDirectories(layout.bucket(bucket));
  }

  boolean exists(String bucket) {
    return NAME.matcher(bucket).matches() && Files.isDirectory(layout.bucket(bucket));
  }

  void require(String bucket) {
    if (!exists(bucket)) {
      throw S3Exception.noSuchBucket(bucket);
    }
  }

  /** Removes a bucket without objects. */
  void delete(String bucket, boolean empty) throws IOException {
    require(bucket);
    if (!empty) {
      throw new S3Exception(409, "BucketNotEmpty", "The bucket " + bucket + " still has objects.");
    }
    for (Path folder :
        List.of(layout.bucket(bucket), layout.sideFolder(bucket), layout.metadataFolder(bucket))) {
      deleteTree(folder);
    }
  }

  /** All buckets, by their names. */
  List<Bucket> list() throws IOException {
    List<Bucket> buckets = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(layout.root())) {
      for (Path folder : folders) {
        String name = String.valueOf(folder.getFileName());
        if (exists(name)) {
          buckets.add(new Bucket(name, Files.getLastModifiedTime(folder).toInstant()));
        }
      }
    }
    buckets.sort(Comparator.comparing(Bucket::name));
    return buckets;
  }

  /** Removes a folder and all that is in it. */
  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> tree;
    try (Stream<Path> walk = Files.walk(folder)) {
      tree = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : tree) {
      Files.deleteIfExists(each);
    }
  }
}
