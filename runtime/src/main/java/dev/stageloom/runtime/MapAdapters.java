package dev.stageloom.runtime;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.json.PropertyNames;
import io.avaje.jsonb.AdapterFactory;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads maps whose keys are text. Of a map within a record the library's own reads keys as they are
 * written, with their escapes.
 */
final class MapAdapters implements AdapterFactory {

  @Override
  public @Nullable JsonAdapter<?> create(Type type, Jsonb jsonb) {
    if (!Types.isGenericTypeOf(type, Map.class)) {
      return null;
    }
    Type[] arguments = Types.typeArguments(type);
    return arguments[0] == String.class
        ? new OfText<Object>(jsonb.adapter(arguments[1]), jsonb.properties()).nullSafe()
        : null;
  }

  /**
   * The adapter.
   *
   * @param noNames has the reader return each key as it is written, wherever the map is
   */
  private record OfText<V>(JsonAdapter<V> values, PropertyNames noNames)
      implements JsonAdapter<Map<String, V>> {

    @Override
    public void toJson(JsonWriter writer, Map<String, V> map) {
      writer.beginObject();
      for (Map.Entry<String, V> entry : map.entrySet()) {
        writer.name(entry.getKey());
        values.toJson(writer, entry.getValue());
      }
      writer.endObject();
    }

    @Override
    public Map<String, V> fromJson(JsonReader reader) {
      Map<String, V> map = new LinkedHashMap<>();
      if (reader instanceof FieldCheck check) {
        check.beginMap(noNames);
      } else {
        reader.beginObject(noNames);
      }
      while (reader.hasNextField()) {
        String key = unescape(reader.nextField());
        map.put(key, values.fromJson(reader));
      }
      reader.endObject();
      return map;
    }
  }

  private static String unescape(String written) {
    int escape = written.indexOf('\\');
    if (escape < 0) {
      return written;
    }
    StringBuilder text = new StringBuilder(written.length());
    int from = 0;
    while (escape >= 0) {
      text.append(written, from, escape);
      char kind = written.charAt(escape + 1);
      from = escape + 2;
      switch (kind) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(written, from, from + 4, 16));
          from += 4;
        }
        default -> text.append(kind);
      }
      escape = written.indexOf('\\', from);
    }
    return text.append(written, from, written.length()).toString();
  }
}
