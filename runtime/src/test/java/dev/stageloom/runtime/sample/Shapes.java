package dev.stageloom.runtime.sample;

import io.avaje.jsonb.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Items of all that items may be made of. */
@Json.Import({
  Shapes.Numbers.class,
  Shapes.Times.class,
  Shapes.Optionals.class,
  Shapes.Nested.class,
  Shapes.Page.class
})
@Json.Import(
    value = Shapes.Payment.class,
    subtypes = {
      @Json.SubType(type = Shapes.Card.class, name = "card"),
      @Json.SubType(type = Shapes.Cash.class, name = "cash")
    })
public final class Shapes {

  private Shapes() {}

  public record Numbers(
      byte b, short s, int i, long l, double d, boolean z, BigDecimal decimal, BigInteger integer) {

    /** Some numbers. */
    public static Numbers of(int i) {
      return new Numbers((byte) 1, (short) 2, i, 4, 0.1, true, BigDecimal.ONE, BigInteger.TWO);
    }
  }

  public record Times(
      LocalDate date,
      LocalDateTime dateTime,
      Instant instant,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Duration duration) {}

  public record Optionals(
      Optional<String> text, OptionalInt i, OptionalLong l, OptionalDouble d, Optional<UUID> id) {}

  public enum Kind {
    FIRST,
    SECOND
  }

  public record Nested(Kind kind, List<Numbers> list, Map<String, List<Kind>> map) {}

  public record Page<T>(T item, List<T> more) {}

  public sealed interface Payment permits Card, Cash {}

  public record Card(String number, int month) implements Payment {}

  public record Cash(BigDecimal amount) implements Payment {}
}
