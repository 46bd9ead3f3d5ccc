package dev.stageloom.runtime;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Zstandard, by a library that functions have only where they need it. */
final class Zstandard {

  private Zstandard() {}

  /** The content of a stream. */
  static InputStream read(InputStream in) throws IOException {
    require();
    return Streams.read(in);
  }

  /** Compresses what is written, with a checksum by which a reader finds what has changed. */
  static OutputStream write(OutputStream out) throws IOException {
    require();
    return Streams.write(out);
  }

  /**
   * Loads the library.
   *
   * @throws InvalidDataException if it is not on the class path, or not for this platform
   */
  static void require() {
    try {
      int unused = Zstd.defaultCompressionLevel();
    } catch (LinkageError e) {
      throw new InvalidDataException(
          "zstd needs the library com.github.luben:zstd-jni, which cannot be loaded ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "): add it to the function's dependencies, without a classifier or with the one of"
              + " the function's architecture (linux_amd64 or linux_aarch64), or write the output"
              + " with another compression",
          e);
    }
  }

  /** What cannot be linked without the library. */
  private static final class Streams {

    private Streams() {}

    static InputStream read(InputStream in) throws IOException {
      return new ZstdInputStreamNoFinalizer(in);
    }

    static OutputStream write(OutputStream out) throws IOException {
      return new ZstdOutputStreamNoFinalizer(out).setChecksum(true);
    }
  }
}
