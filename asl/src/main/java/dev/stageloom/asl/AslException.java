package dev.stageloom.asl;

import java.util.List;

/** A text is not a state machine that Step Functions would take; lists everything that is wrong. */
public final class AslException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf is serializable
  private final List<String> problems;

  /**
   * Creates the exception.
   *
   * @param problems what is wrong, each with the state's name; at least one
   */
  public AslException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * What is wrong, each with the state's name.
   *
   * @return the problems
   */
  public List<String> problems() {
    return problems;
  }
}
