package dev.stageloom.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/** Reads what others have compressed. */
final class Decompression {

  private static final int BUFFER = 1 << 16;

  private Decompression() {}

  /** The content of a gzip stream, which its first two bytes tell from JSON; else what is there. */
  static InputStream of(InputStream in) throws IOException {
    PushbackInputStream content = new PushbackInputStream(in, 2);
    byte[] start = content.readNBytes(2);
    content.unread(start);
    boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    return gzip ? new GZIPInputStream(content, BUFFER) : content;
  }

  /** What is wrong where {@link #of} fails: storage reports its own failures otherwise. */
  static MalformedJsonException broken(IOException e) {
    return new MalformedJsonException("its gzip compression is broken: " + e.getMessage(), e);
  }
}
