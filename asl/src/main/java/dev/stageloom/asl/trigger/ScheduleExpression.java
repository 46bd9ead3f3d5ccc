package dev.stageloom.asl.trigger;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expressions of EventBridge Scheduler and their time zones. Source: EventBridge Scheduler user
 * guide, "Schedule types".
 */
public final class ScheduleExpression {

  private static final Pattern FORM = Pattern.compile("(cron|rate|at)\\((.*)\\)");

  private static final Pattern RATE =
      Pattern.compile("[1-9][0-9]{0,8} (minute|hour|day)s?", Pattern.CASE_INSENSITIVE);

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private static final List<Field> FIELDS =
      List.of(
          new Field("minutes", 0, 59, List.of(), ""),
          new Field("hours", 0, 23, List.of(), ""),
          new Field("day-of-month", 1, 31, List.of(), "\\?|L|LW|L-\\d{1,2}|\\d{1,2}W"),
          new Field("month", 1, 12, MONTHS, ""),
          new Field("day-of-week", 1, 7, DAYS, "\\?|L|([1-7]|[A-Z]{3})L|([1-7]|[A-Z]{3})#[1-5]"),
          new Field("year", 1970, 2199, List.of(), ""));

  private static final int DAY_OF_MONTH = 2;
  private static final int DAY_OF_WEEK = 4;

  private ScheduleExpression() {}

  /**
   * What is wrong with an expression.
   *
   * @param expression the expression, such as {@code cron(0 3 * * ? *)}
   * @return what is wrong; empty if nothing is
   */
  public static Optional<String> problem(String expression) {
    Matcher form = FORM.matcher(expression);
    if (!form.matches()) {
      return Optional.of("it is none of cron(...), rate(...) and at(...)");
    }
    String content = form.group(2);
    return switch (form.group(1)) {
      case "cron" -> cronProblem(content);
      case "rate" ->
          RATE.matcher(content).matches()
              ? Optional.empty()
              : Optional.of("a rate is a positive number and minutes, hours or days");
      default -> atProblem(content);
    };
  }

  /**
   * Whether there is a time zone.
   *
   * @param timeZone the time zone, such as {@code Europe/Berlin} or {@code UTC}
   * @return whether Scheduler knows it; {@code +01:00} is none
   */
  public static boolean isTimeZone(String timeZone) {
    return ZoneId.getAvailableZoneIds().contains(timeZone);
  }

  private static Optional<String> atProblem(String time) {
    try {
      // Seconds are there: without them LocalDateTime would read it too.
      if (time.length() == "2027-01-01T00:00:00".length()) {
        LocalDateTime.parse(time);
        return Optional.empty();
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    return Optional.of(
        "\"" + time + "\" is not a time such as 2027-01-01T00:00:00, without a time zone");
  }

  private static Optional<String> cronProblem(String content) {
    List<String> values = List.of(content.trim().split("\\s+"));
    if (values.size() != FIELDS.size()) {
      return Optional.of("a cron expression has six fields, and this one has " + values.size());
    }
    for (int i = 0; i < FIELDS.size(); i++) {
      Field field = FIELDS.get(i);
      if (!field.accepts(values.get(i).toUpperCase(Locale.ROOT))) {
        return Optional.of(
            "\"" + values.get(i) + "\" is not a value of " + field.name + ": " + field.words());
      }
    }
    boolean anyDayOfMonth = values.get(DAY_OF_MONTH).equals("?");
    boolean anyDayOfWeek = values.get(DAY_OF_WEEK).equals("?");
    return anyDayOfMonth == anyDayOfWeek
        ? Optional.of("one of day-of-month and day-of-week must be ?, and the other not")
        : Optional.empty();
  }

  /**
   * A field of a cron expression.
   *
   * @param name what it is
   * @param min the smallest number
   * @param max the largest number
   * @param names the names of the numbers from the smallest on; empty without names
   * @param special what else it may be, alone or in a list; empty for nothing
   */
  private record Field(String name, int min, int max, List<String> names, String special) {

    boolean accepts(String value) {
      for (String item : value.split(",", -1)) {
        if (!item.matches(special) && !isRange(item)) {
          return false;
        }
      }
      return !value.contains("?") || value.equals("?");
    }

    /** {@code *}, a value or two with a dash, and what to step by. */
    private boolean isRange(String item) {
      String[] parts = item.split("/", -1);
      if (parts.length > 2 || (parts.length == 2 && !parts[1].matches("[1-9][0-9]{0,3}"))) {
        return false;
      }
      if (parts[0].equals("*")) {
        return true;
      }
      String[] bounds = parts[0].split("-", -1);
      if (bounds.length > 2) {
        return false;
      }
      for (String bound : bounds) {
        if (!isValue(bound)) {
          return false;
        }
      }
      return true;
    }

    private boolean isValue(String text) {
      if (names.contains(text)) {
        return true;
      }
      return text.matches("\\d{1,4}")
          && Integer.parseInt(text) >= min
          && Integer.parseInt(text) <= max;
    }

    String words() {
      String numbers = "it has " + min + " to " + max;
      return names.isEmpty()
          ? numbers
          : numbers + " or " + names.get(0) + " to " + names.get(names.size() - 1);
    }
  }
}
