package dev.stageloom.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes to the state of the first rule whose condition is true.
 *
 * @param comment what it is for; empty for no comment
 * @param choices the rules, at least one
 * @param defaultNext the state to go to when no condition is true; without it that is the error
 *     {@code States.NoChoiceMatched}
 * @param output the output, unless the rule has one of its own; the state's input if there is none
 * @param assign the variables to set, besides those of the rule
 */
public record Choice(
    String comment,
    List<ChoiceRule> choices,
    Optional<String> defaultNext,
    Optional<JsonTemplate> output,
    Map<String, JsonTemplate> assign)
    implements State {

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if there is no rule
   */
  public Choice {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("Choices must hold at least one rule");
    }
    assign = Checks.variables(assign);
  }

  @Override
  public String type() {
    return "Choice";
  }

  @Override
  public List<String> successors() {
    List<String> successors = new ArrayList<>();
    for (ChoiceRule rule : choices) {
      successors.add(rule.next());
    }
    defaultNext.ifPresent(successors::add);
    return successors;
  }

  @Override
  public boolean isTerminal() {
    return false;
  }
}
