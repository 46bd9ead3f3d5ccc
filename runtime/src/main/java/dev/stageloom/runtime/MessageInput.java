package dev.stageloom.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An input that is the message that started the execution. A collection is a JSON array; it is in
 * memory already.
 */
final class MessageInput implements StageInput {

  private final byte[] json;
  private final String reader;
  private final Progress progress;

  MessageInput(byte[] json, String reader, Progress progress) {
    this.json = json;
    this.reader = reader;
    this.progress = progress;
  }

  @Override
  public <T> T value(DataType<T> type) {
    try {
      T value = JsonValue.parse(type, json);
      progress.recordRead();
      return value;
    } catch (MalformedJsonException e) {
      throw invalid("", e);
    }
  }

  @Override
  public <T> List<T> list(DataType<T> type) {
    if (json.length == 0 || json[0] != '[') {
      throw new InvalidEventException(
          "stage "
              + reader
              + " takes a collection, and the message that started the execution is not a JSON"
              + " array");
    }
    List<T> list = new ArrayList<>();
    try {
      ItemSplitter splitter = ItemSplitter.of(new ByteArrayInputStream(json), false);
      byte[] item = splitter.next();
      while (item != null) {
        list.add(parseItem(type, item, list.size()));
        item = splitter.next();
      }
    } catch (MalformedJsonException e) {
      throw invalid("", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.recordsRead(list.size());
    return list;
  }

  private <T> T parseItem(DataType<T> type, byte[] item, int index) {
    try {
      return JsonValue.parse(type, item);
    } catch (MalformedJsonException e) {
      throw invalid(", item " + (index + 1), e);
    }
  }

  @Override
  public <T> Stream<T> stream(DataType<T> type) {
    return list(type).stream();
  }

  @Override
  public <T> Iterator<T> iterator(DataType<T> type) {
    return list(type).iterator();
  }

  private InvalidEventException invalid(String where, MalformedJsonException e) {
    return new InvalidEventException(
        "stage "
            + reader
            + " cannot read the message that started the execution (the event's \"initialData\")"
            + where
            + ": "
            + e.reason(),
        e.getCause());
  }
}
