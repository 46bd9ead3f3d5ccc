package dev.stageloom.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits JSON Lines. Its memory is that of the longest line. */
final class LineSplitter implements ItemSplitter {

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];

  /** The buffer's bytes as characters: searching in it is what the JVM does fastest. */
  private String characters = "";

  private int start;
  private int end;
  private boolean ended;
  private long nextLine;
  private long line;

  LineSplitter(InputStream in, long firstLine) {
    this.in = in;
    this.nextLine = firstLine;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    while (true) {
      int newLine = characters.indexOf('\n', start);
      if (newLine < 0 && !ended) {
        fill();
        continue;
      }
      int from = start;
      int to = newLine < 0 ? end : newLine;
      if (newLine < 0 && from == to) {
        return null;
      }
      start = newLine < 0 ? end : newLine + 1;
      line = nextLine++;
      while (to > from && isSpace(buffer[to - 1])) {
        to--;
      }
      while (to > from && isSpace(buffer[from])) {
        from++;
      }
      if (to > from) {
        return Arrays.copyOfRange(buffer, from, to);
      }
    }
  }

  /** Keeps the line that has begun and reads on behind it. */
  private void fill() throws IOException {
    int kept = end - start;
    byte[] target = kept == buffer.length ? new byte[2 * buffer.length] : buffer;
    System.arraycopy(buffer, start, target, 0, kept);
    buffer = target;
    int read = in.readNBytes(buffer, kept, buffer.length - kept);
    ended = read < buffer.length - kept;
    start = 0;
    end = kept + read;
    characters = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t' || character == '\r';
  }
}
