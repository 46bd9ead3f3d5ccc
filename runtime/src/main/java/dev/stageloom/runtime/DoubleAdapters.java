package dev.stageloom.runtime;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.AdapterFactory;
import io.avaje.jsonb.Jsonb;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads the number that was written: of 16 digits and more, the library's own reads a near one. */
final class DoubleAdapters implements AdapterFactory {

  @Override
  public @Nullable JsonAdapter<?> create(Type type, Jsonb jsonb) {
    if (type == double.class) {
      return new OfDouble();
    }
    return type == Double.class ? new OfDouble().nullSafe() : null;
  }

  static double read(JsonReader reader) {
    // What is not finite is text, and null is for the reader to refuse.
    return reader.currentToken() == JsonReader.Token.NUMBER
        ? reader.readDecimal().doubleValue()
        : reader.readDouble();
  }

  private record OfDouble() implements JsonAdapter<Double> {
    @Override
    public void toJson(JsonWriter writer, Double value) {
      writer.value(value);
    }

    @Override
    public Double fromJson(JsonReader reader) {
      return read(reader);
    }
  }
}
