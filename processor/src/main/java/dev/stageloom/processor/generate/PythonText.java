package dev.stageloom.processor.generate;

import java.util.Locale;

/** Writes text in Python. */
final class PythonText {

  /** Characters, as the formatter black has it. */
  static final int LONGEST_LINE = 88;

  private PythonText() {}

  /** A text as a string literal, in ASCII. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
              } else if (c >= 0x20 && c < 0x7F) {
                literal.append((char) c);
              } else if (c <= 0xFFFF) {
                literal.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                literal.append(String.format(Locale.ROOT, "\\U%08x", c));
              }
            });
    return literal.append('"').toString();
  }
}
