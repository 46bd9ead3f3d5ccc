package dev.stageloom.runtime;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.CompressionFormat;
import dev.stageloom.annotations.contract.GzipInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

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
    PushbackInputStream content = new PushbackInputStream(in, CompressionFormat.LENGTH);
    byte[] start = content.readNBytes(CompressionFormat.LENGTH);
    content.unread(start);
    return of(CompressionFormat.of(start), content);
  }

  private static InputStream of(Compression format, InputStream content) throws IOException {
    return switch (format) {
      case NONE -> content;
      case GZIP -> new GzipInput(content);
      case ZSTD -> Zstandard.read(content);
    };
  }

  /** What is wrong where {@link #of} fails: storage reports its own failures otherwise. */
  static MalformedJsonException broken(IOException e) {
    return new MalformedJsonException("its compression is broken: " + e.getMessage(), e);
  }
}
