package dev.stageloom.runtime.spark.dataset;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.stageloom.annotations.Compression;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses what is written to a file. Closing ends the compressed data, not the file. */
final class CompressedOutput extends FilterOutputStream {

  private static final int BUFFER = 1 << 16;

  private long written;

  private CompressedOutput(OutputStream compressor) {
    super(compressor);
  }

  /**
   * Begins compressed data.
   *
   * @param file takes it
   */
  static CompressedOutput to(OutputStream file, Compression compression) throws IOException {
    OutputStream open = new Unclosed(file);
    return new CompressedOutput(
        switch (compression) {
          case NONE -> open;
          case GZIP -> new BufferedOutputStream(new FastGzip(open), BUFFER);
          case ZSTD ->
              new BufferedOutputStream(
                  new ZstdOutputStreamNoFinalizer(open).setChecksum(true), BUFFER);
        });
  }

  /** How many bytes were written, before their compression. */
  long written() {
    return written;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    written++;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
    written += count;
  }

  private static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() {}
  }

  /** gzip at its fastest level: what it saves is the workers' time. */
  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
