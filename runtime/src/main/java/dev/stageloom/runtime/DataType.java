package dev.stageloom.runtime;

import io.avaje.json.JsonReader;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;

/**
 * How values of a type are read from and written as JSON: a stage's input or output, or each item
 * of it. {@link StageRuntime#type} makes one.
 *
 * @param <T> the type
 */
public final class DataType<T> {

  private final Jsonb jsonb;
  private final JsonType<T> json;
  private final FieldRules rules;

  DataType(Jsonb jsonb, JsonType<T> json, FieldRules rules) {
    this.jsonb = jsonb;
    this.json = json;
    this.rules = rules;
  }

  /** A reader of a value's bytes. */
  JsonReader reader(byte[] value) {
    return jsonb.reader(value);
  }

  /** Reads the value at which a reader is. */
  T read(JsonReader reader) {
    return json.fromJson(rules.isEmpty() ? reader : new FieldCheck(reader, rules));
  }

  /** Writes a value. */
  byte[] write(T value) {
    return json.toJsonBytes(value);
  }
}
