package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the same states for each item of an array, in the execution itself (an inline Map state).
 * Its result is the array of the outputs, in the order of the items.
 *
 * @param comment what it is for; empty for no comment
 * @param items the array or an expression of it; the state's input if there is none
 * @param itemSelector the input of each iteration; the item if there is none
 * @param itemProcessor what runs for each item
 * @param maxConcurrency how many iterations run at once, or an expression; 0, and if there is none,
 *     as many as Step Functions can, about 40
 * @param output the output; the result if there is none
 * @param assign the variables to set
 * @param retry the retriers; one of {@code States.ALL} only last
 * @param catchers the catchers; one of {@code States.ALL} only last
 * @param next the state to go to; empty for the end
 */
public record MapState(
    String comment,
    Optional<JsonTemplate> items,
    Optional<JsonTemplate> itemSelector,
    Branch itemProcessor,
    Optional<JsonTemplate> maxConcurrency,
    Optional<JsonTemplate> output,
    Map<String, JsonTemplate> assign,
    List<Retrier> retry,
    List<Catcher> catchers,
    Optional<String> next)
    implements RecoverableState {

  /**
   * Copies the collections and checks the bounds.
   *
   * @throws IllegalArgumentException if a value is out of its bounds
   */
  public MapState {
    if (items.isPresent()
        && !items.get().isExpression()
        && !(items.get().value() instanceof List)) {
      throw new IllegalArgumentException("Items must be an array or an expression");
    }
    Checks.integerOrExpression("MaxConcurrency", maxConcurrency, 0, Checks.LARGEST_SECONDS);
    assign = Checks.variables(assign);
    retry = List.copyOf(retry);
    catchers = List.copyOf(catchers);
    Checks.wildcardLast("Retry", retry, Retrier::errorEquals);
    Checks.wildcardLast("Catch", catchers, Catcher::errorEquals);
  }

  @Override
  public String type() {
    return "Map";
  }

  @Override
  public List<Branch> branches() {
    return List.of(itemProcessor);
  }
}
