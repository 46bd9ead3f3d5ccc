package dev.stageloom.asl.workflow;

import dev.stageloom.asl.ErrorNames;
import dev.stageloom.asl.JitterStrategy;
import dev.stageloom.asl.JsonTemplate;
import dev.stageloom.asl.Retrier;
import dev.stageloom.asl.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stage that is a Glue job.
 *
 * @param name the stage's name
 * @param comment what the stage does; empty for no comment
 * @param previousStage the stage whose output this stage reads; empty for the start message
 * @param arguments the values of the execution's input that the stage takes
 * @param retry how the stage is run again after a failure of its own
 * @param timeoutMinutes the job's timeout in minutes
 * @param startMinutes what the state may take beyond that: the job waits for capacity and starts
 * @param output where its output lies
 */
public record GlueTask(
    String name,
    String comment,
    Optional<String> previousStage,
    List<TaskArgument> arguments,
    RetryPolicy retry,
    int timeoutMinutes,
    int startMinutes,
    OutputFile output)
    implements StageTask {

  /** The time that a job of the execution class STANDARD may take until it runs. */
  public static final int START_MINUTES = 15;

  /**
   * The time that a job of the execution class FLEX may take until it runs: it waits for capacity
   * up to 20 minutes longer. Source: AWS Glue developer guide, "Adding jobs", flexible execution.
   */
  public static final int FLEX_START_MINUTES = START_MINUTES + 20;

  /**
   * Errors of the state's own expressions, such as a missing argument: no retry can mend them, and
   * the user's retries are minutes apart.
   */
  public static final List<String> NON_RETRYABLE = List.of(ErrorNames.QUERY_EVALUATION_ERROR);

  /** The job already runs as often as it may. */
  public static final List<String> CONCURRENCY_ERRORS =
      List.of("Glue.ConcurrentRunsExceededException");

  /** The failures of Glue itself, which say nothing about the stage; throttling among them. */
  public static final List<String> SERVICE_ERRORS =
      List.of(
          "Glue.AWSGlueException",
          "Glue.InternalServiceException",
          "Glue.OperationTimeoutException",
          "Glue.ResourceNumberLimitExceededException");

  /** The job arguments that the workflow sets itself, as Glue's Python library reads them. */
  private static final Set<String> RESERVED_ARGUMENTS =
      Set.of(
          "execution_id",
          "input_bucket",
          "input_key",
          "output_bucket",
          "output_key",
          "current_stage",
          "previous_stage");

  /**
   * Checks the stage.
   *
   * @throws IllegalArgumentException if a value is not valid
   */
  public GlueTask {
    arguments = List.copyOf(arguments);
    StageRules.check(name, previousStage, arguments);
    StageRules.positive(name, "timeoutMinutes", timeoutMinutes);
    StageRules.positive(name, "startMinutes", startMinutes);
    for (TaskArgument argument : arguments) {
      if (RESERVED_ARGUMENTS.contains(argument.name().replace('-', '_'))) {
        throw new IllegalArgumentException(
            "stage "
                + name
                + ": the argument \""
                + argument.name()
                + "\" has the name of a job argument that the workflow sets itself: rename it");
      }
    }
  }

  /**
   * A stage that is a Glue job of the execution class STANDARD and writes JSON.
   *
   * @param name the stage's name
   * @param comment what the stage does; empty for no comment
   * @param previousStage the stage whose output this stage reads; empty for the start message
   * @param arguments the values of the execution's input that the stage takes
   * @param retry how the stage is run again after a failure of its own
   * @param timeoutMinutes the job's timeout in minutes
   * @throws IllegalArgumentException if a value is not valid
   */
  public GlueTask(
      String name,
      String comment,
      Optional<String> previousStage,
      List<TaskArgument> arguments,
      RetryPolicy retry,
      int timeoutMinutes) {
    this(
        name,
        comment,
        previousStage,
        arguments,
        retry,
        timeoutMinutes,
        START_MINUTES,
        OutputFile.JSON);
  }

  @Override
  public Task toState(OutputFile input, Optional<String> next) {
    return new Task(
        Substitutions.plain(comment),
        "arn:"
            + Substitutions.reference(Substitutions.PARTITION)
            + ":states:::glue:startJobRun.sync",
        Optional.of(
            JsonTemplate.of(
                ordered(
                    "JobName",
                    Substitutions.reference(Substitutions.jobName(name)),
                    "Arguments",
                    jobArguments(input)))),
        Optional.of(JsonTemplate.of((timeoutMinutes + (long) startMinutes) * 60)),
        Optional.empty(),
        Optional.of(
            JsonTemplate.of(
                ordered(
                    "status",
                    "SUCCEEDED",
                    "stage",
                    name,
                    "jobRunId",
                    JsonTemplate.inBrackets("$states.result.Id")))),
        Map.of(),
        retriers(),
        List.of(),
        next);
  }

  private Map<String, Object> jobArguments(OutputFile input) {
    String bucket = Substitutions.reference(Substitutions.WORKFLOW_BUCKET);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("--execution-id", Expressions.EXECUTION_ID);
    if (previousStage.isPresent()) {
      values.put("--input-bucket", bucket);
      values.put("--input-key", Expressions.outputKey(previousStage.get(), input));
    }
    values.put("--output-bucket", bucket);
    values.put("--output-key", Expressions.outputKey(name, output));
    values.put("--current-stage", name);
    if (previousStage.isPresent()) {
      values.put("--previous-stage", previousStage.get());
    }
    for (TaskArgument argument : arguments) {
      values.put("--" + argument.name(), Expressions.glueArgument(name, argument));
    }
    return values;
  }

  private List<Retrier> retriers() {
    List<Retrier> retriers = new ArrayList<>();
    retriers.add(Retrier.never(NON_RETRYABLE));
    retriers.add(
        new Retrier(CONCURRENCY_ERRORS, 60, 20, 1.5, Optional.of(600), JitterStrategy.NONE));
    retriers.add(new Retrier(SERVICE_ERRORS, 15, 6, 2, Optional.empty(), JitterStrategy.FULL));
    Optional<Retrier> own = retry.retrier();
    if (own.isPresent()) {
      retriers.add(own.get());
    }
    return retriers;
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
