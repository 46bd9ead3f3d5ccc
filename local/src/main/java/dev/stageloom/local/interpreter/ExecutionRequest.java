package dev.stageloom.local.interpreter;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An execution to run.
 *
 * @param name the execution's name: 1 to 80 characters, without white space and any of {@code < > {
 *     } [ ] ? * " # % \ ^ | ~ ` $ & , ; : /}
 * @param input the execution's input, as JSON values: maps, lists, strings, numbers, booleans, null
 */
public record ExecutionRequest(String name, @Nullable Object input) {

  private static final Pattern NAME =
      Pattern.compile("[^\\s\\p{Cntrl}<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/]{1,80}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if Step Functions would not take the name
   */
  public ExecutionRequest {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the execution name \""
              + name
              + "\" is not valid: use 1 to 80 letters, digits, '-' and '_'");
    }
  }
}
