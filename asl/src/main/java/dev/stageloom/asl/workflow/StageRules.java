package dev.stageloom.asl.workflow;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What every stage must keep to, so that its name and arguments are safe inside expressions. */
final class StageRules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,59}");

  private StageRules() {}

  static void check(String name, Optional<String> previousStage, List<TaskArgument> arguments) {
    requireName(name);
    if (previousStage.isPresent()) {
      requireName(previousStage.get());
    }
    Set<String> names = new HashSet<>();
    for (TaskArgument argument : arguments) {
      if (!names.add(argument.name())) {
        throw new IllegalArgumentException(
            "stage " + name + " has the argument \"" + argument.name() + "\" twice");
      }
    }
  }

  static void positive(String stage, String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "stage " + stage + ": " + what + " must be at least 1, but is " + value);
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the stage name \""
              + name
              + "\" is not valid: use 1 to 60 letters, digits, '_' and '-', and start with a"
              + " letter");
    }
  }
}
