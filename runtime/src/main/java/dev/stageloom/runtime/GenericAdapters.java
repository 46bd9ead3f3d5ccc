package dev.stageloom.runtime;

import io.avaje.json.JsonAdapter;
import io.avaje.jsonb.AdapterFactory;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and writes null for generic classes; the library's adapters of them know none. */
final class GenericAdapters implements AdapterFactory {

  /** A type argument too many, which the library's adapters do not look at. */
  private interface NotNull {}

  @Override
  public @Nullable JsonAdapter<?> create(Type type, Jsonb jsonb) {
    if (!(type instanceof ParameterizedType generic)
        || generic.getRawType().getTypeName().startsWith("java.")) {
      return null;
    }
    Type[] arguments = generic.getActualTypeArguments();
    if (arguments[arguments.length - 1] == NotNull.class) {
      return null;
    }
    Type[] marked = Arrays.copyOf(arguments, arguments.length + 1);
    marked[arguments.length] = NotNull.class;
    return jsonb.adapter(Types.newParameterizedType(generic.getRawType(), marked)).nullSafe();
  }
}
