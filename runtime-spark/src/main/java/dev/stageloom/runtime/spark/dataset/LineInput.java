package dev.stageloom.runtime.spark.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads bytes line by line. A line ends with a line feed or with the input. */
final class LineInput implements Closeable {

  private static final int BUFFER = 1 << 16;
  private static final int MAX_LINE = Integer.MAX_VALUE - 8;

  private final InputStream input;
  private byte[] buffer = new byte[BUFFER];
  private int filled;
  private int lineStart;
  private int lineEnd;
  private int next;
  private long position;

  /**
   * Lines of a stream.
   *
   * @param input the bytes
   * @param position the position of its first byte in the file
   */
  LineInput(InputStream input, long position) {
    this.input = input;
    this.position = position;
  }

  /** Goes to the next line; false at the end of the input. */
  boolean next() throws IOException {
    lineStart = next;
    int scanned = next;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          return line(i, i + 1);
        }
      }
      scanned = filled - lineStart;
      makeRoom();
      int count = input.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        return filled > lineStart && line(filled, filled);
      }
      filled += count;
    }
  }

  private boolean line(int end, int nextStart) {
    lineEnd = end;
    position += nextStart - lineStart;
    next = nextStart;
    return true;
  }

  /** Moves the unfinished line to the front, and enlarges the buffer when the line fills it. */
  private void makeRoom() throws IOException {
    if (lineStart > 0) {
      System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
      filled -= lineStart;
      lineStart = 0;
      next = 0;
    } else if (filled == buffer.length) {
      if (filled == MAX_LINE) {
        throw new IOException("a line is longer than 2 GB");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(MAX_LINE, buffer.length * 2L));
    }
  }

  /** The array that holds the line, until {@link #next()} is called again. */
  byte[] bytes() {
    return buffer;
  }

  /** Where the line starts in {@link #bytes()}. */
  int offset() {
    return lineStart;
  }

  /** The line's length, without its line feed. */
  int length() {
    return lineEnd - lineStart;
  }

  /** The position in the file of the first byte after the line and its line feed. */
  long position() {
    return position;
  }

  boolean isBlank() {
    for (int i = lineStart; i < lineEnd; i++) {
      if (!Json.isBlank(buffer[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
