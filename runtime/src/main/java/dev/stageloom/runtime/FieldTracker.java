package dev.stageloom.runtime;

import io.avaje.json.JsonReader;
import io.avaje.json.PropertyNames;
import java.util.ArrayList;
import java.util.List;

/** Knows which field a reader is in: an item that cannot be read is read again to name it. */
final class FieldTracker extends ForwardingReader {

  private final List<Object> path = new ArrayList<>();

  FieldTracker(JsonReader reader) {
    super(reader);
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

  /** A field of the object that the reader is in: {@code orders[2].total}. */
  String field(String name) {
    setLast(name);
    return field();
  }

  private void setLast(Object place) {
    path.set(path.size() - 1, place);
  }

  private void removeLast() {
    path.remove(path.size() - 1);
  }

  @Override
  public void beginObject(PropertyNames names) {
    super.beginObject(names);
    path.add("");
  }

  @Override
  public void beginObject() {
    super.beginObject();
    path.add("");
  }

  @Override
  public void endObject() {
    super.endObject();
    removeLast();
  }

  @Override
  public String nextField() {
    String name = super.nextField();
    setLast(name);
    return name;
  }

  @Override
  public void beginArray() {
    super.beginArray();
    path.add(-1);
  }

  @Override
  public void endArray() {
    super.endArray();
    removeLast();
  }

  @Override
  public boolean hasNextElement() {
    if (path.get(path.size() - 1) instanceof Integer index) {
      setLast(index + 1);
    }
    return super.hasNextElement();
  }
}
