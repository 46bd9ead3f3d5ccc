package dev.stageloom.asl.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recursive descent parser of RFC 8259 over one text. */
final class JsonParser {

  private static final int END = -1;

  private final String text;
  private int position;
  private int depth;

  JsonParser(String text) {
    this.text = text;
  }

  @Nullable Object parse() {
    if (text.startsWith("\uFEFF")) {
      position = 1;
    }
    Object value = value();
    skipWhitespace();
    if (position < text.length()) {
      throw error("nothing may follow the JSON value, but " + found() + " does");
    }
    return value;
  }

  private @Nullable Object value() {
    skipWhitespace();
    int c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> {
        if (c == '-' || isDigit(c)) {
          yield number();
        }
        throw error("expected a JSON value, found " + found());
      }
    };
  }

  private Map<String, @Nullable Object> object() {
    enter();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    position++;
    skipWhitespace();
    if (peek() == '}') {
      position++;
      depth--;
      return fields;
    }
    while (true) {
      skipWhitespace();
      if (peek() != '"') {
        throw error("expected a field's name in double quotes, found " + found());
      }
      int start = position;
      String name = string();
      if (fields.containsKey(name)) {
        position = start;
        throw error("the field \"" + name + "\" is there twice");
      }
      skipWhitespace();
      expect(':');
      fields.put(name, value());
      skipWhitespace();
      if (peek() == ',') {
        position++;
      } else {
        expect('}', "',' or '}'");
        depth--;
        return fields;
      }
    }
  }

  private List<@Nullable Object> array() {
    enter();
    List<@Nullable Object> items = new ArrayList<>();
    position++;
    skipWhitespace();
    if (peek() == ']') {
      position++;
      depth--;
      return items;
    }
    while (true) {
      items.add(value());
      skipWhitespace();
      if (peek() == ',') {
        position++;
      } else {
        expect(']', "',' or ']'");
        depth--;
        return items;
      }
    }
  }

  private void enter() {
    depth++;
    if (depth > Json.MAX_DEPTH) {
      throw error("nested deeper than " + Json.MAX_DEPTH);
    }
  }

  private String string() {
    position++;
    StringBuilder result = new StringBuilder();
    while (true) {
      int c = peek();
      if (c == END) {
        throw error("the string is not closed");
      } else if (c == '"') {
        position++;
        return result.toString();
      } else if (c == '\\') {
        position++;
        result.append(escaped());
      } else if (c < ' ') {
        throw error(
            String.format(
                Locale.ROOT,
                "a string may hold the control character U+%04X only as \\u%04x",
                c,
                c));
      } else {
        result.append((char) c);
        position++;
      }
    }
  }

  private char escaped() {
    int c = peek();
    position++;
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        position--;
        throw error("after a backslash, expected one of \"\\/bfnrtu, found " + found());
      }
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() == END ? -1 : hexDigit(peek());
      if (digit < 0) {
        throw error("after \\u, expected four hexadecimal digits, found " + found());
      }
      code = code * 16 + digit;
      position++;
    }
    return (char) code;
  }

  private static int hexDigit(int c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private Number number() {
    final int start = position;
    boolean integer = true;
    if (peek() == '-') {
      position++;
    }
    if (peek() == '0') {
      position++;
      if (isDigit(peek())) {
        throw error("a number has no leading zeros");
      }
    } else {
      digits();
    }
    if (peek() == '.') {
      integer = false;
      position++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      integer = false;
      position++;
      if (peek() == '+' || peek() == '-') {
        position++;
      }
      digits();
    }
    return convert(text.substring(start, position), integer, start);
  }

  private void digits() {
    if (!isDigit(peek())) {
      throw error("expected a digit, found " + found());
    }
    while (isDigit(peek())) {
      position++;
    }
  }

  private Number convert(String digits, boolean integer, int start) {
    if (integer && digits.length() <= 20) {
      try {
        return Long.valueOf(digits);
      } catch (NumberFormatException e) {
        // Beyond the range of a long: a double, as below.
      }
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      position = start;
      throw error("the number " + digits + " is too large for a double");
    }
    return value;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, position)) {
      throw error("expected a JSON value, found " + found());
    }
    position += word.length();
    return value;
  }

  private void expect(char c) {
    expect(c, "'" + c + "'");
  }

  private void expect(char c, String expected) {
    if (peek() != c) {
      throw error("expected " + expected + ", found " + found());
    }
    position++;
  }

  private void skipWhitespace() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      position++;
    }
  }

  private int peek() {
    return position < text.length() ? text.charAt(position) : END;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private String found() {
    int c = peek();
    if (c == END) {
      return "the end of the text";
    }
    return c < ' ' ? String.format(Locale.ROOT, "U+%04X", c) : "'" + (char) c + "'";
  }

  private JsonException error(String message) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < position && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new JsonException(
        "line " + line + ", column " + (position - lineStart + 1) + ": " + message);
  }
}
