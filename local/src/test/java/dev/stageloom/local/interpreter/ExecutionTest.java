package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.AslReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ExecutionTest {

  @Test
  void tellsTheListenerWhatHappens() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'Output': 1, 'Next': 'B'}, 'B': {'Type': 'Succeed', 'Output':"
                + " 2}");

    machine.output();

    assertThat(machine.events)
        .containsExactly(
            "started run-1", "entered A", "exited A 1", "entered B", "exited B 2", "finished true");
  }

  @Test
  void tellsTheListenerAboutTheState() {
    AtomicReference<StateEvent> seen = new AtomicReference<>();
    ExecutionListener listener =
        new ExecutionListener() {
          @Override
          public void stateEntered(StateEvent state) {
            seen.set(state);
          }
        };

    new StateMachineInterpreter(
            AslReader.read(
                "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\"A\":"
                    + " {\"Type\": \"Task\", \"Resource\": \"arn:aws:x\", \"End\": true}}}"),
            Map.of(),
            (state, resource, arguments) -> arguments,
            listener,
            Pace.immediate())
        .run(new ExecutionRequest("x", "in"));

    assertThat(seen.get())
        .extracting(
            StateEvent::name,
            StateEvent::type,
            StateEvent::resource,
            StateEvent::mapIndex,
            StateEvent::input)
        .containsExactly("A", "Task", Optional.of("arn:aws:x"), Optional.empty(), "in");
  }

  @Test
  void endsExecutionThatTakesTooLong() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Machine machine =
        Machine.definition(
                "'StartAt': 'A', 'TimeoutSeconds': 1, 'States': {'A': {'Type': 'Task', 'Resource':"
                    + " 'arn:aws:x', 'End': true, 'Retry': [{'ErrorEquals': ['States.ALL']}]}}")
            .tasks(
                (state, resource, arguments) -> {
                  try {
                    new CountDownLatch(1).await();
                    return null;
                  } finally {
                    interrupted.countDown();
                  }
                });

    assertThat(machine.failure())
        .isEqualTo(
            new ExecutionResult.Failed(
                "States.Timeout",
                "the execution took longer than its TimeoutSeconds, 1 s",
                "A",
                null));
    interrupted.await();
    assertThat(machine.events).containsExactly("started run-1", "entered A", "finished false");
  }

  @Test
  void endsEndlessLoopByTheTimeout() {
    Machine machine =
        Machine.definition(
            "'StartAt': 'A', 'TimeoutSeconds': 1, 'States': {'A': {'Type': 'Choice', 'Choices':"
                + " [{'Condition': '{% true %}', 'Next': 'A'}], 'Default': 'B'}, 'B': {'Type':"
                + " 'Succeed'}}");

    assertThat(machine.failure().error()).isEqualTo("States.Timeout");
  }

  @Test
  void runsExecutionThatEndsInTime() {
    Machine machine =
        Machine.definition(
            "'StartAt': 'A', 'TimeoutSeconds': 60, 'States': {'A': {'Type': 'Succeed'}}");

    assertThat(machine.output("[1]")).isEqualTo("[1]");
    assertThat(machine.output("null")).isEqualTo("null");
  }

  @Test
  void failsWithinTheTimeoutAsWithoutOne() {
    Machine machine =
        Machine.definition(
            "'StartAt': 'A', 'TimeoutSeconds': 60, 'States': {'A': {'Type': 'Fail', 'Error': 'E'}}");

    assertThat(machine.failure()).isEqualTo(new ExecutionResult.Failed("E", "", "A", null));
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Machine machine =
        Machine.ofTask("")
            .tasks(
                (state, resource, arguments) -> {
                  runs.countDown();
                  try {
                    new CountDownLatch(1).await();
                    return null;
                  } finally {
                    stopped.countDown();
                  }
                });
    AtomicReference<ExecutionResult.Failed> failure = new AtomicReference<>();
    AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              failure.set(machine.failure());
              stillInterrupted.set(Thread.currentThread().isInterrupted());
            });

    thread.start();
    runs.await();
    thread.interrupt();
    thread.join();
    stopped.await();

    assertThat(failure.get().error()).isEqualTo("States.Runtime");
    assertThat(failure.get().cause())
        .isEqualTo("the execution was stopped, because its thread was interrupted");
    assertThat(failure.get().state()).isEqualTo("A");
    assertThat(stillInterrupted).hasValue(true);
  }

  @Test
  void runsAgain() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'Assign': {'x': 1}, 'Output': '{% $exists($x) %}', 'End': true}");
    StateMachineInterpreter interpreter = machine.interpreter();

    assertThat(interpreter.run(new ExecutionRequest("one", 1)))
        .isEqualTo(new ExecutionResult.Succeeded(false));
    assertThat(interpreter.run(new ExecutionRequest("two", 1)))
        .isEqualTo(new ExecutionResult.Succeeded(false));
  }
}
