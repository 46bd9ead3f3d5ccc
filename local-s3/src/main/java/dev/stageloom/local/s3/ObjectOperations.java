package dev.stageloom.local.s3;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The requests about single objects. */
final class ObjectOperations {

  /** S3's longest key, in bytes of UTF-8. */
  private static final int LONGEST_KEY = 1024;

  private static final String USER_METADATA = "x-amz-meta-";

  /** The headers that an object is stored and handed back with, besides the user's metadata. */
  private static final Set<String> STORED_HEADERS =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-type",
          "expires");

  private final ObjectStore objects;
  private final BodyReceiver bodies;

  ObjectOperations(ObjectStore objects, BodyReceiver bodies) {
    this.objects = objects;
    this.bodies = bodies;
  }

  void put(S3Exchange exchange) throws IOException {
    requireKey(exchange.key());
    Preconditions preconditions = writeConditions(exchange);
    StoredObject object =
        bodies.receive(
            exchange,
            body ->
                objects.commit(
                    exchange.bucket(),
                    exchange.key(),
                    body.file(),
                    body.md5(),
                    storedHeaders(exchange),
                    preconditions));
    exchange.setHeader("ETag", EntityTags.quote(object.etag()));
    exchange.send(200);
  }

  void get(S3Exchange exchange, boolean withBody) throws IOException {
    try (ObjectStore.OpenObject open = objects.open(exchange.bucket(), exchange.key())) {
      StoredObject object = open.object();
      exchange.setHeader("ETag", EntityTags.quote(object.etag()));
      exchange.setHeader("Accept-Ranges", "bytes");
      exchange.setLastModified(object.lastModified());
      Preconditions preconditions =
          new Preconditions(exchange.header("If-Match"), exchange.header("If-None-Match"));
      if (preconditions.notModified(object)) {
        exchange.send(304);
        return;
      }
      exchange.setHeader("Content-Type", "binary/octet-stream");
      object.headers().forEach(exchange::setHeader);
      Optional<ByteRange> range = ByteRange.of(exchange.header("Range"), object.size());
      long length = range.map(ByteRange::length).orElse(object.size());
      range.ifPresent(
          each -> exchange.setHeader("Content-Range", each.contentRange(object.size())));
      int status = range.isPresent() ? 206 : 200;
      if (withBody) {
        exchange.send(status, open.channel(), range.map(ByteRange::start).orElse(0L), length);
      } else {
        exchange.setHeader("Content-Length", Long.toString(length));
        exchange.send(status);
      }
    }
  }

  void delete(S3Exchange exchange) throws IOException {
    objects.delete(
        exchange.bucket(), exchange.key(), new Preconditions(exchange.header("If-Match"), null));
    exchange.send(204);
  }

  void copy(S3Exchange exchange) throws IOException {
    requireKey(exchange.key());
    try (ObjectStore.OpenObject source = openSource(exchange)) {
      boolean replace =
          "REPLACE".equalsIgnoreCase(String.valueOf(exchange.header("x-amz-metadata-directive")));
      if (!replace && isItself(exchange, source.object())) {
        throw new S3Exception(
            400, "InvalidRequest", "An object can be copied to itself only with new metadata.");
      }
      ReceivedCopy copy = new ReceivedCopy(objects, source);
      StoredObject object =
          copy.receive(
              new ByteRange(0, source.object().size()),
              body ->
                  objects.commit(
                      exchange.bucket(),
                      exchange.key(),
                      body.file(),
                      body.md5(),
                      replace ? storedHeaders(exchange) : source.object().headers(),
                      writeConditions(exchange)));
      exchange.send(
          200,
          Xml.document("CopyObjectResult")
              .element("LastModified", object.lastModified())
              .element("ETag", EntityTags.quote(object.etag())));
    }
  }

  private static boolean isItself(S3Exchange exchange, StoredObject source) {
    return source.key().equals(exchange.key())
        && sourcePath(exchange).startsWith(exchange.bucket() + "/");
  }

  /** Opens the object that a copying request names. */
  ObjectStore.OpenObject openSource(S3Exchange exchange) throws IOException {
    String path = sourcePath(exchange);
    int slash = path.indexOf('/');
    if (slash < 0) {
      throw S3Exception.invalidArgument("x-amz-copy-source must be bucket/key.");
    }
    ObjectStore.OpenObject source =
        objects.open(path.substring(0, slash), path.substring(slash + 1));
    Preconditions preconditions =
        new Preconditions(
            exchange.header("x-amz-copy-source-if-match"),
            exchange.header("x-amz-copy-source-if-none-match"));
    try {
      if (preconditions.notModified(source.object())) {
        throw S3Exception.preconditionFailed("x-amz-copy-source-if-none-match");
      }
      return source;
    } catch (S3Exception e) {
      source.close();
      throw e;
    }
  }

  private static String sourcePath(S3Exchange exchange) {
    String header = String.valueOf(exchange.header("x-amz-copy-source"));
    int query = header.indexOf('?');
    String path = query < 0 ? header : header.substring(0, query);
    try {
      String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      return decoded.startsWith("/") ? decoded.substring(1) : decoded;
    } catch (IllegalArgumentException e) {
      throw S3Exception.invalidArgument("x-amz-copy-source is not well encoded.");
    }
  }

  static void requireKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new S3Exception(
          400, "KeyTooLongError", "A key has at most " + LONGEST_KEY + " bytes in UTF-8.");
    }
  }

  static Preconditions writeConditions(S3Exchange exchange) {
    return new Preconditions(exchange.header("If-Match"), exchange.header("If-None-Match"));
  }

  /** The headers of a request that its object keeps. */
  static Map<String, String> storedHeaders(S3Exchange exchange) {
    Map<String, String> stored = new TreeMap<>();
    exchange
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith(USER_METADATA) || STORED_HEADERS.contains(name)) {
                stored.put(name, value);
              }
            });
    stored.computeIfPresent("content-encoding", (name, value) -> withoutAwsChunked(value));
    return stored;
  }

  private static @Nullable String withoutAwsChunked(String encodings) {
    StringBuilder kept = new StringBuilder();
    for (String each : encodings.split(",", -1)) {
      if (!each.strip().toLowerCase(Locale.ROOT).equals("aws-chunked")) {
        kept.append(kept.isEmpty() ? "" : ",").append(each.strip());
      }
    }
    return kept.isEmpty() ? null : kept.toString();
  }
}
