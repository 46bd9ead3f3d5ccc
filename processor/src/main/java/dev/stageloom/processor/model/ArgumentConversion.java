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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * How the text of an argument becomes a parameter's value.
 *
 * @param words what the text must be, with its article: {@code a LocalDate}
 * @param isList whether the text is a list, whose items the method converts
 * @param owner the class whose method converts; empty when the text is the value
 * @param method the static method; {@code new} for a constructor
 * @param trial converts here, to check a default; any exception means that it cannot
 */
public record ArgumentConversion(
    String words,
    boolean isList,
    Optional<ClassName> owner,
    String method,
    Function<String, ?> trial) {

  private static final String LIST = "java.util.List";

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
    Optional<TypeRef> item = listItem(argument.type());
    return item.isPresent()
        ? of(item.get(), argument).map(ArgumentConversion::ofItems)
        : of(argument.type(), argument);
  }

  /**
   * The items of a list.
   *
   * @param type the type of a parameter
   * @return the items' type; empty if it is no list
   */
  public static Optional<TypeRef> listItem(TypeRef type) {
    return type instanceof ClassType list
            && list.name().qualified().equals(LIST)
            && list.arguments().size() == 1
        ? Optional.of(list.arguments().get(0))
        : Optional.empty();
  }

  private ArgumentConversion ofItems() {
    return new ArgumentConversion(
        "a list, each item " + words, true, owner, method, StageArguments.listOf(trial));
  }

  private static Optional<ArgumentConversion> of(TypeRef wanted, Parameter.ArgumentValue argument) {
    if (wanted instanceof ClassType type && type.kind() == ClassKind.ENUM) {
      return Optional.of(
          new ArgumentConversion(
              "one of " + String.join(", ", argument.enumConstants()),
              false,
              Optional.of(type.name()),
              "valueOf",
              text -> toConstant(text, argument)));
    }
    return switch (wanted.qualified()) {
      case "java.lang.String" ->
          Optional.of(
              new ArgumentConversion("a text", false, Optional.empty(), "", Function.identity()));
      case "int", "java.lang.Integer" -> number("an int", "Integer", "parseInt", Integer::parseInt);
      case "long", "java.lang.Long" -> number("a long", "Long", "parseLong", Long::parseLong);
      case "short", "java.lang.Short" ->
          number("a short", "Short", "parseShort", Short::parseShort);
      case "byte", "java.lang.Byte" -> number("a byte", "Byte", "parseByte", Byte::parseByte);
      case "double", "java.lang.Double" ->
          number("a double", "Double", "parseDouble", Double::parseDouble);
      case "float", "java.lang.Float" ->
          number("a float", "Float", "parseFloat", Float::parseFloat);
      case "boolean", "java.lang.Boolean" ->
          ours("a boolean", "parseBoolean", StageArguments::parseBoolean);
      case "char", "java.lang.Character" ->
          ours("a character", "parseChar", StageArguments::parseChar);
      case "java.math.BigDecimal" ->
          known("a BigDecimal", BigDecimal.class, "new", BigDecimal::new);
      case "java.math.BigInteger" ->
          known("a BigInteger", BigInteger.class, "new", BigInteger::new);
      case "java.util.UUID" -> known("a UUID", UUID.class, "fromString", UUID::fromString);
      case "java.time.Duration" -> time("a Duration", Duration.class, Duration::parse);
      case "java.time.Instant" -> time("an Instant", Instant.class, Instant::parse);
      case "java.time.LocalDate" -> time("a LocalDate", LocalDate.class, LocalDate::parse);
      case "java.time.LocalDateTime" ->
          time("a LocalDateTime", LocalDateTime.class, LocalDateTime::parse);
      case "java.time.LocalTime" -> time("a LocalTime", LocalTime.class, LocalTime::parse);
      case "java.time.MonthDay" -> time("a MonthDay", MonthDay.class, MonthDay::parse);
      case "java.time.OffsetDateTime" ->
          time("an OffsetDateTime", OffsetDateTime.class, OffsetDateTime::parse);
      case "java.time.OffsetTime" -> time("an OffsetTime", OffsetTime.class, OffsetTime::parse);
      case "java.time.Period" -> time("a Period", Period.class, Period::parse);
      case "java.time.Year" -> time("a Year", Year.class, Year::parse);
      case "java.time.YearMonth" -> time("a YearMonth", YearMonth.class, YearMonth::parse);
      case "java.time.ZonedDateTime" ->
          time("a ZonedDateTime", ZonedDateTime.class, ZonedDateTime::parse);
      default -> Optional.empty();
    };
  }

  private static String toConstant(String text, Parameter.ArgumentValue argument) {
    if (!argument.enumConstants().contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static Optional<ArgumentConversion> number(
      String words, String box, String method, Function<String, ?> trial) {
    return Optional.of(
        new ArgumentConversion(
            words, false, Optional.of(new ClassName("java.lang", box)), method, trial));
  }

  private static Optional<ArgumentConversion> ours(
      String words, String method, Function<String, ?> trial) {
    return known(words, StageArguments.class, method, trial);
  }

  private static Optional<ArgumentConversion> time(
      String words, Class<?> type, Function<String, ?> trial) {
    return known(words, type, "parse", trial);
  }

  private static Optional<ArgumentConversion> known(
      String words, Class<?> type, String method, Function<String, ?> trial) {
    ClassName owner = new ClassName(type.getPackageName(), type.getSimpleName());
    return Optional.of(new ArgumentConversion(words, false, Optional.of(owner), method, trial));
  }
}
