package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stageloom.runtime.spark.json.ItemReader;
import dev.stageloom.runtime.spark.json.MismatchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** The items of a file that is one JSON array, on one line or on many, read in constant memory. */
final class ArraySource implements ItemSource {

  private final InputPlace place;
  private final ItemReader items;
  private final JsonParser parser;
  private @Nullable InternalRow item;

  ArraySource(InputStream input, InputPlace place, ItemReader items) throws IOException {
    this.place = place;
    this.items = items;
    this.parser = Json.FACTORY.createParser(input);
    parser.nextToken();
  }

  @Override
  public boolean next() throws IOException {
    try {
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        if (parser.nextToken() != null) {
          throw place.invalid(line(), "there is more after the end of the JSON array");
        }
        return false;
      }
      item = items.read(parser);
      return true;
    } catch (MismatchException e) {
      throw place.mismatch(line(), e);
    } catch (JacksonException e) {
      throw place.malformedArray(e);
    }
  }

  private long line() {
    return parser.currentTokenLocation().getLineNr();
  }

  @Override
  public InternalRow item() {
    return Objects.requireNonNull(item, "next() comes first");
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
