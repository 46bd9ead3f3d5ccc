package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does no work: makes its output of its input, sets variables.
 *
 * @param comment what it is for; empty for no comment
 * @param output the output; the state's input if there is none
 * @param assign the variables to set
 * @param next the state to go to; empty for the end
 */
public record Pass(
    String comment,
    Optional<JsonTemplate> output,
    Map<String, JsonTemplate> assign,
    Optional<String> next)
    implements State {

  /** Copies the variables. */
  public Pass {
    assign = Checks.variables(assign);
  }

  @Override
  public String type() {
    return "Pass";
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
