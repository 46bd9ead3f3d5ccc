package dev.stageloom.runtime;

import io.avaje.json.JsonReader;
import io.avaje.json.PropertyNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a value and sees to it that its objects have the fields that {@link FieldRules} want. */
final class FieldCheck extends ForwardingReader {

  private final boolean refusesUnknown;
  private final List<OpenObject> objects = new ArrayList<>(2);
  private int depth;

  /** The rules of the value that is read next, or of the items or values in it. */
  private FieldRules next;

  /** Whether the value that is read next is the name of a subtype. */
  private boolean subtypeNext;

  FieldCheck(JsonReader reader, FieldRules rules) {
    super(reader);
    this.next = rules;
    this.refusesUnknown = rules.refusesUnknown();
  }

  /** An object of which the reader is inside. It is used again for others of the same depth. */
  private static final class OpenObject {
    private FieldRules declared = FieldRules.NONE;

    /** Those of the object's subtype, once it is known. */
    private FieldRules rules = FieldRules.NONE;

    /** The fields before the one that says which subtype it is. */
    private final List<String> early = new ArrayList<>(0);

    private boolean isMap;
    private boolean[] seen = new boolean[0];
    private int missing;

    void open(FieldRules ofObject, boolean map) {
      declared = ofObject;
      isMap = map;
      early.clear();
      require(ofObject);
    }

    private void require(FieldRules ofObject) {
      int required = ofObject.requiredNames().size();
      if (seen.length < required) {
        seen = new boolean[required];
      } else {
        Arrays.fill(seen, false);
      }
      rules = ofObject;
      missing = isMap ? 0 : required;
    }

    boolean awaitsSubtype() {
      return !isMap && rules.hasSubtypes();
    }

    boolean isSubtypeIn(String name) {
      return awaitsSubtype() && rules.field(name) != null;
    }

    void setSubtype(String name) {
      FieldRules ofSubtype = declared.subtype(name);
      if (ofSubtype == null) {
        throw FieldException.subtypeUnknown(typeField(), name, declared.subtypeNames());
      }
      require(ofSubtype);
      early.forEach(this::enter);
    }

    private String typeField() {
      return declared.requiredNames().get(0);
    }

    /** Notes a field, and returns the rules of its value. */
    FieldRules enter(String name) {
      if (isMap) {
        return rules;
      }
      if (awaitsSubtype()) {
        early.add(name);
        return rules.inSubtypes(name);
      }
      FieldRules.Field field = rules.field(name);
      if (field == null) {
        return FieldRules.NONE;
      }
      int index = field.index();
      if (index >= 0 && !seen[index]) {
        seen[index] = true;
        missing--;
      }
      return field.rules();
    }

    void requireAll() {
      if (awaitsSubtype()) {
        throw FieldException.subtypeMissing(typeField(), declared.subtypeNames());
      }
      if (missing > 0) {
        int index = 0;
        while (seen[index]) {
          index++;
        }
        throw FieldException.missing(rules.requiredNames().get(index));
      }
    }
  }

  private void open(boolean map) {
    if (depth == objects.size()) {
      objects.add(new OpenObject());
    }
    objects.get(depth).open(next, map);
    depth++;
  }

  @Override
  public void beginObject(PropertyNames names) {
    super.beginObject(names);
    open(false);
  }

  /** Begins an object whose names are a map's keys. */
  void beginMap(PropertyNames none) {
    super.beginObject(none);
    open(true);
  }

  /** Begins a map: other objects are read with their names known. */
  @Override
  public void beginObject() {
    super.beginObject();
    open(true);
  }

  @Override
  public String nextField() {
    String name = super.nextField();
    OpenObject object = objects.get(depth - 1);
    subtypeNext = object.isSubtypeIn(name);
    next = object.enter(name);
    return name;
  }

  @Override
  public String readString() {
    String text = super.readString();
    if (subtypeNext) {
      subtypeNext = false;
      objects.get(depth - 1).setSubtype(text);
    }
    return text;
  }

  @Override
  public void endObject() {
    OpenObject object = objects.get(depth - 1);
    object.requireAll();
    super.endObject();
    depth--;
    // For the next item, if the object is one of a collection.
    next = object.declared;
  }

  @Override
  public void unmappedField(String fieldName) {
    if (refusesUnknown) {
      throw FieldException.unknown(fieldName);
    }
    super.unmappedField(fieldName);
  }
}
