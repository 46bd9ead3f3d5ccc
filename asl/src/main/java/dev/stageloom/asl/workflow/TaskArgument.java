package dev.stageloom.asl.workflow;

import dev.stageloom.asl.json.Json;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named value of the execution's input that a stage takes.
 *
 * @param name the field of the input: letters, digits, {@code -} and {@code _}, starting with a
 *     letter
 * @param defaultValue the value to take when the input has none; without it the argument is
 *     required
 */
public record TaskArgument(String name, Optional<String> defaultValue) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  public TaskArgument {
    Objects.requireNonNull(defaultValue, "defaultValue");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the argument name "
              + Json.writeCompact(name)
              + " is not valid: use letters, digits, '-' and '_', and start with a letter");
    }
  }
}
