package dev.stageloom.asl;

import java.util.Map;

/** States and where they start: a whole machine, a branch, or what a Map state runs per item. */
public sealed interface StateGraph permits StateMachine, Branch {

  /**
   * The state to start with.
   *
   * @return its name
   */
  String startAt();

  /**
   * The states, in the order of the definition.
   *
   * @return the states by name
   */
  Map<String, State> states();
}
