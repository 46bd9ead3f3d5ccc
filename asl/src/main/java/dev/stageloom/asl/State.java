package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One state of a state machine. */
public sealed interface State permits RecoverableState, Pass, Choice, Wait, Succeed, Fail {

  /**
   * The state's Type.
   *
   * @return the type as the Amazon States Language names it, such as {@code Task}
   */
  String type();

  /**
   * What the state is for.
   *
   * @return the comment; empty for none
   */
  String comment();

  /**
   * What the state's output is made of.
   *
   * @return the template, if the state has one
   */
  Optional<JsonTemplate> output();

  /**
   * The variables that the state sets when it succeeds.
   *
   * @return the templates by variable
   */
  Map<String, JsonTemplate> assign();

  /**
   * The states that the execution can go to from this one, on success or by a catcher.
   *
   * @return the names, in the order of the definition
   */
  List<String> successors();

  /**
   * Whether the execution, or the branch, can end with this state.
   *
   * @return whether it can
   */
  boolean isTerminal();
}
