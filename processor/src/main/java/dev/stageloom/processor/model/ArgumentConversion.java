package dev.stageloom.processor.model;

import dev.stageloom.annotations.contract.StageArguments;
import dev.stageloom.processor.model.TypeRef.ClassKind;
import dev.stageloom.processor.model.TypeRef.ClassType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * How the text of an argument becomes a parameter's value.
 *
 * @param words what the text must be, with its article: {@code a LocalDate}
 * @param owner the class whose method converts; empty when the text is the value
 * @param method the static method; {@code new} for a constructor
 * @param trial converts here, to check a default; any exception means that it cannot
 */
public record ArgumentConversion(
    String words, Optional<ClassName> owner, String method, Function<String, ?> trial) {

  private static final Map<String, ArgumentConversion> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put(
        "java.lang.String",
        new ArgumentConversion("a text", Optional.empty(), "", Function.identity()));
    number("an int", "int", Integer.class, "parseInt", Integer::parseInt);
    number("a long", "long", Long.class, "parseLong", Long::parseLong);
    number("a short", "short", Short.class, "parseShort", Short::parseShort);
    number("a byte", "byte", Byte.class, "parseByte", Byte::parseByte);
    number("a double", "double", Double.class, "parseDouble", Double::parseDouble);
    number("a float", "float", Float.class, "parseFloat", Float::parseFloat);
    both("a boolean", "boolean", Boolean.class, "parseBoolean", StageArguments::parseBoolean);
    both("a character", "char", Character.class, "parseChar", StageArguments::parseChar);
    known("a BigDecimal", BigDecimal.class, "new", BigDecimal::new);
    known("a BigInteger", BigInteger.class, "new", BigInteger::new);
    known("a UUID", UUID.class, "fromString", UUID::fromString);
    known("a Duration", Duration.class, "parse", Duration::parse);
    known("an Instant", Instant.class, "parse", Instant::parse);
    known("a LocalDate", LocalDate.class, "parse", LocalDate::parse);
    known("a LocalDateTime", LocalDateTime.class, "parse", LocalDateTime::parse);
    known("a LocalTime", LocalTime.class, "parse", LocalTime::parse);
    known("a MonthDay", MonthDay.class, "parse", MonthDay::parse);
    known("an OffsetDateTime", OffsetDateTime.class, "parse", OffsetDateTime::parse);
    known("an OffsetTime", OffsetTime.class, "parse", OffsetTime::parse);
    known("a Period", Period.class, "parse", Period::parse);
    known("a Year", Year.class, "parse", Year::parse);
    known("a YearMonth", YearMonth.class, "parse", YearMonth::parse);
    known("a ZonedDateTime", ZonedDateTime.class, "parse", ZonedDateTime::parse);
  }

  /**
   * Whether a text can be converted.
   *
   * @param text the text
   * @return false if the conversion would fail
   */
  public boolean accepts(String text) {
    try {
      return trial.apply(text) != null;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * The conversion to a parameter's type.
   *
   * @param argument the parameter
   * @return the conversion; empty if text cannot be converted to the type
   */
  public static Optional<ArgumentConversion> of(Parameter.ArgumentValue argument) {
    if (argument.type() instanceof ClassType type && type.kind() == ClassKind.ENUM) {
      return Optional.of(
          new ArgumentConversion(
              "one of " + String.join(", ", argument.enumConstants()),
              Optional.of(type.name()),
              "valueOf",
              text -> toConstant(text, argument)));
    }
    return Optional.ofNullable(KNOWN.get(argument.type().qualified()));
  }

  private static String toConstant(String text, Parameter.ArgumentValue argument) {
    if (!argument.enumConstants().contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static void number(
      String words, String primitive, Class<?> box, String method, Function<String, ?> trial) {
    ArgumentConversion conversion =
        new ArgumentConversion(words, Optional.of(name(box.getName())), method, trial);
    KNOWN.put(primitive, conversion);
    KNOWN.put(box.getName(), conversion);
  }

  private static void both(
      String words, String primitive, Class<?> box, String method, Function<String, ?> trial) {
    ArgumentConversion conversion =
        new ArgumentConversion(
            words, Optional.of(name(StageArguments.class.getName())), method, trial);
    KNOWN.put(primitive, conversion);
    KNOWN.put(box.getName(), conversion);
  }

  private static void known(String words, Class<?> type, String method, Function<String, ?> trial) {
    KNOWN.put(
        type.getName(),
        new ArgumentConversion(words, Optional.of(name(type.getName())), method, trial));
  }

  private static ClassName name(String qualified) {
    int dot = qualified.lastIndexOf('.');
    return new ClassName(qualified.substring(0, dot), List.of(qualified.substring(dot + 1)));
  }
}
