package dev.stageloom.processor.generate;

import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What flows where in a workflow, in the words that diagrams show. */
final class DiagramEdges {

  private DiagramEdges() {}

  /**
   * An arrow between two stages.
   *
   * @param from the index of the producing stage; -1 for the start message
   * @param to the index of the consuming stage
   * @param label the data's type; empty where no data flows
   * @param named whether the consumer names the producer by {@code @From}
   */
  record Edge(int from, int to, String label, boolean named) {}

  /** The arrows of a workflow: one into each stage from the one before, then the named ones. */
  static List<Edge> of(WorkflowModel workflow) {
    List<Edge> edges = new ArrayList<>();
    List<StageModel> stages = workflow.stages();
    for (int i = 0; i < stages.size(); i++) {
      int producer = workflow.producerIndexFor(i);
      Optional<Parameter.Input> parameter = stages.get(i).input();
      String input = parameter.isPresent() ? parameter.get().type().display() : "";
      boolean adjacent = producer == i - 1;
      edges.add(new Edge(i - 1, i, adjacent ? input : "", false));
      if (!adjacent && !input.isEmpty()) {
        edges.add(new Edge(producer, i, input, true));
      }
    }
    for (int i = 0; i < stages.size(); i++) {
      for (Parameter.FromStage from : stages.get(i).froms()) {
        edges.add(new Edge(indexOf(stages, from.stageName()), i, from.type().display(), true));
      }
    }
    return edges;
  }

  /** What a stage runs on: {@code Lambda, 1024 MB, 300 s}. */
  static String settings(StageModel stage) {
    if (stage.settings() instanceof StageSettings.Glue glue) {
      String type = glue.workerType().identifier();
      return "Glue, " + glue.workers() + " × " + type + ", " + glue.timeout() + " min";
    }
    StageSettings.Lambda lambda = (StageSettings.Lambda) stage.settings();
    return "Lambda, " + lambda.memory() + " MB, " + lambda.timeout() + " s";
  }

  private static int indexOf(List<StageModel> stages, String name) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }
}
