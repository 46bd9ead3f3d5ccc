package dev.stageloom.asl.workflow;

import dev.stageloom.asl.Task;
import java.util.List;
import java.util.Optional;

/** A stage of a workflow, as far as its state machine needs to know it. */
public sealed interface StageTask permits LambdaTask, GlueTask {

  /**
   * The stage's name, which is its state's.
   *
   * @return letters, digits, {@code -} and {@code _}
   */
  String name();

  /**
   * What the stage does.
   *
   * @return the state's comment; empty for none
   */
  String comment();

  /**
   * The stage whose output this stage reads.
   *
   * @return its name; empty for the message that started the execution
   */
  Optional<String> previousStage();

  /**
   * The values of the execution's input that the stage takes.
   *
   * @return the arguments
   */
  List<TaskArgument> arguments();

  /**
   * How the stage is run again after a failure of its own.
   *
   * @return the policy
   */
  RetryPolicy retry();

  /**
   * Where the stage's output lies.
   *
   * @return {@link OutputFile#JSON} for a Lambda stage
   */
  OutputFile output();

  /**
   * The state that runs the stage.
   *
   * @param input where the output of the previous stage lies
   * @param next the state to go to; empty for the end
   * @return the state
   */
  Task toState(OutputFile input, Optional<String> next);
}
