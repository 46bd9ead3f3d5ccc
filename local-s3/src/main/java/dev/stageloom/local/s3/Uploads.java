package dev.stageloom.local.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The multipart uploads that are under way. They end with the server. */
final class Uploads {

  /** S3's smallest size of a part that is not the last. */
  static final long SMALLEST_PART = 5L << 20;

  private static final int MOST_PARTS = 10_000;

  private final Layout layout;
  private final ObjectStore objects;
  private final long smallestPart;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  Uploads(Layout layout, ObjectStore objects, long smallestPart) {
    this.layout = layout;
    this.objects = objects;
    this.smallestPart = smallestPart;
  }

  /** A received part. */
  record Part(int number, Path file, String etag, long size, Instant received) {}

  /** A part as the completing request names it. */
  record NamedPart(int number, String etag) {}

  /** An upload under way. */
  record Upload(
      String id,
      String bucket,
      String key,
      Map<String, String> headers,
      Instant begun,
      Path folder,
      TreeMap<Integer, Part> parts) {}

  /** Is called after each part while an object is put together. */
  interface Progress {
    void made() throws IOException;
  }

  String begin(String bucket, String key, Map<String, String> headers) throws IOException {
    String id = UUID.randomUUID().toString();
    Path folder = Files.createDirectories(layout.uploads().resolve(id));
    uploads.put(id, new Upload(id, bucket, key, headers, Instant.now(), folder, new TreeMap<>()));
    return id;
  }

  private Upload require(String id, String bucket, String key) {
    Upload upload = uploads.get(id);
    if (upload == null || !upload.bucket().equals(bucket) || !upload.key().equals(key)) {
      throw S3Exception.noSuchUpload(id);
    }
    return upload;
  }

  /** The upload may have ended while its lock was waited for. */
  private void requireUnderWay(Upload upload) {
    if (!uploads.containsKey(upload.id())) {
      throw S3Exception.noSuchUpload(upload.id());
    }
  }

  /** Takes a received file as a part, replacing an earlier part of that number. */
  Part put(String id, String bucket, String key, int number, ReceivedBody body) throws IOException {
    if (number < 1 || number > MOST_PARTS) {
      throw S3Exception.invalidArgument("A part's number is 1 to " + MOST_PARTS + ".");
    }
    Upload upload = require(id, bucket, key);
    synchronized (upload.parts()) {
      requireUnderWay(upload);
      Path file = upload.folder().resolve("part-" + number);
      Files.move(
          body.file(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Part part = new Part(number, file, body.md5(), body.size(), Instant.now());
      upload.parts().put(number, part);
      return part;
    }
  }

  /** The parts received so far, by their numbers. */
  List<Part> parts(String id, String bucket, String key) {
    Upload upload = require(id, bucket, key);
    synchronized (upload.parts()) {
      return List.copyOf(upload.parts().values());
    }
  }

  /** The uploads under way in a bucket, by their keys. */
  List<Upload> list(String bucket, String prefix) {
    Collection<Upload> all = uploads.values();
    return all.stream()
        .filter(each -> each.bucket().equals(bucket) && each.key().startsWith(prefix))
        .sorted(
            Comparator.comparing(Upload::key, ObjectStore.KEY_ORDER).thenComparing(Upload::begun))
        .toList();
  }

  /** Puts the named parts together and makes them the object. */
  StoredObject complete(
      String id,
      String bucket,
      String key,
      List<NamedPart> named,
      Preconditions preconditions,
      Progress progress)
      throws IOException {
    Upload upload = require(id, bucket, key);
    synchronized (upload.parts()) {
      requireUnderWay(upload);
      List<Part> parts = chosen(upload, named);
      preconditions.requireForWrite(key, objects.find(bucket, key));
      Path whole = objects.newTemporaryFile();
      try {
        concatenate(parts, whole, progress);
        String etag = EntityTags.ofParts(parts.stream().map(Part::etag).toList());
        StoredObject object =
            objects.commit(bucket, key, whole, etag, upload.headers(), preconditions);
        uploads.remove(id);
        Buckets.deleteTree(upload.folder());
        return object;
      } finally {
        Files.deleteIfExists(whole);
      }
    }
  }

  private List<Part> chosen(Upload upload, List<NamedPart> named) {
    if (named.isEmpty()) {
      throw new S3Exception(400, "MalformedXML", "The request names no part.");
    }
    List<Part> parts = new ArrayList<>();
    int last = 0;
    for (NamedPart each : named) {
      if (each.number() <= last) {
        throw new S3Exception(
            400, "InvalidPartOrder", "The parts must be named in the order of their numbers.");
      }
      last = each.number();
      Part part = upload.parts().get(each.number());
      if (part == null || !part.etag().equals(each.etag())) {
        throw new S3Exception(
            400,
            "InvalidPart",
            "Part " + each.number() + " was not received or has another entity tag.");
      }
      parts.add(part);
    }
    for (Part part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < smallestPart) {
        throw new S3Exception(
            400,
            "EntityTooSmall",
            "Part "
                + part.number()
                + " has "
                + part.size()
                + " bytes; only the last part may have less than "
                + smallestPart
                + ".");
      }
    }
    return parts;
  }

  private static void concatenate(List<Part> parts, Path whole, Progress progress)
      throws IOException {
    try (FileChannel out = FileChannel.open(whole, StandardOpenOption.WRITE)) {
      for (Part part : parts) {
        try (FileChannel in = FileChannel.open(part.file(), StandardOpenOption.READ)) {
          long position = 0;
          while (position < part.size()) {
            position += in.transferTo(position, part.size() - position, out);
          }
        }
        progress.made();
      }
    }
  }

  /** Forgets an upload and its parts. */
  void abort(String id, String bucket, String key) throws IOException {
    Upload upload = require(id, bucket, key);
    synchronized (upload.parts()) {
      requireUnderWay(upload);
      uploads.remove(id);
      Buckets.deleteTree(upload.folder());
    }
  }
}
