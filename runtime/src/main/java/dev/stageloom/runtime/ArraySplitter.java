package dev.stageloom.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a JSON array, however it is laid out. Its memory is that of the longest item. */
final class ArraySplitter implements ItemSplitter {

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private byte[] item = new byte[1024];
  private int itemLength;
  private int position;
  private int end;
  private long currentLine;
  private long line;
  private boolean begun;
  private boolean ended;

  /**
   * Begins behind the opening bracket.
   *
   * @param firstLine the line that the bracket is on
   */
  ArraySplitter(InputStream in, long firstLine) {
    this.in = in;
    this.currentLine = firstLine;
    this.line = firstLine;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public byte @Nullable [] next() throws IOException, MalformedJsonException {
    if (ended) {
      return null;
    }
    int first = skipSpace();
    line = currentLine;
    if (first == ']' && !begun) {
      requireEnd();
      return null;
    }
    begun = true;
    int delimiter = readItem(first);
    byte[] bytes = trimmedItem();
    if (delimiter == ']') {
      requireEnd();
    }
    return bytes;
  }

  /** Reads up to the comma or bracket behind an item, which it returns. */
  private int readItem(int first) throws IOException, MalformedJsonException {
    itemLength = 0;
    int depth = 0;
    boolean quoted = false;
    int c = first;
    while (true) {
      if (c < 0) {
        throw new MalformedJsonException("the JSON array is cut off: it has no closing bracket");
      }
      if (quoted) {
        if (c == '\\') {
          append(c);
          c = read();
          continueEscape(c);
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (depth == 0 && (c == ',' || c == ']')) {
        return c;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      append(c);
      c = read();
    }
  }

  private static void continueEscape(int c) throws MalformedJsonException {
    if (c < 0) {
      throw new MalformedJsonException("the JSON array is cut off in a string");
    }
  }

  private void append(int c) {
    if (itemLength == item.length) {
      item = Arrays.copyOf(item, 2 * item.length);
    }
    item[itemLength++] = (byte) c;
  }

  private byte[] trimmedItem() {
    int length = itemLength;
    while (length > 0 && isSpace(item[length - 1])) {
      length--;
    }
    return Arrays.copyOf(item, length);
  }

  private void requireEnd() throws IOException, MalformedJsonException {
    ended = true;
    long lineOfItem = line;
    if (skipSpace() >= 0) {
      line = currentLine;
      throw new MalformedJsonException("there is something behind the end of the JSON array");
    }
    line = lineOfItem;
  }

  private int skipSpace() throws IOException {
    int c = read();
    while (c >= 0 && isSpace(c)) {
      c = read();
    }
    return c;
  }

  private int read() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, in.read(buffer, 0, buffer.length));
      if (end == 0) {
        return -1;
      }
    }
    int c = buffer[position++] & 0xff;
    if (c == '\n') {
      currentLine++;
    }
    return c;
  }

  private static boolean isSpace(int character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }
}
