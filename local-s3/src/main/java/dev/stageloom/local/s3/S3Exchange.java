package dev.stageloom.local.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request in S3's terms, and the ways to answer it. */
final class S3Exchange {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final HttpExchange exchange;
  private final String bucket;
  private final String key;
  private final Map<String, String> query;
  private final Duration patience;
  private long lastSent = System.nanoTime();
  private boolean waiting;

  private S3Exchange(
      HttpExchange exchange,
      String bucket,
      String key,
      Map<String, String> query,
      Duration patience) {
    this.exchange = exchange;
    this.bucket = bucket;
    this.key = key;
    this.query = query;
    this.patience = patience;
  }

  /**
   * Reads a request's path as {@code /bucket/key}.
   *
   * @param patience how long its client may wait without a sign of an answer
   */
  static S3Exchange of(HttpExchange exchange, Duration patience) {
    String path = exchange.getRequestURI().getRawPath();
    String relative = path.startsWith("/") ? path.substring(1) : path;
    int slash = relative.indexOf('/');
    String bucket = slash < 0 ? relative : relative.substring(0, slash);
    String key = slash < 0 ? "" : relative.substring(slash + 1);
    return new S3Exchange(
        exchange,
        decodePath(bucket),
        decodePath(key),
        parseQuery(exchange.getRequestURI().getRawQuery()),
        patience);
  }

  private static String decodePath(String text) {
    return decode(text.replace("+", "%2B"));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new S3Exception(400, "InvalidURI", "The URI is not well encoded: " + text);
    }
  }

  private static Map<String, String> parseQuery(@Nullable String rawQuery) {
    Map<String, String> query = new TreeMap<>();
    if (rawQuery != null && !rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /** The bucket's name; empty for a request about all buckets. */
  String bucket() {
    return bucket;
  }

  /** The object's key; empty for a request about a bucket. */
  String key() {
    return key;
  }

  Map<String, String> query() {
    return query;
  }

  boolean asks(String parameter) {
    return query.containsKey(parameter);
  }

  String query(String parameter, String otherwise) {
    return query.getOrDefault(parameter, otherwise);
  }

  /** A numeric parameter. */
  int number(String parameter, int otherwise) {
    String text = query.get(parameter);
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw S3Exception.invalidArgument(parameter + " must be a number, not \"" + text + "\".");
    }
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /** All request headers, by their lower-case names; of several, the first. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, List<String>> each : exchange.getRequestHeaders().entrySet()) {
      headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue().get(0));
    }
    return headers;
  }

  InputStream body() {
    return exchange.getRequestBody();
  }

  void setHeader(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  void setLastModified(Instant time) {
    setHeader("Last-Modified", HTTP_DATE.format(time));
  }

  /** Answers without a body. */
  void send(int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  /**
   * Called now and then while an XML document with the status 200 is prepared. As S3 does, it sends
   * a space when the client has waited for long, which may give up otherwise.
   */
  void keepWaiting() throws IOException {
    long now = System.nanoTime();
    if (now - lastSent < patience.toNanos()) {
      return;
    }
    lastSent = now;
    OutputStream out;
    if (waiting) {
      out = exchange.getResponseBody();
    } else {
      waiting = true;
      setHeader("Content-Type", "application/xml");
      exchange.sendResponseHeaders(200, 0);
      out = exchange.getResponseBody();
      out.write(Xml.DECLARATION.getBytes(StandardCharsets.UTF_8));
    }
    out.write(' ');
    out.flush();
  }

  /** Answers with an XML document. */
  void send(int status, Xml xml) throws IOException {
    byte[] bytes = xml.bytes();
    if (waiting) {
      int begun = Xml.DECLARATION.length();
      exchange.getResponseBody().write(bytes, begun, bytes.length - begun);
      return;
    }
    setHeader("Content-Type", "application/xml");
    if (method().equals("HEAD")) {
      send(status);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Answers with bytes of an open file. */
  void send(int status, FileChannel file, long start, long length) throws IOException {
    if (length == 0) {
      send(status);
      return;
    }
    exchange.sendResponseHeaders(status, length);
    file.position(start);
    InputStream in = Channels.newInputStream(file);
    byte[] buffer = new byte[1 << 16];
    long left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException("the object's file was cut while it was read");
      }
      exchange.getResponseBody().write(buffer, 0, count);
      left -= count;
    }
  }
}
