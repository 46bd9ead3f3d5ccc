package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waits for a number of seconds or until a time.
 *
 * @param comment what it is for; empty for no comment
 * @param seconds the seconds, 0 to 99,999,999, or an expression; none with a timestamp
 * @param timestamp the time, in the form of RFC 3339, or an expression; none with seconds
 * @param output the output; the state's input if there is none
 * @param assign the variables to set
 * @param next the state to go to; empty for the end
 */
public record Wait(
    String comment,
    Optional<JsonTemplate> seconds,
    Optional<JsonTemplate> timestamp,
    Optional<JsonTemplate> output,
    Map<String, JsonTemplate> assign,
    Optional<String> next)
    implements State {

  /**
   * Copies the variables and checks the bounds.
   *
   * @throws IllegalArgumentException unless there is either a number of seconds or a time
   */
  public Wait {
    if (seconds.isPresent() == timestamp.isPresent()) {
      throw new IllegalArgumentException("a Wait state needs either Seconds or Timestamp");
    }
    Checks.integerOrExpression("Seconds", seconds, 0, Checks.LARGEST_SECONDS);
    Checks.timestampOrExpression("Timestamp", timestamp);
    assign = Checks.variables(assign);
  }

  @Override
  public String type() {
    return "Wait";
  }

  @Override
  public List<String> successors() {
    return next.stream().toList();
  }

  @Override
  public boolean isTerminal() {
    return next.isEmpty();
  }
}
