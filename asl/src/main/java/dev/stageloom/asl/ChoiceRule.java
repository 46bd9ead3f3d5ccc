package dev.stageloom.asl;

import java.util.Map;
import java.util.Optional;

/**
 * One rule of a Choice state.
 *
 * @param comment what it is for; empty for no comment
 * @param condition an expression that gives a boolean
 * @param next the state to go to when the condition is true
 * @param output the output then; the output of the state if there is none
 * @param assign the variables to set then, besides those of the state
 */
public record ChoiceRule(
    String comment,
    JsonTemplate condition,
    String next,
    Optional<JsonTemplate> output,
    Map<String, JsonTemplate> assign) {

  /**
   * Copies the variables.
   *
   * @throws IllegalArgumentException if the condition is not an expression
   */
  public ChoiceRule {
    if (!condition.isExpression()) {
      throw new IllegalArgumentException("Condition must be an expression, {% ... %}");
    }
    assign = Checks.variables(assign);
  }
}
