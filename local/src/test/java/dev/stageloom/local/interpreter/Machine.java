package dev.stageloom.local.interpreter;

import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state machine under test, what it runs with, and what was seen of its runs. */
final class Machine {

  static final String LAMBDA = "arn:aws:states:::lambda:invoke";

  final List<String> events = new ArrayList<>();
  final List<Duration> delays = new ArrayList<>();
  private final String definition;
  private TaskInvoker tasks =
      (state, resource, arguments) -> {
        throw new AssertionError("no task was expected, but " + state + " ran one");
      };
  private Map<String, String> substitutions = Map.of();

  private Machine(String definition) {
    this.definition = definition;
  }

  /** A machine of some states, the first of which is named A. Quotes may be single. */
  static Machine of(String states) {
    return definition("'StartAt': 'A', 'States': {" + states + "}");
  }

  /** A machine of the fields of its definition, without QueryLanguage. Quotes may be single. */
  static Machine definition(String fields) {
    return new Machine("{\"QueryLanguage\": \"JSONata\", " + fields.replace('\'', '"') + "}");
  }

  /** A machine of one Task state named A that ends the run. */
  static Machine ofTask(String fields) {
    return of("'A': {'Type': 'Task', 'Resource': '" + LAMBDA + "', 'End': true" + fields + "}");
  }

  Machine tasks(TaskInvoker invoker) {
    this.tasks = invoker;
    return this;
  }

  Machine substitutions(Map<String, String> values) {
    this.substitutions = values;
    return this;
  }

  ExecutionResult run(String input) {
    return interpreter().run(new ExecutionRequest("run-1", Json.parse(input.replace('\'', '"'))));
  }

  StateMachineInterpreter interpreter() {
    return new StateMachineInterpreter(
        AslReader.read(definition), substitutions, tasks, new Recorder(), delays::add);
  }

  /** The output of a run that must succeed, as JSON with single quotes. */
  String output(String input) {
    ExecutionResult result = run(input);
    if (result instanceof ExecutionResult.Succeeded succeeded) {
      return Json.writeCompact(succeeded.output()).replace('"', '\'');
    }
    throw new AssertionError("the run failed: " + result);
  }

  String output() {
    return output("{}");
  }

  /** How a run failed that must fail. */
  ExecutionResult.Failed failure(String input) {
    ExecutionResult result = run(input);
    if (result instanceof ExecutionResult.Failed failed) {
      return failed;
    }
    throw new AssertionError("the run succeeded: " + result);
  }

  ExecutionResult.Failed failure() {
    return failure("{}");
  }

  /** Notes the listener's calls as text. */
  private final class Recorder implements ExecutionListener {

    @Override
    public void executionStarted(ExecutionRequest request) {
      events.add("started " + request.name());
    }

    @Override
    public void stateEntered(StateEvent state) {
      events.add("entered " + name(state));
    }

    @Override
    public void taskRetried(
        StateEvent state, String error, String cause, int retry, int of, Duration delay) {
      events.add(
          "retried " + name(state) + " " + error + " " + retry + "/" + of + " after " + delay);
    }

    @Override
    public void stateCaught(StateEvent state, String error, String cause, String next) {
      events.add("caught " + name(state) + " " + error + " to " + next);
    }

    @Override
    public void stateExited(StateEvent state, @Nullable Object output) {
      events.add("exited " + name(state) + " " + Json.writeCompact(output).replace('"', '\''));
    }

    @Override
    public void stateFailed(
        StateEvent state, String error, String cause, @Nullable Throwable origin) {
      events.add("failed " + name(state) + " " + error);
    }

    @Override
    public void executionFinished(ExecutionRequest request, ExecutionResult result) {
      events.add("finished " + (result instanceof ExecutionResult.Succeeded));
    }

    private String name(StateEvent state) {
      return state.name() + state.mapIndex().map(index -> "[" + index + "]").orElse("");
    }
  }
}
