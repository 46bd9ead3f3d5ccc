package dev.stageloom.local.interpreter;

import dev.stageloom.asl.Catcher;
import dev.stageloom.asl.Choice;
import dev.stageloom.asl.ChoiceRule;
import dev.stageloom.asl.ErrorNames;
import dev.stageloom.asl.Fail;
import dev.stageloom.asl.JsonTemplate;
import dev.stageloom.asl.MapState;
import dev.stageloom.asl.Parallel;
import dev.stageloom.asl.Pass;
import dev.stageloom.asl.RecoverableState;
import dev.stageloom.asl.State;
import dev.stageloom.asl.StateGraph;
import dev.stageloom.asl.Succeed;
import dev.stageloom.asl.Task;
import dev.stageloom.asl.Wait;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the states of a graph, one after the other, within one execution. */
final class GraphRunner {

  private static final long LARGEST_SECONDS = 99_999_999;

  private final ContextObject context;
  private final TaskRunner tasks;
  private final BranchRunner branches = new BranchRunner(this);
  private final ExecutionListener listener;
  private final Pace pace;
  private volatile String current = "";

  GraphRunner(ContextObject context, TaskInvoker tasks, ExecutionListener listener, Pace pace) {
    this.context = context;
    this.tasks = new TaskRunner(tasks);
    this.listener = listener;
    this.pace = pace;
  }

  /** The state that was entered last. */
  String current() {
    return current;
  }

  /**
   * How a state ended.
   *
   * @param output its output
   * @param next the state that comes next; empty at the end
   */
  private record Outcome(@Nullable Object output, Optional<String> next) {}

  /** Runs a graph from its start to its end, and returns the output of its last state. */
  @Nullable Object run(
      StateGraph graph, @Nullable Object input, Variables variables, Optional<MapItem> item)
      throws StateFailure, InterruptedException {
    Object data = input;
    Optional<String> next = Optional.of(graph.startAt());
    boolean first = true;
    while (next.isPresent()) {
      String name = next.get();
      State state = graph.states().get(name);
      if (state == null) {
        throw new IllegalStateException("the state " + name + " is not there");
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      current = name;
      Outcome outcome =
          run(new StateRun(context, name, state, data, variables, item), state, first);
      data = outcome.output();
      next = outcome.next();
      first = false;
    }
    return data;
  }

  private Outcome run(StateRun run, State state, boolean first)
      throws StateFailure, InterruptedException {
    listener.stateEntered(run.event());
    try {
      if (first) {
        // The input of any other state is an output, which was checked.
        run.requireSize("its input", run.input());
      }
      Outcome outcome = outcome(run, state);
      listener.stateExited(run.event(), outcome.output());
      return outcome;
    } catch (StateFailure e) {
      listener.stateFailed(run.event(), e.error(), e.cause(), e.origin());
      throw e;
    }
  }

  private Outcome outcome(StateRun run, State state) throws StateFailure, InterruptedException {
    if (state instanceof RecoverableState recoverable) {
      return recover(run, recoverable);
    }
    if (state instanceof Pass pass) {
      return new Outcome(run.finish(pass.output(), pass.assign(), run.input()), pass.next());
    }
    if (state instanceof Choice choice) {
      return choose(run, choice);
    }
    if (state instanceof Wait wait) {
      pace.delay(delay(run, wait));
      return new Outcome(run.finish(wait.output(), wait.assign(), run.input()), wait.next());
    }
    if (state instanceof Succeed succeed) {
      return new Outcome(run.finish(succeed.output(), Map.of(), run.input()), Optional.empty());
    }
    throw fail(run, (Fail) state);
  }

  private Outcome recover(StateRun run, RecoverableState state)
      throws StateFailure, InterruptedException {
    RetryCounter retries = new RetryCounter(state.retry());
    while (true) {
      try {
        return new Outcome(attempt(run, state), state.next());
      } catch (StateFailure e) {
        boolean fromBranch = !e.state().equals(run.name());
        Optional<RetryCounter.Retry> retry = retries.next(e.error(), fromBranch);
        if (retry.isEmpty()) {
          return recoverByCatch(run, state, e, fromBranch);
        }
        RetryCounter.Retry due = retry.get();
        listener.taskRetried(
            run.event(), e.error(), e.cause(), due.number(), due.of(), due.delay());
        pace.delay(due.delay());
        run.retried();
      }
    }
  }

  private @Nullable Object attempt(StateRun run, RecoverableState state)
      throws StateFailure, InterruptedException {
    if (state instanceof Task task) {
      return tasks.run(run, task);
    }
    if (state instanceof Parallel parallel) {
      return branches.run(run, parallel);
    }
    return branches.run(run, (MapState) state);
  }

  private Outcome recoverByCatch(
      StateRun run, RecoverableState state, StateFailure failure, boolean fromBranch)
      throws StateFailure {
    for (Catcher catcher : state.catchers()) {
      if (ErrorMatcher.matches(catcher.errorEquals(), failure.error(), fromBranch)) {
        Object output = run.finishWithError(catcher.output(), catcher.assign(), failure);
        listener.stateCaught(run.event(), failure.error(), failure.cause(), catcher.next());
        return new Outcome(output, Optional.of(catcher.next()));
      }
    }
    throw failure;
  }

  /** The state's own Assign holds for all rules; a rule's goes before it. */
  private static Outcome choose(StateRun run, Choice choice) throws StateFailure {
    Templates templates = run.templates();
    for (int i = 0; i < choice.choices().size(); i++) {
      ChoiceRule rule = choice.choices().get(i);
      if (templates.bool("Choices[" + i + "].Condition", rule.condition())) {
        Map<String, JsonTemplate> assign = new LinkedHashMap<>(choice.assign());
        assign.putAll(rule.assign());
        Optional<JsonTemplate> output = rule.output().or(choice::output);
        return new Outcome(run.finish(output, assign, run.input()), Optional.of(rule.next()));
      }
    }
    if (choice.defaultNext().isEmpty()) {
      throw new StateFailure(
          ErrorNames.NO_CHOICE_MATCHED,
          "state \"" + run.name() + "\": no Condition is true, and there is no Default",
          run.name(),
          null);
    }
    return new Outcome(
        run.finish(choice.output(), choice.assign(), run.input()), choice.defaultNext());
  }

  private static Duration delay(StateRun run, Wait wait) throws StateFailure {
    Templates templates = run.templates();
    if (wait.seconds().isPresent()) {
      return Duration.ofSeconds(
          templates.integer("Seconds", wait.seconds().get(), 0, LARGEST_SECONDS));
    }
    JsonTemplate timestamp =
        wait.timestamp().orElseThrow(() -> new IllegalStateException("no time to wait for"));
    String text = templates.string("Timestamp", timestamp);
    try {
      Duration delay = Duration.between(Instant.now(), OffsetDateTime.parse(text).toInstant());
      return delay.isNegative() ? Duration.ZERO : delay;
    } catch (DateTimeException e) {
      throw templates.wrong("Timestamp", "a time such as 2026-11-23T08:00:00Z", text);
    }
  }

  private static StateFailure fail(StateRun run, Fail fail) throws StateFailure {
    Templates templates = run.templates();
    return new StateFailure(
        fail.error().isPresent() ? templates.string("Error", fail.error().get()) : "",
        fail.cause().isPresent() ? templates.string("Cause", fail.cause().get()) : "",
        run.name(),
        null);
  }
}
