package dev.stageloom.local.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * The objects on disk. An object appears, changes and goes away at once: its bytes are received
 * elsewhere and moved into place under a lock that readers hold only while they open a file.
 */
final class ObjectStore {

  /** S3's order of keys: that of their bytes in UTF-8. */
  static final Comparator<String> KEY_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final Layout layout;
  private final Buckets buckets;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  ObjectStore(Layout layout, Buckets buckets) {
    this.layout = layout;
    this.buckets = buckets;
  }

  /** An object and its open file. */
  record OpenObject(StoredObject object, FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** A new empty file on the same file system as the objects. */
  Path newTemporaryFile() throws IOException {
    return Files.createTempFile(Files.createDirectories(layout.temporary()), "body-", "");
  }

  /** Moves a received file into place under a key, replacing the object that was there. */
  StoredObject commit(
      String bucket,
      String key,
      Path received,
      String etag,
      Map<String, String> headers,
      Preconditions preconditions)
      throws IOException {
    lock.writeLock().lock();
    try {
      buckets.require(bucket);
      preconditions.requireForWrite(key, locate(bucket, key));
      Optional<Path> plain = makeRoom(bucket, key);
      Path target = plain.orElse(layout.sideFile(bucket, key));
      Files.createDirectories(target.getParent());
      Files.move(
          received, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      if (plain.isPresent()) {
        Files.deleteIfExists(layout.sideFile(bucket, key));
      }
      BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
      new MetadataFile(
              key, etag, attributes.size(), attributes.lastModifiedTime().toMillis(), headers)
          .write(layout.metadataFile(bucket, key));
      return new StoredObject(
          key, target, attributes.size(), attributes.lastModifiedTime().toInstant(), etag, headers);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Clears a key's path: a file on the way to it becomes a side file, folders without files are
   * removed.
   *
   * @return the path; empty when the key cannot have one because other keys begin with it
   */
  private Optional<Path> makeRoom(String bucket, String key) throws IOException {
    Optional<Path> plain = layout.plainFile(bucket, key);
    if (plain.isEmpty()) {
      return plain;
    }
    int slash = key.indexOf('/');
    while (slash >= 0) {
      String ancestor = key.substring(0, slash);
      Path file = layout.plainFile(bucket, ancestor).orElseThrow();
      if (Files.isRegularFile(file)) {
        Path side = layout.sideFile(bucket, ancestor);
        // The metadata must hold the key from now on: a side file's name does not.
        StoredObject object = describe(ancestor, file, layout.metadataFile(bucket, ancestor));
        Files.createDirectories(side.getParent());
        Files.move(file, side, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        new MetadataFile(
                ancestor,
                object.etag(),
                object.size(),
                object.lastModified().toEpochMilli(),
                object.headers())
            .write(layout.metadataFile(bucket, ancestor));
      }
      slash = key.indexOf('/', slash + 1);
    }
    if (Files.isDirectory(plain.get()) && !deleteEmptyTree(plain.get())) {
      return Optional.empty();
    }
    return plain;
  }

  /** Removes a folder if there is no file in it, however deep. */
  private static boolean deleteEmptyTree(Path folder) throws IOException {
    List<Path> folders;
    try (Stream<Path> tree = Files.walk(folder)) {
      folders = tree.toList();
    }
    for (Path each : folders) {
      if (!Files.isDirectory(each)) {
        return false;
      }
    }
    for (int i = folders.size() - 1; i >= 0; i--) {
      Files.delete(folders.get(i));
    }
    return true;
  }

  /** An object's description; empty when there is none under the key. */
  Optional<StoredObject> find(String bucket, String key) throws IOException {
    lock.readLock().lock();
    try {
      buckets.require(bucket);
      return locate(bucket, key);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Opens an object. What is read is the object as it is now, even if it is replaced meanwhile.
   *
   * @throws S3Exception if there is none under the key
   */
  OpenObject open(String bucket, String key) throws IOException {
    lock.readLock().lock();
    try {
      buckets.require(bucket);
      StoredObject object = locate(bucket, key).orElseThrow(() -> S3Exception.noSuchKey(key));
      return new OpenObject(object, FileChannel.open(object.file(), StandardOpenOption.READ));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Removes an object if it is there. */
  void delete(String bucket, String key, Preconditions preconditions) throws IOException {
    lock.writeLock().lock();
    try {
      buckets.require(bucket);
      Optional<StoredObject> current = locate(bucket, key);
      preconditions.requireForWrite(key, current);
      if (current.isPresent()) {
        Path file = current.get().file();
        Files.delete(file);
        Files.deleteIfExists(layout.metadataFile(bucket, key));
        deleteEmptyParents(file, layout.bucket(bucket));
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void deleteEmptyParents(Path file, Path bucket) throws IOException {
    Path folder = file.getParent();
    while (folder != null && folder.startsWith(bucket) && !folder.equals(bucket)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        if (entries.iterator().hasNext()) {
          return;
        }
      }
      Files.delete(folder);
      folder = folder.getParent();
    }
  }

  private Optional<StoredObject> locate(String bucket, String key) throws IOException {
    Path file = layout.plainFile(bucket, key).orElse(layout.sideFile(bucket, key));
    if (!Files.isRegularFile(file)) {
      file = layout.sideFile(bucket, key);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
    }
    return Optional.of(describe(key, file, layout.metadataFile(bucket, key)));
  }

  private static StoredObject describe(String key, Path file, Path metadataFile)
      throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    long size = attributes.size();
    long modified = attributes.lastModifiedTime().toMillis();
    Optional<MetadataFile> metadata =
        MetadataFile.read(metadataFile).filter(each -> each.describes(size, modified));
    return new StoredObject(
        key,
        file,
        size,
        attributes.lastModifiedTime().toInstant(),
        metadata.map(MetadataFile::etag).orElseGet(() -> EntityTags.ofForeignFile(size, modified)),
        metadata.map(MetadataFile::headers).orElse(Map.of()));
  }

  /** The keys of a bucket that begin with a prefix, in S3's order. */
  NavigableSet<String> keys(String bucket, String prefix) throws IOException {
    NavigableSet<String> keys = new TreeSet<>(KEY_ORDER);
    lock.readLock().lock();
    try {
      buckets.require(bucket);
      int slash = prefix.lastIndexOf('/');
      Optional<Path> start =
          slash < 0
              ? Optional.of(layout.bucket(bucket))
              : layout.plainFile(bucket, prefix.substring(0, slash));
      if (start.isPresent() && Files.isDirectory(start.get())) {
        addFiles(layout.bucket(bucket), start.get(), keys);
      }
      for (Path side : sideFiles(bucket)) {
        Path name = side.getFileName();
        if (name != null) {
          MetadataFile.read(layout.metadataFile(bucket, name))
              .map(MetadataFile::key)
              .ifPresent(keys::add);
        }
      }
    } finally {
      lock.readLock().unlock();
    }
    keys.removeIf(key -> !key.startsWith(prefix));
    return keys;
  }

  private static void addFiles(Path bucket, Path start, NavigableSet<String> keys)
      throws IOException {
    String separator = bucket.getFileSystem().getSeparator();
    try (Stream<Path> tree = Files.walk(start)) {
      tree.filter(Files::isRegularFile)
          .forEach(file -> keys.add(bucket.relativize(file).toString().replace(separator, "/")));
    }
  }

  private List<Path> sideFiles(String bucket) throws IOException {
    Path folder = layout.sideFolder(bucket);
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(files::add);
      }
    }
    return files;
  }
}
