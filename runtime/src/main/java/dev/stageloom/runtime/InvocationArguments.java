package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.StageArguments;
import java.util.function.Function;

/**
 * The arguments of an invocation. As {@link StageArguments}, but what is missing or wrong is an
 * {@link InvalidEventException}, so that Step Functions does not try again.
 */
public final class InvocationArguments {

  private final StageArguments arguments;

  InvocationArguments(StageArguments arguments) {
    this.arguments = arguments;
  }

  /**
   * The value of a required argument.
   *
   * @param name the argument's name
   * @param type what the text must be, with its article, for the message: {@code "an int"}
   * @param parser converts the text; any {@link RuntimeException} it throws means that it cannot
   * @return the converted value
   * @param <T> the parameter's type
   * @throws InvalidEventException if the argument is missing or cannot be converted
   */
  public <T> T required(String name, String type, Function<String, T> parser) {
    try {
      return arguments.required(name, type, parser);
    } catch (IllegalArgumentException e) {
      throw new InvalidEventException(String.valueOf(e.getMessage()), e.getCause());
    }
  }

  /**
   * The value of an argument that has a default.
   *
   * @param name the argument's name
   * @param type what the text must be, with its article, for the message
   * @param defaultValue the text to take when the argument was not given
   * @param parser converts the text; any {@link RuntimeException} it throws means that it cannot
   * @return the converted value
   * @param <T> the parameter's type
   * @throws InvalidEventException if the text cannot be converted
   */
  public <T> T optional(String name, String type, String defaultValue, Function<String, T> parser) {
    try {
      return arguments.optional(name, type, defaultValue, parser);
    } catch (IllegalArgumentException e) {
      throw new InvalidEventException(String.valueOf(e.getMessage()), e.getCause());
    }
  }
}
