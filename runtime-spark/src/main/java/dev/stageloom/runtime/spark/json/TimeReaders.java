package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/** Readers of dates and times, which are ISO-8601 text. */
final class TimeReaders {

  private TimeReaders() {}

  static Optional<ValueReader> of(DataType type, String path) {
    if (type instanceof DateType) {
      return reader(type, path, text -> Math.toIntExact(LocalDate.parse(text).toEpochDay()));
    }
    if (type instanceof TimestampType) {
      return reader(type, path, text -> Micros.of(Instant.parse(text)));
    }
    if (type instanceof TimestampNTZType) {
      return reader(type, path, text -> Micros.of(LocalDateTime.parse(text)));
    }
    if (type instanceof DayTimeIntervalType) {
      return reader(type, path, text -> Micros.of(Duration.parse(text)));
    }
    if (type instanceof YearMonthIntervalType) {
      return reader(type, path, text -> Math.toIntExact(Period.parse(text).toTotalMonths()));
    }
    return Optional.empty();
  }

  private static Optional<ValueReader> reader(
      DataType type, String path, Function<String, Object> parse) {
    String expected = ValueReaders.describe(type);
    return Optional.of(
        parser -> {
          if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw ValueReaders.mismatch(path, expected, parser);
          }
          return parsed(parser, path, expected, parse);
        });
  }

  private static Object parsed(
      JsonParser parser, String path, String expected, Function<String, Object> parse)
      throws java.io.IOException {
    try {
      return parse.apply(parser.getText());
    } catch (DateTimeException | ArithmeticException e) {
      throw new MismatchException(path, "must be " + expected + ", but is another string");
    }
  }
}
