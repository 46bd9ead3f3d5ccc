package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {

  @Test
  void retriesUntilTheTaskSucceeds() {
    Machine machine =
        machine("[{'ErrorEquals': ['E'], 'IntervalSeconds': 3, 'BackoffRate': 2}]", "E", "E");

    assertThat(machine.output()).isEqualTo("'done'");
    assertThat(machine.delays).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(6));
    assertThat(machine.events)
        .containsExactly(
            "started run-1",
            "entered A",
            "retried A E 1/3 after PT3S",
            "retried A E 2/3 after PT6S",
            "exited A 'done'",
            "finished true");
  }

  @Test
  void countsRetriesAndNotTries() {
    Machine machine = machine("[{'ErrorEquals': ['E'], 'MaxAttempts': 2}]", "E", "E", "E");

    assertThat(machine.failure().error()).isEqualTo("E");
    assertThat(machine.delays).hasSize(2);
    assertThat(machine.events).endsWith("failed A E", "finished false");
  }

  @Test
  void neverRetriesWithMaxAttemptsZero() {
    Machine machine =
        machine(
            "[{'ErrorEquals': ['Fatal'], 'MaxAttempts': 0}, {'ErrorEquals': ['States.ALL']}]",
            "Fatal");

    assertThat(machine.failure().error()).isEqualTo("Fatal");
    assertThat(machine.delays).isEmpty();
  }

  @Test
  void countsEachRetrierForItself() {
    Machine machine =
        machine(
            "[{'ErrorEquals': ['E'], 'MaxAttempts': 1, 'IntervalSeconds': 1},"
                + " {'ErrorEquals': ['States.ALL'], 'MaxAttempts': 2, 'IntervalSeconds': 10}]",
            "E",
            "F",
            "F");

    assertThat(machine.output()).isEqualTo("'done'");
    assertThat(machine.delays)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  @Test
  void takesNoOtherRetrierWhenTheFirstThatMatchesIsUsedUp() {
    Machine machine =
        machine(
            "[{'ErrorEquals': ['E'], 'MaxAttempts': 1}, {'ErrorEquals': ['States.ALL']}]",
            "E",
            "E");

    assertThat(machine.failure().error()).isEqualTo("E");
    assertThat(machine.delays).hasSize(1);
  }

  @Test
  void boundsTheDelay() {
    Machine machine =
        machine(
            "[{'ErrorEquals': ['E'], 'IntervalSeconds': 10, 'MaxAttempts': 4, 'BackoffRate': 1.5,"
                + " 'MaxDelaySeconds': 20}]",
            "E",
            "E",
            "E",
            "E");

    machine.output();

    assertThat(machine.delays)
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20));
  }

  @Test
  void makesTheDelayRandomWithFullJitter() {
    String[] errors = new String[50];
    Arrays.fill(errors, "E");
    Machine machine =
        machine(
            "[{'ErrorEquals': ['E'], 'IntervalSeconds': 100, 'MaxAttempts': 50, 'BackoffRate': 1,"
                + " 'JitterStrategy': 'FULL'}]",
            errors);

    machine.output();

    assertThat(machine.delays)
        .hasSize(50)
        .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(100)))
        .anySatisfy(delay -> assertThat(delay).isLessThan(Duration.ofSeconds(100)));
    assertThat(machine.delays.stream().distinct()).hasSizeGreaterThan(1);
  }

  @Test
  void countsRetriesInTheContext() {
    Deque<String> errors = new ArrayDeque<>(List.of("E", "E"));
    Machine machine =
        Machine.ofTask(
                ", 'Arguments': {'n': '{% $states.context.State.RetryCount %}'}, 'Retry':"
                    + " [{'ErrorEquals': ['E']}]")
            .tasks(
                (state, resource, arguments) -> {
                  if (errors.isEmpty()) {
                    return arguments;
                  }
                  throw new TaskFailure(errors.remove(), "", null);
                });

    assertThat(machine.output()).isEqualTo("{'n':2}");
  }

  @Test
  void retriesExpressionsThatFail() {
    Machine machine =
        Machine.ofTask(
            ", 'Arguments': {'x': '{% $missing %}'}, 'Retry': [{'ErrorEquals':"
                + " ['States.QueryEvaluationError'], 'MaxAttempts': 1}]");

    assertThat(machine.failure().error()).isEqualTo("States.QueryEvaluationError");
    assertThat(machine.delays).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "E, E, true",
    "E, F, false",
    "E, e, false",
    "States.ALL, E, true",
    "States.ALL, States.Timeout, true",
    "States.ALL, States.TaskFailed, true",
    "States.ALL, States.QueryEvaluationError, true",
    "States.ALL, States.DataLimitExceeded, false",
    "States.ALL, States.Runtime, false",
    "States.TaskFailed, E, true",
    "States.TaskFailed, States.TaskFailed, true",
    "States.TaskFailed, States.Timeout, false",
    "States.TaskFailed, States.HeartbeatTimeout, false",
    "States.TaskFailed, States.DataLimitExceeded, false",
    "States.TaskFailed, States.Runtime, false",
    "States.Timeout, States.Timeout, true",
    "States.Timeout, States.HeartbeatTimeout, true",
    "States.HeartbeatTimeout, States.Timeout, false",
    "States.DataLimitExceeded, States.DataLimitExceeded, true",
    "States.Runtime, States.Runtime, false",
    "States.BranchFailed, E, false",
  })
  void matchesErrorsAsStepFunctionsDoes(String name, String error, boolean matches) {
    assertThat(ErrorMatcher.matches(List.of("Other", name), error, false)).isEqualTo(matches);
    Machine machine = machine("[{'ErrorEquals': ['" + name + "'], 'MaxAttempts': 1}]", error);
    assertThat(machine.run("{}") instanceof ExecutionResult.Succeeded).isEqualTo(matches);
  }

  /** A machine whose task fails with some errors before it succeeds. */
  private static Machine machine(String retry, String... errors) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(errors));
    return Machine.ofTask(", 'Retry': " + retry)
        .tasks(
            (state, resource, arguments) -> {
              if (left.isEmpty()) {
                return "done";
              }
              throw new TaskFailure(left.remove(), "cause", null);
            });
  }
}
