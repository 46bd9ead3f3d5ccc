package dev.stageloom.runtime;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.CompressionFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads what may be compressed. */
public final class Decompression {

  private Decompression() {}

  /**
   * The content of compressed data, which its first bytes tell from JSON; else what is there.
   *
   * @param in the data; closed with the content
   * @return its content; it throws {@link IOException} where the data is broken
   * @throws IOException if the data cannot be read
   * @throws InvalidDataException if what reads it is not on the class path
   */
  public static InputStream of(InputStream in) throws IOException {
    // Only for the first bytes: what is read in larger pieces goes by such a small buffer.
    InputStream content = new BufferedInputStream(in, CompressionFormat.LENGTH);
    content.mark(CompressionFormat.LENGTH);
    byte[] start = content.readNBytes(CompressionFormat.LENGTH);
    content.reset();
    Compression format = CompressionFormat.of(start);
    return format == Compression.NONE ? content : decompressed(format, content);
  }

  private static InputStream decompressed(Compression format, InputStream content)
      throws IOException {
    return switch (format) {
      case NONE -> content;
      case GZIP -> Gzip.read(content);
      case ZSTD -> Zstandard.read(content);
    };
  }

  /** What is wrong where {@link #of} fails: storage reports its own failures otherwise. */
  static MalformedJsonException broken(IOException e) {
    return new MalformedJsonException("its compression is broken: " + e.getMessage(), e);
  }
}
