package dev.stageloom.asl.workflow;

import dev.stageloom.asl.JitterStrategy;
import dev.stageloom.asl.JsonTemplate;
import dev.stageloom.asl.Retrier;
import dev.stageloom.asl.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stage that is a Lambda function.
 *
 * @param name the stage's name
 * @param comment what the stage does; empty for no comment
 * @param previousStage the stage whose output this stage reads; empty for the start message
 * @param arguments the values of the execution's input that the stage takes
 * @param retry how the stage is run again after a failure of its own
 * @param timeoutSeconds the function's timeout in seconds
 * @param snapStart whether the function starts from a snapshot, which may not be there at once
 */
public record LambdaTask(
    String name,
    String comment,
    Optional<String> previousStage,
    List<TaskArgument> arguments,
    RetryPolicy retry,
    int timeoutSeconds,
    boolean snapStart)
    implements StageTask {

  /**
   * How long a state waits for its function's snapshot, beside everything else. Lambda deletes the
   * snapshot of a version that was not invoked for 14 days, and renews it from time to time; until
   * it has made a new one, in "several minutes", it refuses to invoke the function. That is no
   * failure of the stage, whose own retries may be over before. Source: AWS Lambda developer guide,
   * "Troubleshooting SnapStart errors".
   */
  public static final int SNAPSHOT_WAIT_SECONDS = 180;

  private static final String SNAPSHOT_NOT_READY = "Lambda.SnapStartNotReadyException";

  private static final int SNAPSHOT_INTERVAL_SECONDS = 15;

  /** What the state may take beyond the function's timeout: the call itself, a cold start. */
  public static final int TIMEOUT_MARGIN_SECONDS = 30;

  /**
   * What no retry can mend: an event, a start message or data that cannot be read. Lambda names an
   * error by the full name of its class.
   */
  public static final List<String> NON_RETRYABLE =
      List.of(
          "dev.stageloom.runtime.InvalidEventException",
          "dev.stageloom.runtime.InvalidDataException",
          "dev.stageloom.runtime.MissingOutputException",
          "dev.stageloom.runtime.OutputNotCommittedException");

  /** The failures of Lambda itself, which say nothing about the stage. */
  public static final List<String> SERVICE_ERRORS =
      List.of(
          "Lambda.ClientExecutionTimeoutException",
          "Lambda.ServiceException",
          "Lambda.AWSLambdaException",
          "Lambda.SdkClientException",
          "Lambda.TooManyRequestsException");

  /**
   * Checks the stage.
   *
   * @throws IllegalArgumentException if a value is not valid
   */
  public LambdaTask {
    arguments = List.copyOf(arguments);
    StageRules.check(name, previousStage, arguments);
    StageRules.positive(name, "timeoutSeconds", timeoutSeconds);
  }

  @Override
  public OutputFile output() {
    return OutputFile.JSON;
  }

  @Override
  public Task toState(OutputFile input, Optional<String> next) {
    return new Task(
        Substitutions.plain(comment),
        "arn:" + Substitutions.reference(Substitutions.PARTITION) + ":states:::lambda:invoke",
        Optional.of(JsonTemplate.of(stateArguments())),
        Optional.of(JsonTemplate.of((long) timeoutSeconds + TIMEOUT_MARGIN_SECONDS)),
        Optional.empty(),
        Optional.of(JsonTemplate.expression("$states.result.Payload")),
        Map.of(),
        retriers(),
        List.of(),
        next);
  }

  private Map<String, Object> stateArguments() {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("executionId", Expressions.EXECUTION_ID);
    payload.put("currentStage", name);
    payload.put("previousStage", previousStage.orElse(null));
    payload.put("workflowBucket", Substitutions.reference(Substitutions.WORKFLOW_BUCKET));
    if (previousStage.isEmpty()) {
      payload.put("initialData", Expressions.INITIAL_DATA);
    }
    if (!arguments.isEmpty()) {
      Map<String, String> values = new LinkedHashMap<>();
      for (TaskArgument argument : arguments) {
        values.put(argument.name(), Expressions.lambdaArgument(argument));
      }
      payload.put("arguments", values);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("FunctionName", Substitutions.reference(Substitutions.functionArn(name)));
    result.put("Payload", payload);
    return result;
  }

  private List<Retrier> retriers() {
    List<Retrier> retriers = new ArrayList<>();
    retriers.add(Retrier.never(NON_RETRYABLE));
    if (snapStart) {
      retriers.add(
          new Retrier(
              List.of(SNAPSHOT_NOT_READY),
              SNAPSHOT_INTERVAL_SECONDS,
              SNAPSHOT_WAIT_SECONDS / SNAPSHOT_INTERVAL_SECONDS,
              1,
              Optional.empty(),
              JitterStrategy.NONE));
    }
    retriers.add(new Retrier(SERVICE_ERRORS, 2, 6, 2, Optional.of(60), JitterStrategy.FULL));
    Optional<Retrier> own = retry.retrier();
    if (own.isPresent()) {
      retriers.add(own.get());
    }
    return retriers;
  }
}
