package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.GzipInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** gzip, in a class that a function without compressed data does not load. */
final class Gzip {

  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /** The content of a stream. */
  static InputStream read(InputStream in) {
    return new GzipInput(in);
  }

  /** Compresses what is written. */
  static OutputStream write(OutputStream out) throws IOException {
    return new Fast(out);
  }

  /** At the fastest level: what it saves is a function's time, which costs more than storage. */
  private static final class Fast extends GZIPOutputStream {

    Fast(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
