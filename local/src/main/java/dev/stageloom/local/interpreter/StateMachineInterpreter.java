package dev.stageloom.local.interpreter;

import dev.stageloom.asl.ErrorNames;
import dev.stageloom.asl.StateMachine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the executions of one state machine as Step Functions does, with its rules for data, errors,
 * retries, variables and limits.
 *
 * <p>Differences: a task cannot send heartbeats, so one that takes longer than HeartbeatSeconds
 * fails; delays that the {@link Pace} skips do not count towards the machine's TimeoutSeconds.
 */
public final class StateMachineInterpreter {

  private final StateMachine machine;
  private final String name;
  private final TaskInvoker tasks;
  private final ExecutionListener listener;
  private final Pace pace;

  /**
   * Makes a state machine ready to run.
   *
   * @param machine the state machine
   * @param substitutions the values for the names between <code>${</code> and <code>}</code> in it
   * @param tasks does what Task states ask for
   * @param listener hears how executions go
   * @param pace how fast time goes by in Wait states and before retries
   * @throws DefinitionException if a name has no value, or the machine breaks a rule of the
   *     language, or an expression is not JSONata
   */
  public StateMachineInterpreter(
      StateMachine machine,
      Map<String, String> substitutions,
      TaskInvoker tasks,
      ExecutionListener listener,
      Pace pace) {
    this(Definition.prepare(machine, substitutions), "StateMachine", tasks, listener, pace);
  }

  private StateMachineInterpreter(
      StateMachine machine, String name, TaskInvoker tasks, ExecutionListener listener, Pace pace) {
    this.machine = machine;
    this.name = name;
    this.tasks = tasks;
    this.listener = listener;
    this.pace = pace;
  }

  /**
   * The same, with a name for {@code $states.context.StateMachine.Name}.
   *
   * @param stateMachineName the name; {@code StateMachine} if this is not called
   * @return an interpreter with that name
   */
  public StateMachineInterpreter named(String stateMachineName) {
    return new StateMachineInterpreter(machine, stateMachineName, tasks, listener, pace);
  }

  /**
   * Runs one execution to its end. If the thread is interrupted meanwhile, the execution stops and
   * fails, and the thread stays interrupted.
   *
   * @param request the execution's name and input
   * @return how it ended; failures are not thrown
   * @throws IllegalArgumentException if the input is not made of JSON values
   * @throws RuntimeException if the task invoker or the listener throws one
   */
  public ExecutionResult run(ExecutionRequest request) {
    Object input = JsonValues.copy(request.input());
    ExecutionListener listeners = new OneAtATime(listener);
    ContextObject context = new ContextObject(name, request.name(), input);
    GraphRunner graphs = new GraphRunner(context, tasks, listeners, pace);
    listeners.executionStarted(request);
    ExecutionResult result = result(graphs, input);
    listeners.executionFinished(request, result);
    return result;
  }

  private ExecutionResult result(GraphRunner graphs, @Nullable Object input) {
    try {
      Object output =
          machine.timeoutSeconds().isPresent()
              ? runFor(machine.timeoutSeconds().get(), graphs, input)
              : runGraph(graphs, input);
      return new ExecutionResult.Succeeded(output);
    } catch (StateFailure e) {
      return new ExecutionResult.Failed(e.error(), e.cause(), e.state(), e.origin());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ExecutionResult.Failed(
          ErrorNames.RUNTIME,
          "the execution was stopped, because its thread was interrupted",
          graphs.current(),
          e);
    }
  }

  private @Nullable Object runGraph(GraphRunner graphs, @Nullable Object input)
      throws StateFailure, InterruptedException {
    return graphs.run(machine, input, Variables.ofExecution(), Optional.empty());
  }

  private @Nullable Object runFor(int seconds, GraphRunner graphs, @Nullable Object input)
      throws StateFailure, InterruptedException {
    Worker<Optional<Object>> worker =
        new Worker<>("execution", () -> Optional.ofNullable(runGraph(graphs, input)));
    try {
      return worker.await(seconds).orElse(null);
    } catch (TimeoutException e) {
      throw new StateFailure(
          ErrorNames.TIMEOUT,
          "the execution took longer than its TimeoutSeconds, " + seconds + " s",
          graphs.current(),
          null);
    } catch (ExecutionException e) {
      Worker.rethrowUnexpected(e.getCause());
      if (e.getCause() instanceof StateFailure failure) {
        throw failure;
      }
      throw new InterruptedException(String.valueOf(e.getCause()));
    } finally {
      worker.interrupt();
      worker.join();
    }
  }
}
