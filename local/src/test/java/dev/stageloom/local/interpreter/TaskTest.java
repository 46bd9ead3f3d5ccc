package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.asl.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TaskTest {

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void passesStateResourceAndArgumentsToTheInvoker() {
    Machine machine =
        Machine.ofTask(", 'Arguments': {'x': '{% $states.input.a %}', 'n': null}")
            .tasks(
                (state, resource, arguments) ->
                    List.of(state, resource, Json.writeCompact(arguments)));

    assertThat(machine.output("{'a': 1}"))
        .isEqualTo("['A','arn:aws:states:::lambda:invoke','{\\'x\\':1,\\'n\\':null}']");
  }

  @Test
  void passesTheInputToTheInvokerWithoutArguments() {
    Machine machine = Machine.ofTask("").tasks((state, resource, arguments) -> arguments);

    assertThat(machine.output("{'a': [1]}")).isEqualTo("{'a':[1]}");
  }

  @Test
  void makesTheOutputOfTheResult() {
    Machine machine =
        Machine.ofTask(
                ", 'Output': {'was': '{% $states.input.a %}', 'is': '{% $states.result.b %}'}")
            .tasks((state, resource, arguments) -> Map.of("b", 2));

    assertThat(machine.output("{'a': 1}")).isEqualTo("{'was':1,'is':2}");
  }

  @Test
  void setsVariablesFromTheResult() {
    Machine machine =
        Machine.of(
                "'A': {'Type': 'Task', 'Resource': 'arn:aws:x', 'Next': 'B', 'Assign': {'x': '{%"
                    + " $states.result %}'}, 'Output': {}},"
                    + " 'B': {'Type': 'Pass', 'End': true, 'Output': '{% $x %}'}")
            .tasks((state, resource, arguments) -> 7);

    assertThat(machine.output()).isEqualTo("7");
  }

  @Test
  void takesNullForResult() {
    Machine machine = Machine.ofTask("").tasks((state, resource, arguments) -> null);

    assertThat(machine.output()).isEqualTo("null");
  }

  @Test
  void doesNotLetTheInvokerChangeTheInput() {
    Machine machine =
        Machine.ofTask(", 'Output': '{% $states.input %}'")
            .tasks(
                (state, resource, arguments) -> {
                  ((Map<?, ?>) arguments).clear();
                  return Map.of();
                });

    assertThat(machine.output("{'a': 1}")).isEqualTo("{'a':1}");
  }

  @Test
  void hasNoResultInArguments() {
    Machine machine = Machine.ofTask(", 'Arguments': '{% $states.result %}'");

    assertThat(machine.failure().error()).isEqualTo("States.QueryEvaluationError");
  }

  @Test
  void failsAsTheTaskFails() {
    IOException origin = new IOException("disk");
    Machine machine =
        Machine.ofTask("")
            .tasks(
                (state, resource, arguments) -> {
                  throw new TaskFailure("java.io.IOException", "{\"m\":1}", origin);
                });

    assertThat(machine.failure())
        .isEqualTo(new ExecutionResult.Failed("java.io.IOException", "{\"m\":1}", "A", origin));
  }

  @Test
  void throwsWhatTheInvokerThrowsBesides() {
    Machine machine =
        Machine.ofTask(", 'Retry': [{'ErrorEquals': ['States.ALL']}]")
            .tasks(
                (state, resource, arguments) -> {
                  throw new IllegalStateException("a bug");
                });

    assertThatThrownBy(() -> machine.run("{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
  }

  @Test
  void refusesResultThatIsNotJson() {
    Machine machine =
        Machine.ofTask("").tasks((state, resource, arguments) -> Map.of("a", new Object[0]));

    ExecutionResult.Failed failure = machine.failure();

    assertThat(failure.error()).isEqualTo("States.Runtime");
    assertThat(failure.cause())
        .isEqualTo("the task's result is not JSON: a [Ljava.lang.Object; is no JSON value");
  }

  @Test
  void refusesNullForArguments() {
    Machine machine = Machine.ofTask("");

    assertThat(machine.failure("null").cause())
        .isEqualTo("state \"A\", Arguments must be an object, but is null");
  }

  @Test
  void interruptsTaskThatTakesTooLong() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Machine machine = Machine.ofTask(", 'TimeoutSeconds': 1").tasks(blocking(interrupted));

    assertThat(machine.failure())
        .isEqualTo(
            new ExecutionResult.Failed(
                "States.Timeout", "the task took longer than its TimeoutSeconds, 1 s", "A", null));
    interrupted.await();
  }

  @Test
  void takesTheTimeoutFromAnExpression() {
    Machine machine =
        Machine.ofTask(", 'TimeoutSeconds': '{% $states.input.s %}'")
            .tasks((state, resource, arguments) -> "done");

    assertThat(machine.output("{'s': 5}")).isEqualTo("'done'");
    assertThat(machine.failure("{'s': 0}").cause())
        .isEqualTo("state \"A\", TimeoutSeconds must be an integer from 1 to 99,999,999, but is 0");
    assertThat(machine.failure("{'s': 'x'}").cause())
        .isEqualTo(
            "state \"A\", TimeoutSeconds must be an integer from 1 to 99,999,999, but is \"x\"");
  }

  @Test
  void failsTaskThatSendsNoHeartbeat() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Machine machine =
        Machine.ofTask(", 'TimeoutSeconds': 60, 'HeartbeatSeconds': 1")
            .tasks(blocking(interrupted));

    assertThat(machine.failure().error()).isEqualTo("States.HeartbeatTimeout");
    interrupted.await();
  }

  @Test
  void retriesAfterTimeout() {
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicReference<Boolean> first = new AtomicReference<>(true);
    Machine machine =
        Machine.ofTask(
                ", 'TimeoutSeconds': 1, 'Retry': [{'ErrorEquals': ['States.Timeout'],"
                    + " 'MaxAttempts': 1}]")
            .tasks(
                (state, resource, arguments) ->
                    first.getAndSet(false)
                        ? blocking(interrupted).invoke(state, resource, arguments)
                        : "second");

    assertThat(machine.output()).isEqualTo("'second'");
  }

  @Test
  void givesTasksTheContextClassLoaderOfTheCaller() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader own = new ClassLoader(before) {};
    Map<String, Boolean> seen = new HashMap<>();
    Machine machine =
        Machine.ofTask("")
            .tasks(
                (state, resource, arguments) -> {
                  seen.put("same", Thread.currentThread().getContextClassLoader() == own);
                  return null;
                });

    Thread.currentThread().setContextClassLoader(own);
    try {
      machine.output();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }

    assertThat(seen).containsEntry("same", true);
  }

  /** Blocks until it is interrupted. */
  private TaskInvoker blocking(CountDownLatch interrupted) {
    return (state, resource, arguments) -> {
      try {
        never.await();
        throw new AssertionError("nobody counts down");
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
    };
  }
}
