package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One item of a state's Catch: which errors it catches and where the execution goes on.
 *
 * @param comment what it is for; empty for no comment
 * @param errorEquals the names of the errors; {@code States.ALL} only alone
 * @param next the state to go to
 * @param output the output; the error's {@code {"Error", "Cause"}} if there is none
 * @param assign the variables to set
 */
public record Catcher(
    String comment,
    List<String> errorEquals,
    String next,
    Optional<JsonTemplate> output,
    Map<String, JsonTemplate> assign) {

  /**
   * Copies the collections and checks the names.
   *
   * @throws IllegalArgumentException if a name cannot be one
   */
  public Catcher {
    errorEquals = List.copyOf(errorEquals);
    Checks.errorEquals(errorEquals);
    assign = Checks.variables(assign);
  }
}
