package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedInputStream;
import java.io.IOException;

/** What all readers and writers of JSON share. */
final class Json {

  /**
   * Makes parsers and generators. Names are not interned: a map's keys may be without number. What
   * is written to is closed by who opened it.
   */
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private static final int LOOK_AHEAD = 1 << 16;
  private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

  private Json() {}

  static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }

  /**
   * Whether a file is one JSON array: its first character that is not blank is a bracket. A byte
   * order mark at its start is skipped, nothing else is consumed.
   */
  static boolean isArray(BufferedInputStream start) throws IOException {
    skipByteOrderMark(start);
    start.mark(LOOK_AHEAD);
    int character = start.read();
    for (int i = 1; i < LOOK_AHEAD && isBlank(character); i++) {
      character = start.read();
    }
    start.reset();
    return character == '[';
  }

  private static void skipByteOrderMark(BufferedInputStream start) throws IOException {
    start.mark(BYTE_ORDER_MARK.length);
    for (int expected : BYTE_ORDER_MARK) {
      if (start.read() != expected) {
        start.reset();
        return;
      }
    }
  }
}
