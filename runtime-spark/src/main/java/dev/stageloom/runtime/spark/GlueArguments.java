package dev.stageloom.runtime.spark;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.annotations.contract.StageArguments;
import dev.stageloom.runtime.spark.dataset.OutputPlaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments that a Glue job of Stageloom is started with, checked.
 *
 * <p>Both {@code --name value} and {@code --name=value} are understood. Glue adds arguments of its
 * own, some without a value: whatever is not part of the contract is kept as a possible argument of
 * the stage and not complained about. Text behind a name that begins with {@code --} is taken for
 * the next name.
 *
 * @param executionId the execution's id
 * @param previousStage the stage whose output is the input, if there is one
 * @param inputUri the URI of the input, if there is one
 * @param output where the output goes
 * @param stageArguments the values for the stage's own arguments
 * @param jobName the Glue job's name; empty when Glue did not start the job
 * @param jobRunId the id of the job's run; empty when Glue did not start the job
 */
record GlueArguments(
    String executionId,
    Optional<String> previousStage,
    Optional<String> inputUri,
    OutputLocation output,
    StageArguments stageArguments,
    String jobName,
    String jobRunId) {

  private static final String EXECUTION_ID = "execution-id";
  private static final String INPUT_BUCKET = "input-bucket";
  private static final String INPUT_KEY = "input-key";
  private static final String OUTPUT_BUCKET = "output-bucket";
  private static final String OUTPUT_KEY = "output-key";
  private static final String CURRENT_STAGE = "current-stage";
  private static final String PREVIOUS_STAGE = "previous-stage";
  private static final Set<String> CONTRACT =
      Set.of(
          EXECUTION_ID,
          INPUT_BUCKET,
          INPUT_KEY,
          OUTPUT_BUCKET,
          OUTPUT_KEY,
          CURRENT_STAGE,
          PREVIOUS_STAGE);

  /**
   * What was read of a job's arguments.
   *
   * @param arguments the arguments; empty if something is wrong with the contract's
   * @param problems what is wrong with the contract's: missing, empty, or in contradiction
   * @param stageArguments the values for the stage's own arguments
   * @param stageArgumentNames their names, and those of Glue's own arguments
   */
  record Reading(
      Optional<GlueArguments> arguments,
      List<String> problems,
      StageArguments stageArguments,
      Set<String> stageArgumentNames) {

    /** Copies the list. */
    Reading {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads and checks the arguments.
   *
   * @param stage the name of the stage that the job was made for
   * @param args the arguments of the job's main method
   */
  static Reading read(String stage, String[] args) {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = values(args, problems);
    Map<String, String> own = new LinkedHashMap<>(values);
    own.keySet().removeAll(CONTRACT);
    StageArguments stageArguments = new StageArguments(stage, own);
    Optional<GlueArguments> arguments = contract(stage, values, stageArguments, problems);
    return new Reading(arguments, problems, stageArguments, own.keySet());
  }

  private static Optional<GlueArguments> contract(
      String stage,
      Map<String, String> values,
      StageArguments stageArguments,
      List<String> problems) {
    String executionId = executionId(values, problems);
    requireStage(stage, values, problems);
    String bucket = required(OUTPUT_BUCKET, values, problems);
    String key = required(OUTPUT_KEY, values, problems);
    Optional<String> inputUri = inputUri(values, problems);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    OutputLocation output = new OutputLocation(bucket, executionId, stage);
    if (!isKeyOf(output, key)) {
      problems.add(
          "--output-key is \""
              + key
              + "\", but this execution's output belongs at \""
              + output.key()
              + "\"");
      return Optional.empty();
    }
    return Optional.of(
        new GlueArguments(
            executionId,
            Optional.ofNullable(values.get(PREVIOUS_STAGE)),
            inputUri,
            output,
            stageArguments,
            values.getOrDefault("JOB_NAME", ""),
            values.getOrDefault("JOB_RUN_ID", "")));
  }

  private static Map<String, String> values(String[] args, List<String> problems) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        continue;
      }
      int equals = args[i].indexOf('=');
      String name = args[i].substring(2, equals < 0 ? args[i].length() : equals);
      String value = "";
      if (equals >= 0) {
        value = args[i].substring(equals + 1);
      } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
        value = args[++i];
      }
      String earlier = values.put(name, value);
      if (CONTRACT.contains(name) && earlier != null && !Objects.equals(earlier, value)) {
        problems.add(
            "--" + name + " is given twice, as \"" + earlier + "\" and as \"" + value + "\"");
      }
    }
    return values;
  }

  /** The output's key, or that of its Parquet dataset; which form is written, the stage decides. */
  private static boolean isKeyOf(OutputLocation output, String key) {
    OutputPlaces places = OutputPlaces.of(output);
    String uri = "s3://" + output.bucket() + "/" + key;
    return uri.equals(places.json()) || uri.equals(places.parquet());
  }

  private static String executionId(Map<String, String> values, List<String> problems) {
    String id = required(EXECUTION_ID, values, problems);
    if (!id.isEmpty()) {
      try {
        OutputLocation.requireExecutionId(id);
      } catch (IllegalArgumentException e) {
        problems.add("--execution-id: " + e.getMessage());
      }
    }
    return id;
  }

  private static void requireStage(
      String stage, Map<String, String> values, List<String> problems) {
    String current = required(CURRENT_STAGE, values, problems);
    if (!current.isEmpty() && !current.equals(stage)) {
      problems.add(
          "--current-stage is \""
              + current
              + "\", but this job was made for stage \""
              + stage
              + "\": start that stage's own job");
    }
  }

  /** The three arguments of the input come together or, for a first stage, not at all. */
  private static Optional<String> inputUri(Map<String, String> values, List<String> problems) {
    if (List.of(PREVIOUS_STAGE, INPUT_BUCKET, INPUT_KEY).stream().noneMatch(values::containsKey)) {
      return Optional.empty();
    }
    required(PREVIOUS_STAGE, values, problems);
    String bucket = required(INPUT_BUCKET, values, problems);
    String key = required(INPUT_KEY, values, problems);
    if (key.startsWith("/") || key.endsWith("/") || key.contains("://")) {
      problems.add(
          "--input-key is \""
              + key
              + "\", but must be the key of an object in --input-bucket,"
              + " without a slash at its start or end");
    }
    return Optional.of("s3://" + bucket + "/" + key);
  }

  private static String required(String name, Map<String, String> values, List<String> problems) {
    String value = values.getOrDefault(name, "");
    if (value.isBlank()) {
      problems.add("--" + name + (values.containsKey(name) ? " has no value" : " is missing"));
      return "";
    }
    return value;
  }

  /** The failure of a job that was started with wrong arguments; the message lists them. */
  static InvalidArgumentsException invalid(String stage, List<String> problems) {
    return new InvalidArgumentsException(
        "the Glue job of stage "
            + stage
            + " cannot start: "
            + String.join("; ", problems)
            + ". The workflow's state machine passes these arguments; a job that is started by"
            + " hand needs them too");
  }
}
