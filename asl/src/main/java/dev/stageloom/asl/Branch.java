package dev.stageloom.asl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of a branch of a Parallel state, or of the item processor of a Map state.
 *
 * @param comment what it does; empty for no comment
 * @param startAt the state to start with
 * @param states the states by name, in the order of the definition
 */
public record Branch(String comment, String startAt, Map<String, State> states)
    implements StateGraph {

  /** Copies the states. */
  public Branch {
    states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
  }
}
