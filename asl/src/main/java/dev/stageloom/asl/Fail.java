package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends the execution, or the branch, with an error.
 *
 * @param comment what it is for; empty for no comment
 * @param error the error's name, or an expression of it
 * @param cause what went wrong, or an expression of it
 */
public record Fail(String comment, Optional<JsonTemplate> error, Optional<JsonTemplate> cause)
    implements State {

  /**
   * Checks the types.
   *
   * @throws IllegalArgumentException if one of the two is not a string
   */
  public Fail {
    Checks.stringOrExpression("Error", error);
    Checks.stringOrExpression("Cause", cause);
  }

  @Override
  public String type() {
    return "Fail";
  }

  @Override
  public Optional<JsonTemplate> output() {
    return Optional.empty();
  }

  @Override
  public Map<String, JsonTemplate> assign() {
    return Map.of();
  }

  @Override
  public List<String> successors() {
    return List.of();
  }

  @Override
  public boolean isTerminal() {
    return true;
  }
}
