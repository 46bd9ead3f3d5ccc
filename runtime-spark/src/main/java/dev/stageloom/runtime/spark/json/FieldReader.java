package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field, an element or a map's value, which may be null.
 *
 * @param path where it lies in its item: {@code lines[].quantity}
 * @param nullable whether null is a value of its type
 * @param expected what its type needs, for messages
 * @param values reads what is not null
 */
record FieldReader(String path, boolean nullable, String expected, ValueReader values) {

  @Nullable Object read(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      if (!nullable) {
        throw new MismatchException(path, "is null, but must be " + expected);
      }
      return null;
    }
    return values.read(parser);
  }

  MismatchException missing() {
    return new MismatchException(path, "is missing, but must be " + expected);
  }
}
