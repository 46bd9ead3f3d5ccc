package dev.stageloom.local.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of an object's bytes.
 *
 * @param start the first byte
 * @param length the number of bytes, at least 1
 */
record ByteRange(long start, long length) {

  private static final Pattern HEADER = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /**
   * Reads a {@code Range} header.
   *
   * @return empty when there is none, or one that HTTP tells to ignore
   * @throws S3Exception if no byte of the object is in the range
   */
  static Optional<ByteRange> of(@Nullable String header, long size) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher matcher = HEADER.matcher(header.strip());
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.empty();
    }
    long start;
    long last = size - 1;
    try {
      if (matcher.group(1).isEmpty()) {
        long length = Long.parseLong(matcher.group(2));
        start = length == 0 ? size : Math.max(0, size - length);
      } else {
        start = Long.parseLong(matcher.group(1));
        if (!matcher.group(2).isEmpty()) {
          last = Math.min(last, Long.parseLong(matcher.group(2)));
        }
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    if (start > last) {
      throw new S3Exception(
          416, "InvalidRange", header + " is outside of the object's " + size + " bytes.");
    }
    return Optional.of(new ByteRange(start, last - start + 1));
  }

  /** The {@code Content-Range} header. */
  String contentRange(long size) {
    return "bytes " + start + "-" + (start + length - 1) + "/" + size;
  }
}
