package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.OutputLocation;
import io.avaje.jsonb.JsonType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a stage's output as one object. */
final class OutputWriter {

  private static final String JSON = "application/json";

  private final StageStorage storage;
  private final OutputLocation location;

  OutputWriter(StageStorage storage, OutputLocation location) {
    this.storage = storage;
    this.location = location;
  }

  /** What hands items to a consumer, one after the other. */
  interface Items<T> {
    void forEach(Consumer<T> consumer);
  }

  /** Writes one document and returns the number of records, 1. */
  <T> long writeValue(JsonType<T> type, T value) {
    try (ObjectUpload upload = open(JSON)) {
      upload.write(toJson(type, value, 0));
      upload.complete();
      return 1;
    }
  }

  /** Writes one document a line and returns their number. */
  <T> long writeItems(JsonType<T> type, Items<T> items) {
    RecordCounter counter = new RecordCounter();
    try (ObjectUpload upload = open(ItemIterator.JSON_LINES)) {
      items.forEach(
          item -> {
            counter.count();
            upload.write(toJson(type, item, counter.records()));
            upload.write('\n');
          });
      upload.complete();
    }
    return counter.records();
  }

  private ObjectUpload open(String contentType) {
    return storage.upload(location.bucket(), location.key(), contentType);
  }

  /** The item's JSON. It is made at once: code of the user runs between two items. */
  private <T> byte[] toJson(JsonType<T> type, @Nullable T item, long number) {
    String what = number == 0 ? "its result" : "item " + number + " of its result";
    if (item == null) {
      throw new InvalidDataException(
          "stage " + location.stage() + ": " + what + " is null: leave out what is not there");
    }
    try {
      return type.toJsonBytes(item);
    } catch (RuntimeException e) {
      throw new InvalidDataException(
          "stage "
              + location.stage()
              + ": "
              + what
              + " cannot be written as JSON to "
              + location.uri()
              + ": "
              + JsonValue.reason(e),
          e);
    }
  }
}
