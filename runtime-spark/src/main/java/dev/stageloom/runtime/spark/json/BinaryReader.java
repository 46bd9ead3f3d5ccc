package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;

/** The reader of bytes, which are Base64 text. */
final class BinaryReader {

  private BinaryReader() {}

  static Optional<ValueReader> of(DataType type, String path) {
    return type instanceof BinaryType
        ? Optional.of(parser -> read(parser, path))
        : Optional.empty();
  }

  private static Object read(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw ValueReaders.mismatch(path, "a string in Base64", parser);
    }
    try {
      return Base64.getDecoder().decode(parser.getText());
    } catch (IllegalArgumentException e) {
      throw new MismatchException(path, "must be a string in Base64, but is another string");
    }
  }
}
