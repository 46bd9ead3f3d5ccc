package dev.stageloom.processor.read;

import dev.stageloom.processor.model.PythonScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the signature of a function out of Python source: as much of Python's lexical rules as it
 * takes not to be misled by strings, comments and brackets.
 */
final class PythonSource {

  private final String text;
  private int at;

  private PythonSource(String text) {
    this.text = text;
  }

  /** The parameters of a function at the top level; empty if there is no such function. */
  static Optional<List<PythonScript.Parameter>> parametersOf(String function, String source) {
    return new PythonSource(source.replace("\r\n", "\n")).find(function);
  }

  private Optional<List<PythonScript.Parameter>> find(String function) {
    boolean lineStarts = true;
    int depth = 0;
    while (at < text.length()) {
      if (lineStarts && depth == 0 && isDefinition(function)) {
        return Optional.of(parameters());
      }
      char c = text.charAt(at);
      lineStarts = c == '\n';
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      }
      skip();
    }
    return Optional.empty();
  }

  /** Whether the function begins here; then what is next is its first parameter. */
  private boolean isDefinition(String function) {
    int next = word("def", at);
    next = next < 0 ? -1 : word(function, next);
    if (next < 0 || next >= text.length() || text.charAt(next) != '(') {
      return false;
    }
    at = next + 1;
    return true;
  }

  /** The place after a word and the blanks that follow it; -1 if something else is there. */
  private int word(String word, int start) {
    if (!text.startsWith(word, start)) {
      return -1;
    }
    int end = start + word.length();
    if (end < text.length() && isIdentifier(text.charAt(end))) {
      return -1;
    }
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return end;
  }

  private static boolean isIdentifier(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private List<PythonScript.Parameter> parameters() {
    List<PythonScript.Parameter> parameters = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean named = false;
    boolean hasDefault = false;
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (depth == 0 && (c == ',' || c == ')')) {
        add(name.toString(), hasDefault, parameters);
        name.setLength(0);
        named = false;
        hasDefault = false;
        if (c == ')') {
          return parameters;
        }
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      } else if (depth == 0 && (c == ':' || c == '=')) {
        named = true;
        hasDefault |= c == '=';
      } else if (!named && (isIdentifier(c) || c == '*' || c == '/')) {
        name.append(c);
      }
      skip();
    }
    return parameters;
  }

  /** Leaves out what is no parameter but a mark between them. */
  private static void add(
      String name, boolean hasDefault, List<PythonScript.Parameter> parameters) {
    if (!name.isEmpty() && !name.equals("*") && !name.equals("/")) {
      parameters.add(new PythonScript.Parameter(name, hasDefault || name.startsWith("*")));
    }
  }

  /** Goes on by one character, or past a whole string or comment. */
  private void skip() {
    char c = text.charAt(at);
    if (c == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (c == '"' || c == '\'') {
      String quote = String.valueOf(c).repeat(3);
      skipString(text.startsWith(quote, at) ? quote : String.valueOf(c));
    } else {
      at++;
    }
  }

  private void skipString(String quote) {
    at += quote.length();
    while (at < text.length() && !text.startsWith(quote, at)) {
      boolean open = quote.length() == 1 && text.charAt(at) == '\n';
      if (open) {
        return;
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(text.length(), at + quote.length());
  }
}
