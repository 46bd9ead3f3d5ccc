package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.OutputLocation;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An input that is the output of an earlier stage. */
final class OutputInput implements StageInput {

  private final Jsonb jsonb;
  private final StageStorage storage;
  private final OutputLocation location;
  private final String reader;
  private final Progress progress;
  private final List<AutoCloseable> closeables;

  /**
   * Prepares reading; S3 is asked when a method is called.
   *
   * @param closeables where to put what must be closed when the invocation ends
   */
  OutputInput(
      Jsonb jsonb,
      StageStorage storage,
      OutputLocation location,
      String reader,
      Progress progress,
      List<AutoCloseable> closeables) {
    this.jsonb = jsonb;
    this.storage = storage;
    this.location = location;
    this.reader = reader;
    this.progress = progress;
    this.closeables = closeables;
  }

  @Override
  public <T> T value(DataType<T> type) {
    StoredOutput output = StoredOutput.find(storage, jsonb, location, reader);
    ObjectStream object = output.object();
    if (object != null) {
      byte[] json = ItemIterator.readAll(object);
      T value = parseObject(type, json);
      progress.bytesRead(json.length);
      progress.recordRead();
      return value;
    }
    try (ItemIterator<T> items = items(type, output)) {
      if (!items.hasNext()) {
        throw notOneRecord("no record");
      }
      T value = items.next();
      if (items.hasNext()) {
        throw notOneRecord("more than one record");
      }
      return value;
    }
  }

  private <T> T parseObject(DataType<T> type, byte[] json) {
    try {
      return JsonValue.parse(type, JsonDocument.trim(json));
    } catch (MalformedJsonException e) {
      throw new InvalidDataException(
          "stage "
              + reader
              + " cannot read the output of stage "
              + location.stage()
              + " as a single value: "
              + location.uri()
              + ": "
              + e.reason(),
          e.getCause());
    }
  }

  private InvalidDataException notOneRecord(String found) {
    return new InvalidDataException(
        "stage "
            + reader
            + " reads the output of stage "
            + location.stage()
            + " as a single value, and the dataset "
            + location.uri()
            + " has "
            + found
            + ": take a List, Stream or Iterator");
  }

  @Override
  public <T> List<T> list(DataType<T> type) {
    List<T> list = new ArrayList<>();
    try (ItemIterator<T> items = open(type)) {
      while (items.hasNext()) {
        list.add(items.next());
      }
    }
    return list;
  }

  @Override
  public <T> Stream<T> stream(DataType<T> type) {
    ItemIterator<T> items = open(type);
    closeables.add(items);
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, characteristics), false)
        .onClose(items::close);
  }

  @Override
  public <T> Iterator<T> iterator(DataType<T> type) {
    ItemIterator<T> items = open(type);
    closeables.add(items);
    return items;
  }

  private <T> ItemIterator<T> open(DataType<T> type) {
    return items(type, StoredOutput.find(storage, jsonb, location, reader));
  }

  private <T> ItemIterator<T> items(DataType<T> type, StoredOutput output) {
    return new ItemIterator<>(type, storage, output, reader, progress);
  }
}
