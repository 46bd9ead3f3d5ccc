package dev.stageloom.runtime;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.AdapterFactory;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON's null as an empty optional, as which it was written; the library's own reads null.
 */
final class OptionalAdapters implements AdapterFactory {

  @Override
  public @Nullable JsonAdapter<?> create(Type type, Jsonb jsonb) {
    if (!type.getTypeName().startsWith(Optional.class.getName())) {
      // Names load no classes, of which functions without optional numbers need none.
      return null;
    }
    if (Types.isGenericTypeOf(type, Optional.class)) {
      return new OfObject<>(jsonb.adapter(Types.typeArguments(type)[0]));
    }
    if (type == OptionalInt.class) {
      return new OfInt();
    }
    if (type == OptionalLong.class) {
      return new OfLong();
    }
    return type == OptionalDouble.class ? new OfDouble() : null;
  }

  private record OfObject<T>(JsonAdapter<T> value) implements JsonAdapter<Optional<T>> {
    @Override
    public void toJson(JsonWriter writer, @Nullable Optional<T> optional) {
      if (optional == null || optional.isEmpty()) {
        writer.nullValue();
      } else {
        value.toJson(writer, optional.get());
      }
    }

    @Override
    public Optional<T> fromJson(JsonReader reader) {
      return reader.isNullValue() ? Optional.empty() : Optional.ofNullable(value.fromJson(reader));
    }
  }

  private record OfInt() implements JsonAdapter<OptionalInt> {
    @Override
    public void toJson(JsonWriter writer, @Nullable OptionalInt optional) {
      if (optional == null || optional.isEmpty()) {
        writer.nullValue();
      } else {
        writer.value(optional.getAsInt());
      }
    }

    @Override
    public OptionalInt fromJson(JsonReader reader) {
      return reader.isNullValue() ? OptionalInt.empty() : OptionalInt.of(reader.readInt());
    }
  }

  private record OfLong() implements JsonAdapter<OptionalLong> {
    @Override
    public void toJson(JsonWriter writer, @Nullable OptionalLong optional) {
      if (optional == null || optional.isEmpty()) {
        writer.nullValue();
      } else {
        writer.value(optional.getAsLong());
      }
    }

    @Override
    public OptionalLong fromJson(JsonReader reader) {
      return reader.isNullValue() ? OptionalLong.empty() : OptionalLong.of(reader.readLong());
    }
  }

  private record OfDouble() implements JsonAdapter<OptionalDouble> {
    @Override
    public void toJson(JsonWriter writer, @Nullable OptionalDouble optional) {
      if (optional == null || optional.isEmpty()) {
        writer.nullValue();
      } else {
        writer.value(optional.getAsDouble());
      }
    }

    @Override
    public OptionalDouble fromJson(JsonReader reader) {
      return reader.isNullValue()
          ? OptionalDouble.empty()
          : OptionalDouble.of(DoubleAdapters.read(reader));
    }
  }
}
