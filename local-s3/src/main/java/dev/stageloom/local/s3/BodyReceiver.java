package dev.stageloom.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Receives a request's body into a temporary file and checks its length and checksums. */
final class BodyReceiver {

  private static final int BUFFER = 1 << 16;

  private final ObjectStore objects;

  BodyReceiver(ObjectStore objects) {
    this.objects = objects;
  }

  /** What receives a body may do with it; the file is deleted afterwards unless it was moved. */
  interface Use<T> {
    T apply(ReceivedBody body) throws IOException;
  }

  /**
   * Receives the body and hands it on.
   *
   * @throws S3Exception if the body is not what its headers and trailers say
   */
  <T> T receive(S3Exchange exchange, Use<T> use) throws IOException {
    Path file = objects.newTemporaryFile();
    try {
      return use.apply(receiveInto(file, exchange));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static ReceivedBody receiveInto(Path file, S3Exchange exchange) throws IOException {
    Map<String, String> headers = exchange.headers();
    boolean chunked = isAwsChunked(headers);
    AwsChunkedInputStream decoder = new AwsChunkedInputStream(exchange.body());
    Map<String, BodyChecksum> checksums = announced(headers);
    MessageDigest md5 = EntityTags.digest();
    long size = 0;
    try (InputStream in = chunked ? decoder : exchange.body();
        OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      int count = in.read(buffer);
      while (count >= 0) {
        out.write(buffer, 0, count);
        md5.update(buffer, 0, count);
        for (BodyChecksum checksum : checksums.values()) {
          checksum.update(buffer, count);
        }
        size += count;
        count = in.read(buffer);
      }
    } catch (IOException e) {
      throw incomplete("The body could not be read to its end: " + e.getMessage());
    }
    requireLength(headers, chunked ? "x-amz-decoded-content-length" : "content-length", size);
    Map<String, String> expected = new TreeMap<>(headers);
    expected.putAll(decoder.trailers());
    checksums.forEach((header, checksum) -> requireChecksum(header, checksum, expected));
    return new ReceivedBody(file, HexFormat.of().formatHex(md5.digest()), size);
  }

  private static boolean isAwsChunked(Map<String, String> headers) {
    return headers.getOrDefault("x-amz-content-sha256", "").startsWith("STREAMING-")
        || headers
            .getOrDefault("content-encoding", "")
            .toLowerCase(Locale.ROOT)
            .contains("aws-chunked");
  }

  /** The checksums that come in a header, or are announced for the trailers. */
  private static Map<String, BodyChecksum> announced(Map<String, String> headers) {
    String trailers = headers.getOrDefault("x-amz-trailer", "").toLowerCase(Locale.ROOT);
    Map<String, BodyChecksum> checksums = new TreeMap<>();
    for (String header : BodyChecksum.HEADERS) {
      boolean inTrailer = Arrays.asList(trailers.split("\\s*,\\s*", -1)).contains(header);
      if (headers.containsKey(header) || inTrailer) {
        BodyChecksum.forHeader(header).ifPresent(each -> checksums.put(header, each));
      }
    }
    return checksums;
  }

  private static void requireLength(Map<String, String> headers, String header, long size) {
    String expected = headers.get(header);
    if (expected != null && !expected.equals(Long.toString(size))) {
      throw incomplete("The body has " + size + " bytes, " + header + " says " + expected + ".");
    }
  }

  private static S3Exception incomplete(String message) {
    return new S3Exception(400, "IncompleteBody", message);
  }

  private static void requireChecksum(
      String header, BodyChecksum checksum, Map<String, String> expected) {
    String actual = checksum.value();
    if (!actual.equals(expected.get(header))) {
      throw new S3Exception(
          400,
          "BadDigest",
          "The body's "
              + header
              + " is "
              + actual
              + ", expected was "
              + expected.get(header)
              + ".");
    }
  }
}
