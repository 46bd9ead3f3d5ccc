package dev.stageloom.runtime;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.runtime.s3.ObjectHeaders;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a stage's output as one object. */
final class OutputWriter {

  private static final String JSON = "application/json";

  private final StageStorage storage;
  private final OutputLocation location;
  private final Compression compression;
  private final Progress progress;

  OutputWriter(
      StageStorage storage, OutputLocation location, Compression compression, Progress progress) {
    this.storage = storage;
    this.location = location;
    this.compression = compression;
    this.progress = progress;
  }

  /** What hands items to a consumer, one after the other. */
  interface Items<T> {
    void forEach(Consumer<T> consumer);
  }

  /** Writes one document. */
  <T> void writeValue(DataType<T> type, T value) {
    try (OutputBody body = open(JSON)) {
      progress.recordWritten();
      body.write(toJson(type, value, 0));
      body.complete();
    }
  }

  /** Writes one document a line. */
  <T> void writeItems(DataType<T> type, Items<T> items) {
    try (OutputBody body = open(ItemIterator.JSON_LINES)) {
      items.forEach(
          item -> {
            body.write(toJson(type, item, progress.recordWritten()));
            body.write('\n');
          });
      body.complete();
    }
  }

  private OutputBody open(String contentType) {
    ObjectHeaders headers = new ObjectHeaders(contentType, compression.contentEncoding());
    return new OutputBody(storage.upload(location.bucket(), location.key(), headers), compression);
  }

  /** The item's JSON. It is made at once: code of the user runs between two items. */
  private <T> byte[] toJson(DataType<T> type, @Nullable T item, long number) {
    String what = number == 0 ? "its result" : "item " + number + " of its result";
    if (item == null) {
      throw new InvalidDataException(
          "stage " + location.stage() + ": " + what + " is null: leave out what is not there");
    }
    try {
      byte[] json = type.write(item);
      progress.bytesWritten(json.length);
      return json;
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
