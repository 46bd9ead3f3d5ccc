package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON array.
 *
 * @param path where it lies in its item
 * @param elements reads its elements
 */
record ArrayReader(String path, FieldReader elements) implements ValueReader {

  @Override
  public Object read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw ValueReaders.mismatch(path, "an array", parser);
    }
    List<@Nullable Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(elements.read(parser));
    }
    return new GenericArrayData(values.toArray());
  }
}
