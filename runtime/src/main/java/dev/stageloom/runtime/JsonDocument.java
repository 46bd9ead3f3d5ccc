package dev.stageloom.runtime;

import java.util.Arrays;

/** A JSON text that holds one value. */
final class JsonDocument {

  private JsonDocument() {}

  /** Cuts off a byte order mark and the white space around the value. */
  static byte[] trim(byte[] json) {
    int from = 0;
    int to = json.length;
    if (to >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF) {
      from = 3;
    }
    while (to > from && isSpace(json[to - 1])) {
      to--;
    }
    while (to > from && isSpace(json[from])) {
      from++;
    }
    return from == 0 && to == json.length ? json : Arrays.copyOfRange(json, from, to);
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }
}
