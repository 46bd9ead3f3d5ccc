package dev.stageloom.processor.model;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A workflow and its stages in order.
 *
 * @param name the workflow's name
 * @param workflowClass the annotated class
 * @param description one sentence, or the empty string
 * @param type STANDARD or EXPRESS
 * @param trigger what starts executions
 * @param steps the stages in order
 * @param position the class, for diagnostics
 * @param namePosition the name, for diagnostics
 */
public record WorkflowModel(
    String name,
    ClassName workflowClass,
    String description,
    WorkflowType type,
    WorkflowTrigger trigger,
    List<Step> steps,
    SourcePosition position,
    SourcePosition namePosition) {

  /** Copies the list. */
  public WorkflowModel {
    steps = List.copyOf(steps);
  }

  /**
   * A stage at its place in the workflow.
   *
   * @param stage the stage
   * @param outputSchema how Spark sees what it writes; empty if that is not known, or if no stage
   *     of the workflow is in Python
   * @param position where the workflow names it
   */
  public record Step(
      StageModel stage, Optional<InputSchema> outputSchema, SourcePosition position) {}

  /**
   * The stages in order.
   *
   * @return the stages
   */
  public List<StageModel> stages() {
    List<StageModel> stages = new ArrayList<>();
    for (Step step : steps) {
      stages.add(step.stage());
    }
    return stages;
  }

  /**
   * The stage whose output is the input of the stage at an index: the last one before it that has
   * an output.
   *
   * @param index the stage's place, from 0
   * @return the stage; empty where the input is the message that started the execution
   */
  public Optional<StageModel> producerFor(int index) {
    int producer = producerIndexFor(index);
    return producer < 0 ? Optional.empty() : Optional.of(steps.get(producer).stage());
  }

  /**
   * The name of the stage whose output is the input of the stage at an index.
   *
   * @param index the stage's place, from 0
   * @return the name; empty where the input is the message that started the execution
   */
  public Optional<String> producerNameFor(int index) {
    int producer = producerIndexFor(index);
    return producer < 0 ? Optional.empty() : Optional.of(steps.get(producer).stage().name());
  }

  /**
   * The place of the stage whose output is the input of the stage at an index.
   *
   * @param index the stage's place, from 0
   * @return the place; -1 where the input is the message that started the execution
   */
  public int producerIndexFor(int index) {
    int producer = index - 1;
    while (producer >= 0 && steps.get(producer).stage().output().isEmpty()) {
      producer--;
    }
    return producer;
  }

  /**
   * The stages whose outputs the stage at an index reads.
   *
   * @param index the stage's place, from 0
   * @return the earlier stages, in the order of the parameters
   */
  public List<StageModel> producersFor(int index) {
    List<StageModel> producers = new ArrayList<>();
    for (Parameter parameter : steps.get(index).stage().parameters()) {
      if (parameter instanceof Parameter.Input) {
        producerFor(index).ifPresent(producers::add);
      } else if (parameter instanceof Parameter.FromStage from) {
        steps.subList(0, index).stream()
            .map(Step::stage)
            .filter(stage -> stage.stageClass().equals(from.stageClass()))
            .forEach(producers::add);
      }
    }
    return producers;
  }

  /**
   * The generated CDK stack.
   *
   * @return the class's name
   */
  public ClassName stackClass() {
    return workflowClass.beside("_Stack");
  }

  /**
   * The path of a generated resource of this workflow.
   *
   * @param extension what follows the workflow's name, such as {@code .asl.json}
   * @return the path from the class output's root
   */
  public String resource(String extension) {
    return "META-INF/stageloom/" + name + extension;
  }
}
