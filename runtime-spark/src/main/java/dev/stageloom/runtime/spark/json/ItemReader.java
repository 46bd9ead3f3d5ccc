package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;

/** Reads a dataset's items as rows. */
public final class ItemReader {

  private final ItemForm form;
  private final StructReader struct;
  private final List<FieldReader> columns;

  /**
   * A reader of items.
   *
   * @param form what the items are
   * @param schema the columns that are wanted
   * @throws IllegalArgumentException if a column's type cannot be read from JSON
   */
  public ItemReader(ItemForm form, StructType schema) {
    this.form = form;
    ValueReaders readers = new ValueReaders(form == ItemForm.INFERRED_OBJECTS);
    this.struct = readers.struct(schema, "");
    this.columns = Arrays.stream(schema.fields()).map(readers::value).toList();
  }

  /**
   * Reads the item that starts at the parser's current token, and leaves the parser at its last
   * token.
   *
   * @param parser stands at the item's first token
   * @return the item
   * @throws IOException if the text is not JSON, or cannot be read
   * @throws MismatchException if the item is not what the schema needs
   */
  public InternalRow read(JsonParser parser) throws IOException {
    return switch (form) {
      case OBJECTS, INFERRED_OBJECTS -> struct.read(parser);
      case VALUES -> value(parser);
      case OBJECT_TEXT -> text(parser);
    };
  }

  private InternalRow value(JsonParser parser) throws IOException {
    if (columns.isEmpty()) {
      parser.skipChildren();
      return new GenericInternalRow(new Object[0]);
    }
    return new GenericInternalRow(new Object[] {columns.get(0).read(parser)});
  }

  private static InternalRow text(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw ValueReaders.mismatch("", "an object", parser);
    }
    return new GenericInternalRow(new Object[] {TextReader.json(parser)});
  }
}
