package dev.stageloom.annotations.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a list that was given as text: a JSON array of texts, numbers and booleans, or items with
 * commas between. Items themselves stay text.
 */
final class ListText {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int at;

  private ListText(String text) {
    this.text = text;
  }

  /**
   * Reads a list.
   *
   * @param text the list
   * @return the items, without white space around them unless they are JSON strings
   * @throws IllegalArgumentException if it begins as a JSON array and is none of such items
   */
  static List<String> parse(String text) {
    String list = text.strip();
    if (list.startsWith("[")) {
      return new ListText(list).array();
    }
    if (list.isEmpty()) {
      return List.of();
    }
    List<String> items = new ArrayList<>();
    for (String item : list.split(",", -1)) {
      items.add(item.strip());
    }
    return items;
  }

  private List<String> array() {
    List<String> items = new ArrayList<>();
    at = 1;
    skipSpace();
    if (take(']')) {
      requireEnd();
      return items;
    }
    while (true) {
      skipSpace();
      items.add(take('"') ? string() : bare());
      skipSpace();
      if (take(']')) {
        requireEnd();
        return items;
      }
      if (!take(',')) {
        throw invalid();
      }
    }
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    while (true) {
      char next = next();
      if (next == '"') {
        return value.toString();
      }
      value.append(next == '\\' ? escaped() : next);
    }
  }

  private char escaped() {
    char escape = next();
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        String code = "" + next() + next() + next() + next();
        yield (char) Integer.parseInt(code, 16);
      }
      default -> throw invalid();
    };
  }

  /** A number, true or false. */
  private String bare() {
    int start = at;
    while (at < text.length() && isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String value = text.substring(start, at);
    if (value.equals("true") || value.equals("false")) {
      return value;
    }
    if (!NUMBER.matcher(value).matches()) {
      throw invalid();
    }
    return value;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "+-.".indexOf(c) >= 0;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean take(char wanted) {
    boolean found = at < text.length() && text.charAt(at) == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private char next() {
    if (at == text.length()) {
      throw invalid();
    }
    return text.charAt(at++);
  }

  private void requireEnd() {
    if (at < text.length()) {
      throw invalid();
    }
  }

  private IllegalArgumentException invalid() {
    return new IllegalArgumentException("not a JSON array of texts, numbers and booleans: " + text);
  }
}
