package dev.stageloom.runtime;

import io.avaje.json.JsonReader;
import io.avaje.json.PropertyNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Knows which field a reader is in: an item that cannot be read is read again to name it. */
final class FieldTracker implements JsonReader {

  private final JsonReader reader;
  private final List<Object> path = new ArrayList<>();

  FieldTracker(JsonReader reader) {
    this.reader = reader;
  }

  /** Where the reader is: {@code orders[2].total}; empty if it is in no field. */
  String field() {
    StringBuilder text = new StringBuilder();
    for (Object each : path) {
      if (each instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else if (!each.equals("")) {
        text.append(text.isEmpty() ? "" : ".").append(each);
      }
    }
    return text.toString();
  }

  private void setLast(Object place) {
    path.set(path.size() - 1, place);
  }

  private void removeLast() {
    path.remove(path.size() - 1);
  }

  @Override
  public void beginObject(PropertyNames names) {
    reader.beginObject(names);
    path.add("");
  }

  @Override
  public void beginObject() {
    reader.beginObject();
    path.add("");
  }

  @Override
  public void endObject() {
    reader.endObject();
    removeLast();
  }

  @Override
  public boolean hasNextField() {
    return reader.hasNextField();
  }

  @Override
  public String nextField() {
    String name = reader.nextField();
    setLast(name);
    return name;
  }

  @Override
  public void beginArray() {
    reader.beginArray();
    path.add(-1);
  }

  @Override
  public void endArray() {
    reader.endArray();
    removeLast();
  }

  @Override
  public boolean hasNextElement() {
    if (path.get(path.size() - 1) instanceof Integer index) {
      setLast(index + 1);
    }
    return reader.hasNextElement();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return reader.unwrap(type);
  }

  @Override
  public boolean isNullValue() {
    return reader.isNullValue();
  }

  @Override
  public boolean readBoolean() {
    return reader.readBoolean();
  }

  @Override
  public int readInt() {
    return reader.readInt();
  }

  @Override
  public long readLong() {
    return reader.readLong();
  }

  @Override
  public double readDouble() {
    return reader.readDouble();
  }

  @Override
  public BigDecimal readDecimal() {
    return reader.readDecimal();
  }

  @Override
  public BigInteger readBigInteger() {
    return reader.readBigInteger();
  }

  @Override
  public String readString() {
    return reader.readString();
  }

  @Override
  public byte[] readBinary() {
    return reader.readBinary();
  }

  @Override
  public String readRaw() {
    return reader.readRaw();
  }

  @Override
  public String location() {
    return reader.location();
  }

  @Override
  public Token currentToken() {
    return reader.currentToken();
  }

  @Override
  public void skipValue() {
    reader.skipValue();
  }

  @Override
  public void unmappedField(String fieldName) {
    reader.unmappedField(fieldName);
  }

  @Override
  public void close() {
    reader.close();
  }
}
