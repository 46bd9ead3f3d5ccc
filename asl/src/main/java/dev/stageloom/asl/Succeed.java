package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends the execution, or the branch, with success.
 *
 * @param comment what it is for; empty for no comment
 * @param output the output; the state's input if there is none
 */
public record Succeed(String comment, Optional<JsonTemplate> output) implements State {

  @Override
  public String type() {
    return "Succeed";
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
