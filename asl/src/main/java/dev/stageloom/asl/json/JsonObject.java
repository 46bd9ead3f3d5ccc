package dev.stageloom.asl.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read by their types.
 *
 * <p>Every failure is a {@link JsonException} that says where the field is, what it must be and
 * what it is. A field that is {@code null} counts as missing.
 */
public final class JsonObject {

  private final String document;
  private final String path;
  private final Map<?, ?> fields;
  private final Set<String> known = new LinkedHashSet<>();

  private JsonObject(String document, String path, Map<?, ?> fields) {
    this.document = document;
    this.path = path;
    this.fields = fields;
  }

  /**
   * Starts to read a document.
   *
   * @param document what the document is, for messages: {@code state "EtlStage"}
   * @param value what {@link Json#parse} returned
   * @return the document's fields
   * @throws JsonException if the value is not an object
   */
  public static JsonObject of(String document, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(document, "", map);
    }
    throw new JsonException(document + " must be a JSON object, but is " + kind(value));
  }

  /**
   * The names of all fields, in the order of the text.
   *
   * @return the names
   */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Object name : fields.keySet()) {
      names.add((String) name);
    }
    return names;
  }

  /**
   * Whether the field is there, be it {@code null}.
   *
   * @param name the field's name
   * @return whether it is there
   */
  public boolean has(String name) {
    known.add(name);
    return fields.containsKey(name);
  }

  /**
   * Whether the field is there and {@code null}.
   *
   * @param name the field's name
   * @return whether it is
   */
  public boolean isNull(String name) {
    return fields.containsKey(name) && fields.get(name) == null;
  }

  /**
   * The value of a field as it is.
   *
   * @param name the field's name
   * @return the value; null if it is missing or {@code null}
   */
  public @Nullable Object value(String name) {
    known.add(name);
    return fields.get(name);
  }

  /**
   * A string.
   *
   * @param name the field's name
   * @return the string
   */
  public String string(String name) {
    return optionalString(name).orElseThrow(() -> missing(name));
  }

  /**
   * A string that may be missing.
   *
   * @param name the field's name
   * @return the string, if the field is there
   */
  public Optional<String> optionalString(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw wrong(name, "a string", value);
  }

  /**
   * An integer in the range of an int.
   *
   * @param name the field's name
   * @return the integer
   */
  public int integer(String name) {
    return optionalInteger(name).orElseThrow(() -> missing(name));
  }

  /**
   * An integer in the range of an int that may be missing.
   *
   * @param name the field's name
   * @return the integer, if the field is there
   */
  public Optional<Integer> optionalInteger(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer number) {
      return Optional.of(number);
    }
    if (value instanceof Long number && number.intValue() == number) {
      return Optional.of(number.intValue());
    }
    throw wrong(name, "an integer", value);
  }

  /**
   * A number.
   *
   * @param name the field's name
   * @return the number
   */
  public double number(String name) {
    return optionalNumber(name).orElseThrow(() -> missing(name));
  }

  /**
   * A number that may be missing.
   *
   * @param name the field's name
   * @return the number, if the field is there
   */
  public Optional<Double> optionalNumber(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    throw wrong(name, "a number", value);
  }

  /**
   * A required boolean.
   *
   * @param name the field's name
   * @return the boolean
   * @throws JsonException if it is missing or something else
   */
  public boolean flag(String name) {
    return optionalBoolean(name).orElseThrow(() -> missing(name));
  }

  /**
   * A boolean that may be missing.
   *
   * @param name the field's name
   * @return the boolean, if the field is there
   */
  public Optional<Boolean> optionalBoolean(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    throw wrong(name, "true or false", value);
  }

  /**
   * An object.
   *
   * @param name the field's name
   * @return the object's fields
   */
  public JsonObject object(String name) {
    return optionalObject(name).orElseThrow(() -> missing(name));
  }

  /**
   * An object that may be missing.
   *
   * @param name the field's name
   * @return the object's fields, if the field is there
   */
  public Optional<JsonObject> optionalObject(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new JsonObject(document, at(name), map));
    }
    throw wrong(name, "an object", value);
  }

  /**
   * An array of objects.
   *
   * @param name the field's name
   * @return each object's fields; empty if the field is missing
   */
  public List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object item : array(name)) {
      String itemPath = at(name) + "[" + objects.size() + "]";
      if (!(item instanceof Map<?, ?> map)) {
        throw new JsonException(
            document + ": " + itemPath + " must be an object, but is " + kind(item));
      }
      objects.add(new JsonObject(document, itemPath, map));
    }
    return objects;
  }

  /**
   * An array of strings.
   *
   * @param name the field's name
   * @return the strings; empty if the field is missing
   */
  public List<String> strings(String name) {
    List<String> strings = new ArrayList<>();
    for (Object item : array(name)) {
      if (!(item instanceof String text)) {
        throw wrong(name + "[" + strings.size() + "]", "a string", item);
      }
      strings.add(text);
    }
    return strings;
  }

  private List<?> array(String name) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items) {
      return items;
    }
    throw wrong(name, "an array", value);
  }

  /**
   * The names of the fields that none of the other methods was asked for.
   *
   * @return the names, in the order of the text
   */
  public Set<String> unknownNames() {
    Set<String> unknown = names();
    unknown.removeAll(known);
    return unknown;
  }

  /**
   * An exception about one field.
   *
   * @param name the field's name
   * @param problem what is wrong with it: {@code must be positive}
   * @return the exception, to throw
   */
  public JsonException problem(String name, String problem) {
    return new JsonException(document + ": " + at(name) + " " + problem);
  }

  /**
   * An exception about the object as a whole.
   *
   * @param problem what is wrong with it, a sentence without a full stop
   * @return the exception, to throw
   */
  public JsonException problem(String problem) {
    return new JsonException(document + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
  }

  private JsonException missing(String name) {
    return problem(name, "is missing");
  }

  private JsonException wrong(String name, String expected, @Nullable Object value) {
    return problem(name, "must be " + expected + ", but is " + kind(value));
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String kind(@Nullable Object value) {
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "an array";
    }
    return Json.writeCompact(value);
  }
}
