package dev.stageloom.runtime;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;

/** Reads one JSON value strictly: nothing before it, nothing after it, not cut off, not null. */
final class JsonValue {

  private static final String STRING_LIMIT = "buffer limit exceeded";

  private JsonValue() {}

  /**
   * Reads a value.
   *
   * @param json the value's bytes, without white space around it
   * @throws MalformedJsonException if it cannot be read
   */
  static <T> T parse(DataType<T> type, byte[] json) throws MalformedJsonException {
    requireWhole(json);
    T value;
    // The reader is not held while code of the user runs: it may be the thread's only one.
    try (JsonReader reader = type.reader(json)) {
      reader.currentToken();
      value = type.read(reader);
      if (reader.hasNextStreamElement()) {
        throw new MalformedJsonException("there is more than one JSON value");
      }
    } catch (JsonException e) {
      // Not as a cause: the parser's messages quote the data.
      throw new MalformedJsonException(reason(e) + field(type, json));
    } catch (FieldException e) {
      throw new MalformedJsonException(e.reason(path(e, type, json)));
    } catch (RuntimeException e) {
      throw new MalformedJsonException(reason(e) + field(type, json), e);
    }
    if (value == null) {
      throw new MalformedJsonException("the value is null");
    }
    return value;
  }

  /** In which field reading fails, for a message; empty if in none. */
  private static String field(DataType<?> type, byte[] json) {
    String field = failAgain(type, json).field();
    return field.isEmpty() ? "" : " (in the field \"" + field + "\")";
  }

  private static String path(FieldException e, DataType<?> type, byte[] json) {
    return failAgain(type, json).field(e.name());
  }

  /** What knows where reading a value fails, which has failed before. */
  private static FieldTracker failAgain(DataType<?> type, byte[] json) {
    FieldTracker tracker = new FieldTracker(type.reader(json));
    try (tracker) {
      tracker.currentToken();
      Object unused = type.read(tracker);
    } catch (RuntimeException e) {
      // As before.
    }
    return tracker;
  }

  /** The library's parser is lenient about what stands before a value and how it ends. */
  private static void requireWhole(byte[] json) throws MalformedJsonException {
    if (json.length == 0) {
      throw new MalformedJsonException("there is no JSON value");
    }
    byte first = json[0];
    byte last = json[json.length - 1];
    boolean whole =
        switch (first) {
          case '{' -> last == '}';
          case '[' -> last == ']';
          case '"' -> last == '"' && json.length > 1;
          case 't', 'f' -> last == 'e';
          case 'n' -> last == 'l';
          default -> (isDigit(first) || first == '-') ? isDigit(last) : unexpected();
        };
    if (!whole) {
      throw new MalformedJsonException("the JSON value is cut off or followed by something else");
    }
  }

  private static boolean unexpected() throws MalformedJsonException {
    throw new MalformedJsonException("it does not begin with a JSON value");
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /**
   * Why a value could not be read. The parser adds an excerpt of the data to some of its messages;
   * it is left out, because messages are logged.
   */
  static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    if (!(e instanceof JsonException)) {
      return isParsersOwn(e) ? "it is not valid JSON" : e.getClass().getName() + ": " + message;
    }
    int excerpt = message.indexOf(", instead found");
    int position = message.indexOf(" at position");
    int end = excerpt >= 0 ? excerpt : position >= 0 ? position : message.length();
    String reason = message.substring(0, end);
    if (reason.contains(STRING_LIMIT)) {
      return reason
          + ": a string is longer than the parser's buffer; raise it with the system property "
          + StageRuntime.STRING_BUFFER_PROPERTY
          + " (characters)";
    }
    return reason;
  }

  /** The parser runs over the end of its buffer on some broken strings. */
  private static boolean isParsersOwn(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e instanceof IndexOutOfBoundsException
        && trace.length > 0
        && trace[0].getClassName().startsWith("io.avaje.json.");
  }
}
