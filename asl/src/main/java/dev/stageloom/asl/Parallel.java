package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs several branches at once. Its result is the array of their outputs, in their order.
 *
 * @param comment what it is for; empty for no comment
 * @param arguments the input of each branch; the state's input if there are none
 * @param branches the branches, at least one
 * @param output the output; the result if there is none
 * @param assign the variables to set
 * @param retry the retriers; one of {@code States.ALL} only last
 * @param catchers the catchers; one of {@code States.ALL} only last
 * @param next the state to go to; empty for the end
 */
public record Parallel(
    String comment,
    Optional<JsonTemplate> arguments,
    List<Branch> branches,
    Optional<JsonTemplate> output,
    Map<String, JsonTemplate> assign,
    List<Retrier> retry,
    List<Catcher> catchers,
    Optional<String> next)
    implements RecoverableState {

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if there is no branch
   */
  public Parallel {
    branches = List.copyOf(branches);
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("Branches must hold at least one branch");
    }
    assign = Checks.variables(assign);
    retry = List.copyOf(retry);
    catchers = List.copyOf(catchers);
    Checks.wildcardLast("Retry", retry, Retrier::errorEquals);
    Checks.wildcardLast("Catch", catchers, Catcher::errorEquals);
  }

  @Override
  public String type() {
    return "Parallel";
  }
}
