package dev.stageloom.asl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state machine, with JSONata as its query language.
 *
 * @param comment what it does; empty for no comment
 * @param startAt the state to start with
 * @param timeoutSeconds the seconds an execution may take, 1 to 99,999,999
 * @param states the states by name, in the order of the definition
 */
public record StateMachine(
    String comment, String startAt, Optional<Integer> timeoutSeconds, Map<String, State> states)
    implements StateGraph {

  /** The query language of every state. */
  public static final String QUERY_LANGUAGE = "JSONata";

  /**
   * Copies the states.
   *
   * @throws IllegalArgumentException if the timeout is out of its bounds
   */
  public StateMachine {
    states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    if (timeoutSeconds.isPresent()) {
      Checks.range("TimeoutSeconds", timeoutSeconds.get(), 1, Checks.LARGEST_SECONDS);
    }
  }

  /**
   * The rules between states that this machine breaks: StartAt and every Next name a state, every
   * state can be reached and one can end, names are unique in the whole machine and at most 80
   * characters long, no branch sets a variable of the graph around it.
   *
   * @return what is wrong, each with the state's name; empty if Step Functions would take it
   */
  public List<String> problems() {
    return new GraphRules(this).problems();
  }
}
