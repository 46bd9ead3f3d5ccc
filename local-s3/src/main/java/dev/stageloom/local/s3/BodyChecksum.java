package dev.stageloom.local.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** One of the checksums that S3 clients send with a body, counted while the body is received. */
interface BodyChecksum {

  /** The headers or trailers that carry the checksums known here. */
  List<String> HEADERS =
      List.of(
          "content-md5",
          "x-amz-checksum-crc32",
          "x-amz-checksum-crc32c",
          "x-amz-checksum-sha1",
          "x-amz-checksum-sha256");

  /** Counts bytes in. */
  void update(byte[] buffer, int length);

  /** The checksum of all bytes, in Base64. */
  String value();

  /** The checksum that a header or trailer carries; empty for one that is not known. */
  static Optional<BodyChecksum> forHeader(String header) {
    return switch (header) {
      case "content-md5" -> Optional.of(new Digest(EntityTags.digest()));
      case "x-amz-checksum-crc32" -> Optional.of(new Crc(new CRC32()));
      case "x-amz-checksum-crc32c" -> Optional.of(new Crc(new CRC32C()));
      case "x-amz-checksum-sha1" -> Optional.of(new Digest(EntityTags.digest("SHA-1")));
      case "x-amz-checksum-sha256" -> Optional.of(new Digest(EntityTags.digest("SHA-256")));
      default -> Optional.empty();
    };
  }

  /** A cyclic redundancy check of 32 bits. */
  record Crc(Checksum checksum) implements BodyChecksum {
    @Override
    public void update(byte[] buffer, int length) {
      checksum.update(buffer, 0, length);
    }

    @Override
    public String value() {
      byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
      return Base64.getEncoder().encodeToString(bytes);
    }
  }

  /** A message digest. */
  record Digest(MessageDigest digest) implements BodyChecksum {
    @Override
    public void update(byte[] buffer, int length) {
      digest.update(buffer, 0, length);
    }

    @Override
    public String value() {
      return Base64.getEncoder().encodeToString(digest.digest());
    }
  }
}
