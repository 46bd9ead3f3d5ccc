package dev.stageloom.runtime.spark;

import dev.stageloom.annotations.contract.StageArguments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The arguments that a stage declares, converted; what is wrong with them is said at once. */
final class DeclaredArguments {

  /** How many characters a name may differ from a declared one to be taken for its misspelling. */
  private static final int MAX_DISTANCE = 2;

  /**
   * What Glue itself takes or adds. Source: AWS Glue Developer Guide, "Using job parameters in AWS
   * Glue jobs".
   */
  private static final Set<String> GLUE =
      Set.of(
          "JOB_ID",
          "JOB_NAME",
          "JOB_RUN_ID",
          "SECURITY_CONFIGURATION",
          "TempDir",
          "additional-python-modules",
          "class",
          "conf",
          "customer-driver-env-vars",
          "customer-executor-env-vars",
          "datalake-formats",
          "debug",
          "encryption-type",
          "endpoint",
          "executor-cores",
          "extra-files",
          "extra-jars",
          "extra-py-files",
          "job-bookmark-from",
          "job-bookmark-option",
          "job-bookmark-to",
          "job-language",
          "mode",
          "scriptLocation",
          "spark-event-logs-path",
          "user-jars-first");

  private final StageArguments values;
  private final Set<String> given;
  private final Set<String> declared = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Nothing is declared yet.
   *
   * @param values the values that were given
   * @param given their names
   */
  DeclaredArguments(StageArguments values, Set<String> given) {
    this.values = values;
    this.given = given;
  }

  <T> Supplier<T> required(String name, String type, Function<String, T> parser) {
    return declare(name, () -> values.required(name, type, parser));
  }

  <T> Supplier<T> optional(
      String name, String type, String defaultValue, Function<String, T> parser) {
    return declare(name, () -> values.optional(name, type, defaultValue, parser));
  }

  private <T> Supplier<T> declare(String name, Supplier<T> conversion) {
    declared.add(name);
    try {
      T unused = conversion.get();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return conversion;
  }

  /** What is wrong: missing, empty and malformed arguments, and misspelled names. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    for (String name : given) {
      if (!declared.contains(name) && !GLUE.contains(name)) {
        meant(name)
            .ifPresent(
                meant ->
                    all.add(
                        "--" + name + " is not an argument of the stage: did you mean --" + meant));
      }
    }
    return all;
  }

  private Optional<String> meant(String name) {
    LevenshteinDistance distance = new LevenshteinDistance(MAX_DISTANCE);
    return declared.stream()
        .filter(candidate -> !given.contains(candidate))
        .filter(candidate -> distance.apply(name, candidate) >= 0)
        .findFirst();
  }
}
