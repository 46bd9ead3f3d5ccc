package dev.stageloom.benchmarks.streaming;

import io.avaje.json.JsonReader;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;

/** What the stage does, by the JSON library's own reading and writing of JSON Lines. */
final class JsonLoop {

  private final Jsonb jsonb = Jsonb.builder().serializeNulls(true).build();
  private final JsonType<LineItem> type = jsonb.type(LineItem.class);

  /** Reads all items and writes them changed. */
  void run(InputStream in, OutputStream out) {
    try (JsonReader reader = jsonb.reader(in);
        Stream<LineItem> items = type.stream(reader)) {
      type.streamAsLines().toJson(items.map(LineItem::oneMore), out);
    }
  }
}
