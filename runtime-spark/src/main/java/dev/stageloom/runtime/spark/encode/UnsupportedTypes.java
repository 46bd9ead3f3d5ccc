package dev.stageloom.runtime.spark.encode;

import java.lang.reflect.Type;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.BaseStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The types that Spark has no column for, and what to use instead. */
final class UnsupportedTypes {

  private static final Map<Class<?>, String> EXACT = exact();
  private static final Map<Class<?>, String> FAMILIES = families();

  private UnsupportedTypes() {}

  private static Map<Class<?>, String> exact() {
    Map<Class<?>, String> hints = new LinkedHashMap<>();
    hints.put(Object.class, "use a concrete type");
    hints.put(UUID.class, "use String");
    hints.put(char.class, "use String");
    hints.put(Character.class, "use String");
    hints.put(java.util.Date.class, "use Instant");
    hints.put(OffsetDateTime.class, "use Instant, or String to keep the offset");
    hints.put(ZonedDateTime.class, "use Instant, or String to keep the zone");
    hints.put(LocalTime.class, "use String");
    hints.put(OffsetTime.class, "use String");
    hints.put(MonthDay.class, "use String");
    hints.put(YearMonth.class, "use String");
    hints.put(Year.class, "use int");
    hints.put(Period.class, "use String; Spark would drop a period's days");
    hints.put(java.net.URI.class, "use String");
    hints.put(java.net.URL.class, "use String");
    hints.put(OptionalInt.class, "use Optional<Integer>");
    hints.put(OptionalLong.class, "use Optional<Long>");
    hints.put(OptionalDouble.class, "use Optional<Double>");
    hints.put(java.util.Optional.class, "an Optional must be the type of a record's component");
    return hints;
  }

  private static Map<Class<?>, String> families() {
    Map<Class<?>, String> hints = new LinkedHashMap<>();
    hints.put(Iterable.class, "use List");
    hints.put(Iterator.class, "use List");
    hints.put(BaseStream.class, "use List");
    hints.put(Map.class, "use Map");
    hints.put(Calendar.class, "use Instant");
    hints.put(ZoneId.class, "use String");
    hints.put(Dataset.class, "an item cannot hold a dataset: use List");
    hints.put(Row.class, "use a record, or Dataset<Row> for the whole");
    hints.put(Number.class, "use a concrete number type such as long or BigDecimal");
    return hints;
  }

  /**
   * Refuses a type that looks like a bean or a collection but cannot be a column.
   *
   * @throws IllegalArgumentException if it is one
   */
  static void refuseKnown(String path, Class<?> type) {
    String hint = EXACT.get(type);
    if (hint != null) {
      throw refused(path, type, hint);
    }
    for (Map.Entry<Class<?>, String> family : FAMILIES.entrySet()) {
      if (family.getKey().isAssignableFrom(type)) {
        throw refused(path, type, family.getValue());
      }
    }
  }

  static IllegalArgumentException refused(String path, Type type, String hint) {
    return new IllegalArgumentException(
        path + " is of type " + type.getTypeName() + ", which a Dataset cannot hold: " + hint);
  }
}
