package dev.stageloom.local.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** S3's entity tags: the MD5 of an object's bytes, or of its parts' MD5s. */
final class EntityTags {

  private EntityTags() {}

  /** A new digest for the bytes of one object or part. */
  static MessageDigest digest() {
    return digest("MD5");
  }

  /** A new digest of an algorithm that every JDK has. */
  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + algorithm, e);
    }
  }

  /** The tag of an object that was written in parts. */
  static String ofParts(List<String> partTags) {
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    for (String tag : partTags) {
      digests.writeBytes(HexFormat.of().parseHex(tag));
    }
    return HexFormat.of().formatHex(digest().digest(digests.toByteArray())) + "-" + partTags.size();
  }

  /**
   * The tag of a file that this server has not written. It has the form of a multipart tag, so that
   * no client takes it for the MD5 of the bytes.
   */
  static String ofForeignFile(long size, long modifiedMillis) {
    byte[] text = (size + " " + modifiedMillis).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(digest().digest(text)) + "-0";
  }

  /** As it stands in headers and XML. */
  static String quote(String tag) {
    return '"' + tag + '"';
  }

  /** Without the quotes of headers and XML. */
  static String unquote(String tag) {
    String text = tag.strip();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      return text.substring(1, text.length() - 1);
    }
    return text;
  }
}
