package dev.stageloom.local.interpreter;

import java.util.List;

/** A state machine cannot be run as it is; lists everything that is wrong. */
public final class DefinitionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf is serializable
  private final List<String> problems;

  /**
   * Creates the exception.
   *
   * @param problems what is wrong, and where; at least one
   */
  public DefinitionException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * What is wrong, and where.
   *
   * @return the problems
   */
  public List<String> problems() {
    return problems;
  }
}
