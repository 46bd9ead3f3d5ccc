package dev.stageloom.runtime;

import dev.stageloom.annotations.Compression;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** An output's content on its way to an upload, through the compressor if there is one. */
final class OutputBody implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final ObjectUpload upload;
  private final Sink sink;
  private final @Nullable OutputStream compressed;

  /**
   * Begins an output.
   *
   * @param upload takes the content; closed with this
   * @throws InvalidDataException if what compresses it is not on the class path
   */
  OutputBody(ObjectUpload upload, Compression compression) {
    this.upload = upload;
    this.sink = new Sink(upload);
    try {
      this.compressed =
          compression == Compression.NONE
              ? null
              : new BufferedOutputStream(compressor(compression, sink), BUFFER);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Compresses what is written. Closing writes the end of the compressed data. */
  static OutputStream compressor(Compression compression, OutputStream out) throws IOException {
    return switch (compression) {
      case NONE -> out;
      case GZIP -> Gzip.write(out);
      case ZSTD -> Zstandard.write(out);
    };
  }

  /** Adds bytes. */
  void write(byte[] bytes) {
    if (compressed == null) {
      upload.write(bytes);
      return;
    }
    try {
      compressed.write(bytes);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Adds a byte. */
  void write(char ascii) {
    if (compressed == null) {
      upload.write(ascii);
      return;
    }
    try {
      compressed.write(ascii);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Makes what was written the object. */
  void complete() {
    if (compressed != null) {
      try {
        compressed.close();
      } catch (IOException e) {
        throw failed(e);
      }
    }
    upload.complete();
  }

  /** Drops what was written, unless it was completed. */
  @Override
  public void close() {
    try (upload) {
      if (compressed != null) {
        sink.discarding = true;
        compressed.close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static StorageException failed(IOException e) {
    return new StorageException("the output cannot be compressed: " + e.getMessage(), e);
  }

  /** Hands bytes to an upload. */
  private static final class Sink extends OutputStream {

    private final ObjectUpload upload;
    private boolean discarding;

    Sink(ObjectUpload upload) {
      this.upload = upload;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      if (!discarding) {
        upload.write(bytes, offset, count);
      }
    }
  }
}
