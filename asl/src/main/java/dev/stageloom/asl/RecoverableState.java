package dev.stageloom.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A state that can be retried and whose errors can be caught. */
public sealed interface RecoverableState extends State permits Task, Parallel, MapState {

  /**
   * The retriers, of which the first that names the error counts.
   *
   * @return the state's Retry
   */
  List<Retrier> retry();

  /**
   * The catchers, of which the first that names the error counts, once no retrier is left.
   *
   * @return the state's Catch
   */
  List<Catcher> catchers();

  /**
   * The state to go to on success.
   *
   * @return its name; empty for the end
   */
  Optional<String> next();

  /**
   * The graphs inside the state: the branches of a Parallel state, the item processor of a Map
   * state.
   *
   * @return the graphs; empty for a Task state
   */
  default List<Branch> branches() {
    return List.of();
  }

  @Override
  default List<String> successors() {
    List<String> successors = new ArrayList<>();
    if (next().isPresent()) {
      successors.add(next().get());
    }
    for (Catcher catcher : catchers()) {
      successors.add(catcher.next());
    }
    return successors;
  }

  @Override
  default boolean isTerminal() {
    return next().isEmpty();
  }
}
