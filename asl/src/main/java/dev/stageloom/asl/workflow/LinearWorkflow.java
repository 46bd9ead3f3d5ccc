package dev.stageloom.asl.workflow;

import dev.stageloom.asl.JsonTemplate;
import dev.stageloom.asl.Pass;
import dev.stageloom.asl.State;
import dev.stageloom.asl.StateMachine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow whose stages run one after the other.
 *
 * @param name the workflow's name
 * @param comment what the workflow does; empty for no comment
 * @param stages the stages in the order in which they run, at least one
 */
public record LinearWorkflow(String name, String comment, List<StageTask> stages) {

  /** The first state's name. A stage's name cannot hold a space, so no stage has the same. */
  public static final String START_STATE = "Read start message";

  private static final String START_COMMENT =
      "Takes the execution id once, and the message from a pipe's records or as it is.";

  /**
   * Checks the stages against each other.
   *
   * @throws IllegalArgumentException if there is none, two cannot be told apart, or one reads the
   *     output of a stage that does not run before it
   */
  public LinearWorkflow {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("workflow " + name + " has no stages");
    }
    Set<String> earlier = new HashSet<>();
    Set<String> parquet = new HashSet<>();
    Map<String, String> substitutions = new HashMap<>();
    for (StageTask stage : stages) {
      if (!earlier.add(stage.name())) {
        throw new IllegalArgumentException(
            "workflow " + name + " has two stages named " + stage.name());
      }
      String other = substitutions.putIfAbsent(substitution(stage), stage.name());
      if (other != null) {
        throw new IllegalArgumentException(
            "workflow "
                + name
                + ": the stages "
                + other
                + " and "
                + stage.name()
                + " differ by '-' and '_' only: rename one");
      }
      Optional<String> previous = stage.previousStage();
      if (previous.isPresent()
          && (!earlier.contains(previous.get()) || previous.get().equals(stage.name()))) {
        throw new IllegalArgumentException(
            "workflow "
                + name
                + ": stage "
                + stage.name()
                + " reads the output of "
                + previous.get()
                + ", which does not run before it");
      }
      if (stage instanceof LambdaTask && previous.filter(parquet::contains).isPresent()) {
        throw new IllegalArgumentException(
            "workflow "
                + name
                + ": stage "
                + stage.name()
                + " is a Lambda stage and cannot read the Parquet output of "
                + previous.get());
      }
      if (stage.output() == OutputFile.PARQUET) {
        parquet.add(stage.name());
      }
    }
  }

  /**
   * The state machine that runs the workflow.
   *
   * <p>It first reads the start message, which is the execution's input or, from a pipe, the body
   * of its one SQS record, into the variable {@code $initialData}, and the execution's name into
   * {@code $executionId}. Then it runs the stages.
   *
   * @return the machine; what stands between <code>${</code> and <code>}</code> in it is filled in
   *     at deployment, see {@link Substitutions}
   */
  public StateMachine toStateMachine() {
    Map<String, State> states = new LinkedHashMap<>();
    Map<String, OutputFile> outputs = new HashMap<>();
    states.put(START_STATE, readStartMessage());
    for (int i = 0; i < stages.size(); i++) {
      Optional<String> next =
          i + 1 < stages.size() ? Optional.of(stages.get(i + 1).name()) : Optional.empty();
      StageTask stage = stages.get(i);
      OutputFile input = stage.previousStage().map(outputs::get).orElse(OutputFile.JSON);
      states.put(stage.name(), stage.toState(input, next));
      outputs.put(stage.name(), stage.output());
    }
    String text = comment.isEmpty() ? name : name + ": " + comment;
    return new StateMachine(Substitutions.plain(text), START_STATE, Optional.empty(), states);
  }

  private Pass readStartMessage() {
    Map<String, JsonTemplate> variables = new LinkedHashMap<>();
    variables.put("executionId", JsonTemplate.of(Expressions.EXECUTION_NAME));
    variables.put("initialData", JsonTemplate.of(Expressions.START_MESSAGE));
    return new Pass(START_COMMENT, Optional.empty(), variables, Optional.of(stages.get(0).name()));
  }

  private static String substitution(StageTask stage) {
    return stage instanceof LambdaTask
        ? Substitutions.functionArn(stage.name())
        : Substitutions.jobName(stage.name());
  }
}
