package dev.stageloom.processor.generate;

import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.List;

/** Generates a workflow's diagram as Mermaid text. */
public final class MermaidGenerator {

  private MermaidGenerator() {}

  /**
   * The diagram.
   *
   * @param workflow a workflow without errors
   * @return the resource
   */
  public static GeneratedFile.Resource generate(WorkflowModel workflow) {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    text.append("  start([\"start message\"])\n");
    List<StageModel> stages = workflow.stages();
    for (int i = 0; i < stages.size(); i++) {
      StageModel stage = stages.get(i);
      String label = escape(stage.name() + "\n" + DiagramEdges.settings(stage));
      text.append("  ").append(id(i));
      text.append(stage.isGlue() ? "[[\"" : "[\"").append(label);
      text.append(stage.isGlue() ? "\"]]\n" : "\"]\n");
    }
    for (DiagramEdges.Edge edge : DiagramEdges.of(workflow)) {
      String arrow = edge.named() ? "-.->" : "-->";
      String label = edge.label().isEmpty() ? "" : "|\"" + escape(edge.label()) + "\"|";
      text.append("  ").append(id(edge.from())).append(' ').append(arrow).append(label);
      text.append(' ').append(id(edge.to())).append('\n');
    }
    return new GeneratedFile.Resource(workflow.resource(".mmd"), text.toString());
  }

  private static String id(int stage) {
    return stage < 0 ? "start" : "s" + stage;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\n", "<br/>");
  }
}
