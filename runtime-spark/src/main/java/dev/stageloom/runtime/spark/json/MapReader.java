package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object as a map. Of a name that comes twice, the last value counts.
 *
 * @param path where it lies in its item
 * @param keys turns a name into a key
 * @param values reads the values
 */
record MapReader(String path, Function<String, Object> keys, FieldReader values)
    implements ValueReader {

  @Override
  public Object read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw ValueReaders.mismatch(path, "an object", parser);
    }
    Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Object key = keys.apply(parser.currentName());
      parser.nextToken();
      entries.put(key, values.read(parser));
    }
    return new ArrayBasedMapData(
        new GenericArrayData(entries.keySet().toArray()),
        new GenericArrayData(entries.values().toArray()));
  }
}
