package dev.stageloom.asl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the rules between the states of one machine. */
final class GraphRules {

  private final List<String> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  GraphRules(StateMachine machine) {
    check(machine, "", Set.of());
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Checks one graph and those inside it.
   *
   * @param where "" for the machine itself, else which graph of which state this is
   * @param outerVariables the variables that the graphs around this one set
   */
  private void check(StateGraph graph, String where, Set<String> outerVariables) {
    Map<String, State> states = graph.states();
    if (!states.containsKey(graph.startAt())) {
      problems.add(where + "StartAt names the state " + quote(graph.startAt()) + missing(states));
    }
    checkNames(states);
    checkTransitions(states);
    checkReachability(graph, where);
    Set<String> variables = checkVariables(states, outerVariables);
    states.forEach(
        (name, state) -> {
          if (state instanceof RecoverableState recoverable) {
            for (int i = 0; i < recoverable.branches().size(); i++) {
              String place =
                  state instanceof Parallel ? ", Branches[" + i + "]: " : ", ItemProcessor: ";
              check(recoverable.branches().get(i), at(name) + place, variables);
            }
          }
        });
  }

  private void checkNames(Map<String, State> states) {
    for (String name : states.keySet()) {
      int length = name.codePointCount(0, name.length());
      if (length == 0 || length > Checks.LONGEST_NAME) {
        problems.add(at(name) + ": a state's name must have 1 to 80 characters, but has " + length);
      }
      if (!names.add(name)) {
        problems.add(
            at(name) + ": another state of the machine has the same name, perhaps in a branch");
      }
    }
  }

  private void checkTransitions(Map<String, State> states) {
    states.forEach(
        (name, state) -> {
          for (String next : new LinkedHashSet<>(state.successors())) {
            if (!states.containsKey(next)) {
              problems.add(at(name) + ": goes to the state " + quote(next) + missing(states));
            }
          }
        });
  }

  private void checkReachability(StateGraph graph, String where) {
    Map<String, State> states = graph.states();
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(graph.startAt());
    while (!open.isEmpty()) {
      String name = open.remove();
      State state = states.get(name);
      if (state != null && reached.add(name)) {
        open.addAll(state.successors());
      }
    }
    if (reached.isEmpty()) {
      return;
    }
    for (String name : states.keySet()) {
      if (!reached.contains(name)) {
        problems.add(at(name) + ": no other state leads to it");
      }
    }
    if (reached.stream().noneMatch(name -> isTerminal(states, name))) {
      problems.add(where + "no state ends the run: one needs \"End\": true, or be Succeed or Fail");
    }
  }

  private static boolean isTerminal(Map<String, State> states, String name) {
    State state = states.get(name);
    return state != null && state.isTerminal();
  }

  /** Checks and adds up the variables that the graph's own states set. */
  private Set<String> checkVariables(Map<String, State> states, Set<String> outerVariables) {
    Set<String> all = new HashSet<>(outerVariables);
    states.forEach(
        (name, state) -> {
          for (String variable : variablesOf(state)) {
            all.add(variable);
            if (outerVariables.contains(variable)) {
              problems.add(
                  at(name)
                      + ": sets the variable "
                      + quote(variable)
                      + ", which a state outside the branch sets: take another name");
            }
          }
        });
    return all;
  }

  private static Set<String> variablesOf(State state) {
    Set<String> variables = new LinkedHashSet<>(state.assign().keySet());
    if (state instanceof RecoverableState recoverable) {
      recoverable.catchers().forEach(catcher -> variables.addAll(catcher.assign().keySet()));
    }
    if (state instanceof Choice choice) {
      choice.choices().forEach(rule -> variables.addAll(rule.assign().keySet()));
    }
    return variables;
  }

  private static String at(String state) {
    return "state " + quote(state);
  }

  private static String missing(Map<String, State> states) {
    return ", which is not there: the states are " + String.join(", ", states.keySet());
  }

  private static String quote(String name) {
    return "\"" + name + "\"";
  }
}
