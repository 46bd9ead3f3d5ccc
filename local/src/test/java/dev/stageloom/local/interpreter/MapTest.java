package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MapTest {

  private static final String TASK_PER_ITEM =
      "'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type': 'Task', 'Resource': 'arn:aws:x',"
          + " 'Arguments': {'in': '{% $states.input %}'}, 'End': true}}}";

  @Test
  void runsForEachItemAndKeepsTheOrder() {
    Machine machine =
        machine("'Items': '{% $states.input.items %}'")
            .tasks((state, resource, arguments) -> ((Map<?, ?>) arguments).get("in"));

    assertThat(machine.output("{'items': [3, null, {'a': 1}]}")).isEqualTo("[3,null,{'a':1}]");
  }

  @Test
  void takesTheInputForItems() {
    Machine machine =
        machine("'MaxConcurrency': 1").tasks((state, resource, arguments) -> arguments);

    assertThat(machine.output("['x', 'y']")).isEqualTo("[{'in':'x'},{'in':'y'}]");
    assertThat(machine.events)
        .containsSubsequence(
            "entered A", "entered I[0]", "entered I[1]", "exited A" + " [{'in':'x'},{'in':'y'}]");
  }

  @Test
  void doesNothingForNoItems() {
    assertThat(machine("'Items': []").output()).isEqualTo("[]");
  }

  @Test
  void refusesItemsThatAreNoArray() {
    ExecutionResult.Failed failure = machine("'Items': '{% 5 %}'").failure();

    assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(failure.cause()).isEqualTo("state \"A\", Items must be an array, but is 5");
  }

  @Test
  void makesTheInputOfEachIterationByItemSelector() {
    Machine machine =
        machine(
                "'Items': ['x', 'y'], 'ItemSelector': {'i': '{% $states.context.Map.Item.Index %}',"
                    + " 'v': '{% $states.context.Map.Item.Value %}', 'a': '{% $states.input.a %}'}")
            .tasks((state, resource, arguments) -> ((Map<?, ?>) arguments).get("in"));

    assertThat(machine.output("{'a': 9}"))
        .isEqualTo("[{'i':0,'v':'x','a':9},{'i':1,'v':'y','a':9}]");
  }

  @Test
  void showsTheItemInTheContextOfEachIteration() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Map', 'End': true, 'Items': ['x', null], 'ItemProcessor': {'StartAt':"
                + " 'I', 'States': {'I': {'Type': 'Pass', 'End': true, 'Output': '{%"
                + " $states.context.Map.Item %}'}}}}");

    assertThat(machine.output()).isEqualTo("[{'Index':0,'Value':'x'},{'Index':1,'Value':null}]");
  }

  @Test
  void runsAsManyIterationsAtOnceAsItMay() {
    CyclicBarrier three = new CyclicBarrier(3);
    Machine machine =
        machine("'Items': [1, 2, 3, 4, 5, 6], 'MaxConcurrency': 3")
            .tasks(
                (state, resource, arguments) -> {
                  try {
                    three.await(30, TimeUnit.SECONDS);
                    return 1;
                  } catch (BrokenBarrierException | TimeoutException e) {
                    throw new TaskFailure("NotAtOnce", "", e);
                  }
                });

    assertThat(machine.output()).isEqualTo("[1,1,1,1,1,1]");
  }

  @Test
  void runsNoMoreIterationsAtOnceThanItMay() {
    AtomicInteger running = new AtomicInteger();
    Set<Integer> seen = Collections.synchronizedSet(new HashSet<>());
    Machine machine =
        machine("'Items': '{% [1..20] %}', 'MaxConcurrency': '{% 1 + 1 %}'")
            .tasks(
                (state, resource, arguments) -> {
                  seen.add(running.incrementAndGet());
                  running.decrementAndGet();
                  return null;
                });

    machine.output();

    assertThat(seen).isSubsetOf(1, 2);
  }

  @Test
  void stopsAllIterationsWhenOneFails() throws InterruptedException {
    CountDownLatch firstRuns = new CountDownLatch(1);
    CountDownLatch firstStopped = new CountDownLatch(1);
    Machine machine =
        machine("'Items': [0, 1], 'ItemSelector': '{% $states.context.Map.Item.Index %}'")
            .tasks(
                (state, resource, arguments) -> {
                  if (((Map<?, ?>) arguments).get("in").equals(1L)) {
                    firstRuns.await();
                    throw new TaskFailure("Second", "went wrong", null);
                  }
                  firstRuns.countDown();
                  try {
                    new CountDownLatch(1).await();
                    return null;
                  } finally {
                    firstStopped.countDown();
                  }
                });

    assertThat(machine.failure())
        .isEqualTo(new ExecutionResult.Failed("Second", "went wrong", "I", null));
    firstStopped.await();
  }

  @Test
  void retriesAndCatches() {
    Machine machine =
        Machine.of(
                "'A': {'Type': 'Map', 'End': true, 'Items': [1], 'Retry': [{'ErrorEquals': ['E'],"
                    + " 'MaxAttempts': 1}], 'Catch': [{'ErrorEquals': ['E'], 'Next': 'B'}], "
                    + TASK_PER_ITEM
                    + "}, 'B': {'Type': 'Succeed', 'Output': 'caught'}")
            .tasks(
                (state, resource, arguments) -> {
                  throw new TaskFailure("E", "", null);
                });

    assertThat(machine.output()).isEqualTo("'caught'");
    assertThat(machine.events).containsSubsequence("retried A E 1/1 after PT1S", "caught A E to B");
  }

  @Test
  void nests() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Map', 'End': true, 'Items': [[1, 2], [3]], 'ItemProcessor': {'StartAt':"
                + " 'B', 'States': {'B': {'Type': 'Map', 'End': true, 'Assign': {'b': 1},"
                + " 'ItemProcessor': {'StartAt': 'C', 'States': {'C': {'Type': 'Pass', 'End': true,"
                + " 'Output': '{% $states.context.Map.Item.Value * 10 %}'}}}}}}}");

    assertThat(machine.output()).isEqualTo("[[10,20],[30]]");
  }

  private static Machine machine(String fields) {
    return Machine.of("'A': {'Type': 'Map', 'End': true, " + fields + ", " + TASK_PER_ITEM + "}");
  }
}
