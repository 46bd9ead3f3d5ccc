package dev.stageloom.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** Splits a collection's text into the JSON texts of its items. */
interface ItemSplitter {

  /**
   * The next item's text, without white space around it.
   *
   * @return null after the last item
   * @throws MalformedJsonException if the text is not a collection
   */
  byte @Nullable [] next() throws IOException, MalformedJsonException;

  /** The number of the line, from 1, on which the item handed out last begins, or the error is. */
  long line();

  /**
   * Finds out how a text is written: as one JSON array if it begins with {@code [}, else as JSON
   * Lines.
   *
   * @param in the text; not closed
   * @param lines whether it is known to be JSON Lines, whose items may be arrays themselves
   */
  static ItemSplitter of(InputStream in, boolean lines) throws IOException {
    PushbackInputStream text = new PushbackInputStream(in, 3);
    skipByteOrderMark(text);
    if (lines) {
      return new LineSplitter(text, 1);
    }
    long line = 1;
    int first = text.read();
    while (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
      if (first == '\n') {
        line++;
      }
      first = text.read();
    }
    if (first == '[') {
      return new ArraySplitter(text, line);
    }
    if (first >= 0) {
      text.unread(first);
    }
    return new LineSplitter(text, line);
  }

  private static void skipByteOrderMark(PushbackInputStream text) throws IOException {
    byte[] start = text.readNBytes(3);
    boolean mark =
        start.length == 3
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    if (!mark) {
      text.unread(start);
    }
  }
}
