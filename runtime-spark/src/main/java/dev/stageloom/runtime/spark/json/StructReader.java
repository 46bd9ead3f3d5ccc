package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object as a row. Fields that the schema does not have are skipped. */
final class StructReader implements ValueReader {

  private final String path;
  private final String[] names;
  private final FieldReader[] fields;
  private final Map<String, Integer> indexes = new HashMap<>();

  StructReader(String path, String[] names, FieldReader[] fields) {
    this.path = path;
    this.names = names;
    this.fields = fields;
    for (int i = 0; i < names.length; i++) {
      indexes.put(names[i], i);
    }
  }

  @Override
  public InternalRow read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw ValueReaders.mismatch(path, "an object", parser);
    }
    @Nullable Object[] values = new @Nullable Object[fields.length];
    int guess = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int index = indexOf(parser.currentName(), guess);
      parser.nextToken();
      if (index < 0) {
        parser.skipChildren();
      } else {
        values[index] = fields[index].read(parser);
        guess = index + 1;
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !fields[i].nullable()) {
        throw fields[i].missing();
      }
    }
    return new GenericInternalRow(values);
  }

  /** Items are mostly written in the order of the schema: the next field is tried first. */
  private int indexOf(String name, int guess) {
    if (guess < names.length && names[guess].equals(name)) {
      return guess;
    }
    Integer index = indexes.get(name);
    return index == null ? -1 : index;
  }
}
