package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/** Readers of text. */
final class TextReader {

  private static final JsonFactory JSON = new JsonFactory();

  private TextReader() {}

  static UTF8String text(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw ValueReaders.mismatch(path, "a string", parser);
    }
    return UTF8String.fromString(parser.getText());
  }

  static UTF8String constant(JsonParser parser, String path, Set<String> constants)
      throws IOException {
    UTF8String name = text(parser, path);
    if (!constants.contains(name.toString())) {
      throw new MismatchException(
          path,
          "must be one of " + constants.stream().sorted().toList() + ", but is another string");
    }
    return name;
  }

  /** The value itself if it is a string, otherwise its JSON. */
  static UTF8String anyValue(JsonParser parser) throws IOException {
    if (parser.currentToken().isScalarValue()) {
      return UTF8String.fromString(parser.getText());
    }
    return json(parser);
  }

  /** The value's JSON, with every digit of its numbers. */
  static UTF8String json(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      int depth = 0;
      while (true) {
        generator.copyCurrentEventExact(parser);
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0) {
          break;
        }
        parser.nextToken();
      }
    }
    return UTF8String.fromString(text.toString());
  }
}
