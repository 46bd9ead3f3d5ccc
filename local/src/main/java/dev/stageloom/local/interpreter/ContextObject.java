package dev.stageloom.local.interpreter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $states.context} holds. There is no account here, so the ARNs are of the account
 * 000000000000 in us-east-1.
 */
final class ContextObject {

  private static final String ARN = "arn:aws:states:us-east-1:000000000000:";

  private final String stateMachine;
  private final String execution;
  private final @Nullable Object input;
  private final Instant started = Instant.now();

  ContextObject(String stateMachine, String execution, @Nullable Object input) {
    this.stateMachine = stateMachine;
    this.execution = execution;
    this.input = input;
  }

  /** The context object inside one state. */
  Map<String, @Nullable Object> in(
      String state, Instant entered, int retries, Optional<MapItem> item) {
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    Map<String, @Nullable Object> executionFields = new LinkedHashMap<>();
    executionFields.put("Id", ARN + "execution:" + stateMachine + ":" + execution);
    executionFields.put("Input", input);
    executionFields.put("Name", execution);
    executionFields.put("RoleArn", "arn:aws:iam::000000000000:role/" + stateMachine);
    executionFields.put("StartTime", time(started));
    executionFields.put("RedriveCount", 0L);
    context.put("Execution", executionFields);
    Map<String, @Nullable Object> stateFields = new LinkedHashMap<>();
    stateFields.put("EnteredTime", time(entered));
    stateFields.put("Name", state);
    stateFields.put("RetryCount", (long) retries);
    context.put("State", stateFields);
    context.put(
        "StateMachine", Map.of("Id", ARN + "stateMachine:" + stateMachine, "Name", stateMachine));
    if (item.isPresent()) {
      Map<String, @Nullable Object> itemFields = new LinkedHashMap<>();
      itemFields.put("Index", (long) item.get().index());
      itemFields.put("Value", item.get().value());
      context.put("Map", Map.of("Item", itemFields));
    }
    return context;
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
