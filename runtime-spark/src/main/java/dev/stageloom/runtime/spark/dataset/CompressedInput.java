package dev.stageloom.runtime.spark.dataset;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.CompressionFormat;
import dev.stageloom.annotations.contract.GzipInput;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a file that may be compressed. What is broken in it is said with its place. */
final class CompressedInput extends FilterInputStream {

  private static final int BUFFER = 1 << 16;

  private final InputPlace place;

  private CompressedInput(InputStream content, InputPlace place) {
    super(content);
    this.place = place;
  }

  /** The format that a file's first bytes tell; none of them is consumed. */
  static Compression formatOf(BufferedInputStream start) throws IOException {
    start.mark(CompressionFormat.LENGTH);
    Compression format = CompressionFormat.of(start.readNBytes(CompressionFormat.LENGTH));
    start.reset();
    return format;
  }

  /**
   * The content of a file.
   *
   * @param file the file, from its first byte on
   * @param place the file, for messages
   * @throws dev.stageloom.runtime.spark.InvalidDataException if it is compressed and broken, here
   *     or while it is read
   */
  static BufferedInputStream of(BufferedInputStream file, InputPlace place) throws IOException {
    Compression format = formatOf(file);
    if (format == Compression.NONE) {
      return file;
    }
    InputStream compressed = new Source(file, place);
    try {
      InputStream content =
          format == Compression.GZIP
              ? new GzipInput(compressed)
              : new ZstdInputStreamNoFinalizer(compressed);
      return new BufferedInputStream(new CompressedInput(content, place), BUFFER);
    } catch (IOException e) {
      throw place.broken(e);
    }
  }

  @Override
  public int read() {
    try {
      return in.read();
    } catch (IOException e) {
      throw place.broken(e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int count) {
    try {
      return in.read(target, offset, count);
    } catch (IOException e) {
      throw place.broken(e);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The file itself, whose failures are not those of its compression. */
  private static final class Source extends FilterInputStream {

    private final InputPlace place;

    Source(InputStream file, InputPlace place) {
      super(file);
      this.place = place;
    }

    @Override
    public int read() {
      try {
        return in.read();
      } catch (IOException e) {
        throw Storage.failure("read", place.uri(), e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      try {
        return in.read(target, offset, count);
      } catch (IOException e) {
        throw Storage.failure("read", place.uri(), e);
      }
    }
  }
}
