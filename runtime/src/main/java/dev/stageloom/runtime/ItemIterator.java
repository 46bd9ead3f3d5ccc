package dev.stageloom.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The items of a stage's output, one after the other, over all its part files. */
final class ItemIterator<T> implements Iterator<T>, AutoCloseable {

  /** The content type of JSON Lines, which Stageloom gives to what it writes. */
  static final String JSON_LINES = "application/x-ndjson";

  private final DataType<T> type;
  private final StageStorage storage;
  private final StoredOutput output;
  private final String reader;
  private final Progress progress;
  private final Iterator<String> partKeys;
  private String key;
  private @Nullable ObjectStream open;
  private @Nullable InputStream content;
  private @Nullable ItemSplitter splitter;
  private @Nullable T next;
  private boolean closed;

  ItemIterator(
      DataType<T> type,
      StageStorage storage,
      StoredOutput output,
      String reader,
      Progress progress) {
    this.type = type;
    this.storage = storage;
    this.output = output;
    this.reader = reader;
    this.progress = progress;
    this.partKeys = output.partKeys().iterator();
    this.key = output.location().key();
    this.open = output.object();
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    T item = next;
    next = null;
    progress.recordRead();
    return item;
  }

  private @Nullable T read() {
    while (true) {
      if (closed) {
        throw new IllegalStateException(
            "the input of stage "
                + reader
                + " is closed: read it before the stage method's result is written");
      }
      ItemSplitter current = current();
      if (current == null) {
        return null;
      }
      try {
        byte[] json = current.next();
        if (json != null) {
          progress.bytesRead(json.length);
          return JsonValue.parse(type, json);
        }
      } catch (MalformedJsonException e) {
        throw invalid(current.line(), e);
      } catch (IOException e) {
        throw invalid(current.line(), Decompression.broken(e));
      }
      closePart();
    }
  }

  /** The splitter of the part that is read now; null after the last. */
  private @Nullable ItemSplitter current() {
    if (splitter == null) {
      if (open == null) {
        if (!partKeys.hasNext()) {
          return null;
        }
        key = partKeys.next();
        open = openPart();
      }
      try {
        content = Decompression.of(open);
        splitter = ItemSplitter.of(content, open.contentType().equals(JSON_LINES));
      } catch (IOException e) {
        throw invalid(1, Decompression.broken(e));
      }
    }
    return splitter;
  }

  private ObjectStream openPart() {
    String bucket = output.location().bucket();
    return storage
        .open(bucket, key)
        .orElseThrow(
            () ->
                new MissingOutputException(
                    "stage "
                        + reader
                        + " reads the output of stage "
                        + output.location().stage()
                        + ", and its part file "
                        + StageStorage.uri(bucket, key)
                        + " is gone, although the dataset is committed. Run stage "
                        + output.location().stage()
                        + " again."));
  }

  private InvalidDataException invalid(long line, MalformedJsonException e) {
    return new InvalidDataException(
        "stage "
            + reader
            + " cannot read the output of stage "
            + output.location().stage()
            + ": "
            + StageStorage.uri(output.location().bucket(), key)
            + ", line "
            + line
            + ": "
            + e.reason(),
        e.getCause());
  }

  private void closePart() {
    splitter = null;
    if (content != null) {
      try {
        content.close();
      } catch (IOException ignored) {
        // What was wanted of it was read.
      }
      content = null;
    }
    if (open != null) {
      open.close();
      open = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    closePart();
  }

  /** Reads an object into memory and closes it. */
  static byte[] readAll(ObjectStream object) {
    try (object;
        InputStream content = Decompression.of(object)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new InvalidDataException(
          "cannot read " + object.uri() + ": " + Decompression.broken(e).reason(), e);
    }
  }
}
