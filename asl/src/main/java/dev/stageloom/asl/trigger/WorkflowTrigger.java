package dev.stageloom.asl.trigger;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What starts the executions of a workflow. */
public sealed interface WorkflowTrigger {

  /** Messages of a queue. */
  record Queue() implements WorkflowTrigger {}

  /**
   * A time table.
   *
   * @param expression an expression of EventBridge Scheduler
   * @param timeZone the time zone of the expression
   * @param input the execution's input: JSON with Scheduler's placeholders; empty for {@link
   *     #DEFAULT_INPUT}
   */
  record Schedule(String expression, String timeZone, String input) implements WorkflowTrigger {

    /** The input of an execution where none is given: the time that it was planned for. */
    public static final String DEFAULT_INPUT = defaultInput();

    private static final String TIME = "<aws.scheduler.scheduled-time>";
    private static final String ID = "<aws.scheduler.execution-id>";
    private static final String ATTEMPT = "<aws.scheduler.attempt-number>";

    /** The placeholder that an account is needed for. */
    private static final String ARN = "<aws.scheduler.schedule-arn>";

    private static final String SOME_ARN =
        "arn:aws:scheduler:eu-west-1:123456789012:schedule/default/name";

    private static String defaultInput() {
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("scheduledTime", TIME);
      input.put("scheduleExecutionId", ID);
      return Json.writeCompact(input);
    }

    /**
     * The input, as Scheduler sends it.
     *
     * @param time the time that the execution was planned for
     * @param id the id that Scheduler gives the start
     * @return the input with its placeholders filled in
     */
    public String inputAt(Instant time, String id) {
      return template()
          .replace(TIME, time.truncatedTo(ChronoUnit.SECONDS).toString())
          .replace(ID, id)
          .replace(ATTEMPT, "1")
          .replace(ARN, SOME_ARN);
    }

    /**
     * The input with its placeholders.
     *
     * @return the given one, or the default
     */
    public String template() {
      return input.isEmpty() ? DEFAULT_INPUT : input;
    }

    /**
     * What is wrong with the input.
     *
     * @return what is wrong; empty if nothing is
     */
    public Optional<String> inputProblem() {
      try {
        Json.parse(inputAt(Instant.EPOCH, "a"));
        return Optional.empty();
      } catch (JsonException e) {
        return Optional.of("it is not JSON: " + e.getMessage());
      }
    }
  }

  /**
   * New objects in a bucket.
   *
   * @param bucket the bucket's name; empty for the workflow's own bucket
   * @param prefix how their keys begin; empty for all
   * @param suffix how their keys end; empty for all
   */
  record ObjectCreated(String bucket, String prefix, String suffix) implements WorkflowTrigger {}

  /**
   * Events of EventBridge.
   *
   * @param pattern which: an event pattern in JSON
   */
  record Event(String pattern) implements WorkflowTrigger {}

  /** Nothing: executions are started by {@code StartExecution}. */
  record None() implements WorkflowTrigger {}
}
