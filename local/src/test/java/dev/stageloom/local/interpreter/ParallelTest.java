package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelTest {

  private static final String TASK = "'Type': 'Task', 'Resource': 'arn:aws:x', 'End': true";

  private static final String TWO_TASKS =
      "'Branches': [{'StartAt': 'L', 'States': {'L': {"
          + TASK
          + "}}}, {'StartAt': 'R', 'States': {'R': {"
          + TASK
          + "}}}]";

  @Test
  void givesTheOutputsInTheOrderOfTheBranches() {
    CountDownLatch right = new CountDownLatch(1);
    Machine machine =
        Machine.of("'A': {'Type': 'Parallel', 'End': true, " + TWO_TASKS + "}")
            .tasks(
                (state, resource, arguments) -> {
                  if (state.equals("L")) {
                    right.await();
                  } else {
                    right.countDown();
                  }
                  return state;
                });

    assertThat(machine.output()).isEqualTo("['L','R']");
  }

  @Test
  void runsBranchesAtOnce() {
    CyclicBarrier both = new CyclicBarrier(2);
    Machine machine =
        Machine.of("'A': {'Type': 'Parallel', 'End': true, " + TWO_TASKS + "}")
            .tasks(
                (state, resource, arguments) -> {
                  try {
                    return both.await(30, TimeUnit.SECONDS) >= 0;
                  } catch (BrokenBarrierException | TimeoutException e) {
                    throw new TaskFailure("NotAtOnce", "", e);
                  }
                });

    assertThat(machine.output()).isEqualTo("[true,true]");
  }

  @Test
  void passesArgumentsOrInputToEachBranch() {
    Machine withArguments =
        Machine.of(
                "'A': {'Type': 'Parallel', 'End': true, 'Arguments': {'x': '{% $states.input.a"
                    + " %}'}, "
                    + TWO_TASKS
                    + "}")
            .tasks((state, resource, arguments) -> arguments);
    Machine withoutArguments =
        Machine.of("'A': {'Type': 'Parallel', 'End': true, " + TWO_TASKS + "}")
            .tasks((state, resource, arguments) -> arguments);

    assertThat(withArguments.output("{'a': 1}")).isEqualTo("[{'x':1},{'x':1}]");
    assertThat(withoutArguments.output("{'a': 1}")).isEqualTo("[{'a':1},{'a':1}]");
  }

  @Test
  void makesTheOutputOfTheResult() {
    Machine machine =
        Machine.of(
                "'A': {'Type': 'Parallel', 'Next': 'B', 'Output': '{% $states.result[1] %}',"
                    + " 'Assign': {'all': '{% $states.result %}'}, "
                    + TWO_TASKS
                    + "}, 'B': {'Type': 'Pass', 'End': true, 'Output': ['{% $states.input %}', '{%"
                    + " $all %}']}")
            .tasks((state, resource, arguments) -> state);

    assertThat(machine.output()).isEqualTo("['R',['L','R']]");
  }

  @Test
  void letsBranchesReadTheVariablesAroundThemAndKeepTheirOwn() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'Next': 'P', 'Assign': {'outer': 1}},"
                + " 'P': {'Type': 'Parallel', 'Next': 'B', 'Branches': [{'StartAt': 'L', 'States':"
                + " {'L': {'Type': 'Pass', 'Assign': {'inner': 2}, 'Next': 'L2'}, 'L2': {'Type':"
                + " 'Pass', 'Output': '{% $outer + $inner %}', 'End': true}}}]},"
                + " 'B': {'Type': 'Pass', 'End': true, 'Output': ['{% $states.input %}', '{%"
                + " $exists($inner) %}']}");

    assertThat(machine.output()).isEqualTo("[[3],false]");
  }

  @Test
  void stopsTheOtherBranchesWhenOneFails() throws InterruptedException {
    CountDownLatch rightRuns = new CountDownLatch(1);
    CountDownLatch rightStopped = new CountDownLatch(1);
    Machine machine =
        Machine.of("'A': {'Type': 'Parallel', 'End': true, " + TWO_TASKS + "}")
            .tasks(
                (state, resource, arguments) -> {
                  if (state.equals("L")) {
                    rightRuns.await();
                    throw new TaskFailure("Left", "went wrong", null);
                  }
                  rightRuns.countDown();
                  try {
                    return blockForever();
                  } finally {
                    rightStopped.countDown();
                  }
                });

    assertThat(machine.failure())
        .isEqualTo(new ExecutionResult.Failed("Left", "went wrong", "L", null));
    rightStopped.await();
    assertThat(machine.events).endsWith("failed L Left", "failed A Left", "finished false");
  }

  @Test
  void retriesAllBranches() {
    AtomicInteger tries = new AtomicInteger();
    Machine machine =
        Machine.of(
                "'A': {'Type': 'Parallel', 'End': true, 'Retry': [{'ErrorEquals':"
                    + " ['States.BranchFailed'], 'MaxAttempts': 1}], "
                    + TWO_TASKS
                    + "}")
            .tasks(
                (state, resource, arguments) -> {
                  if (state.equals("L") && tries.getAndIncrement() == 0) {
                    throw new TaskFailure("E", "", null);
                  }
                  return state;
                });

    assertThat(machine.output()).isEqualTo("['L','R']");
    assertThat(tries).hasValue(2);
  }

  @Test
  void catchesByTheErrorOfTheBranch() {
    Machine machine =
        Machine.of(
                "'A': {'Type': 'Parallel', 'End': true, 'Catch': [{'ErrorEquals': ['E'], 'Next':"
                    + " 'B'}], "
                    + TWO_TASKS
                    + "}, 'B': {'Type': 'Succeed'}")
            .tasks(
                (state, resource, arguments) -> {
                  throw new TaskFailure("E", state, null);
                });

    assertThat(machine.output()).startsWith("{'Error':'E','Cause':'");
  }

  @Test
  void failsWithTheFailStateOfBranch() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Parallel', 'End': true, 'Branches': [{'StartAt': 'F', 'States': {'F':"
                + " {'Type': 'Fail', 'Error': 'Own'}}}]}");

    assertThat(machine.failure()).isEqualTo(new ExecutionResult.Failed("Own", "", "F", null));
  }

  @Test
  void throwsWhatTheInvokerThrows() {
    Machine machine =
        Machine.of("'A': {'Type': 'Parallel', 'End': true, " + TWO_TASKS + "}")
            .tasks(
                (state, resource, arguments) -> {
                  throw new UnsupportedOperationException("a bug");
                });

    assertThatThrownBy(() -> machine.run("{}"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("a bug");
  }

  private static Object blockForever() throws InterruptedException {
    new CountDownLatch(1).await();
    return Map.of();
  }
}
