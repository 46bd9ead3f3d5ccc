package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextTest {

  private static final Machine MACHINE =
      Machine.of(
          "'A': {'Type': 'Pass', 'Next': 'B', 'Output': 'of A'},"
              + " 'B': {'Type': 'Pass', 'End': true, 'Output': '{% $states.context %}'}");

  @Test
  void tellsOfTheExecutionTheStateAndTheMachine() {
    Map<?, ?> context = context(MACHINE.interpreter().named("orders"));

    assertThat(context.keySet().toString()).isEqualTo("[Execution, State, StateMachine]");
    assertThat((Map<?, ?>) context.get("Execution"))
        .extracting("Id", "Input", "Name", "RoleArn", "RedriveCount")
        .containsExactly(
            "arn:aws:states:us-east-1:000000000000:execution:orders:run-1",
            Map.of("in", 1L),
            "run-1",
            "arn:aws:iam::000000000000:role/orders",
            0L);
    assertThat((Map<?, ?>) context.get("State"))
        .extracting("Name", "RetryCount")
        .containsExactly("B", 0L);
    assertThat((Map<?, ?>) context.get("StateMachine"))
        .isEqualTo(
            Map.of(
                "Id",
                "arn:aws:states:us-east-1:000000000000:stateMachine:orders",
                "Name",
                "orders"));
  }

  @Test
  void tellsWhenExecutionAndStateBegan() {
    Map<?, ?> context = context(MACHINE.interpreter());
    String started = (String) ((Map<?, ?>) context.get("Execution")).get("StartTime");
    String entered = (String) ((Map<?, ?>) context.get("State")).get("EnteredTime");

    for (String time : List.of(started, entered)) {
      assertThat(time).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
    }
    assertThat(Instant.parse(entered)).isAfterOrEqualTo(Instant.parse(started));
  }

  private static Map<?, ?> context(StateMachineInterpreter interpreter) {
    ExecutionResult result =
        interpreter.run(new ExecutionRequest("run-1", Json.parse("{\"in\": 1}")));
    return (Map<?, ?>) ((ExecutionResult.Succeeded) result).output();
  }
}
