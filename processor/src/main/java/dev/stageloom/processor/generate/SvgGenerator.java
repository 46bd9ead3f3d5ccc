package dev.stageloom.processor.generate;

import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.List;

/** Generates a workflow's diagram as an SVG picture: the stages from top to bottom. */
public final class SvgGenerator {

  private static final int LEFT = 140;
  private static final int WIDTH = 280;
  private static final int CENTER = LEFT + WIDTH / 2;
  private static final int HEIGHT = 56;
  private static final int GAP = 48;
  private static final int TOP = 24;
  private static final int START_HEIGHT = 32;
  private static final int PICTURE_WIDTH = 640;

  private static final String ARROW_HEAD =
      """
      <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"\
       markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>
      """;

  private SvgGenerator() {}

  /**
   * The diagram.
   *
   * @param workflow a workflow without errors
   * @return the resource
   */
  public static GeneratedFile.Resource generate(WorkflowModel workflow) {
    List<StageModel> stages = workflow.stages();
    int height = top(stages.size() - 1) + HEIGHT + TOP;
    StringBuilder svg = new StringBuilder();
    open(svg, "svg", "xmlns", "http://www.w3.org/2000/svg", "width", PICTURE_WIDTH);
    attributes(svg, "height", height, "viewBox", "0 0 " + PICTURE_WIDTH + " " + height);
    attributes(svg, "font-family", "sans-serif", "font-size", 14).append(">\n");
    open(svg, "title");
    close(svg, "title", workflow.name());
    svg.append(ARROW_HEAD);
    open(svg, "rect", "width", "100%", "height", "100%", "fill", "#fff").append("/>\n");
    open(svg, "rect", "x", LEFT, "y", TOP, "width", WIDTH, "height", START_HEIGHT);
    attributes(svg, "rx", 16, "fill", "#eee", "stroke", "#555").append("/>\n");
    open(svg, "text", "x", CENTER, "y", TOP + 21, "text-anchor", "middle");
    close(svg, "text", "start message");
    for (int i = 0; i < stages.size(); i++) {
      addBox(stages.get(i), top(i), svg);
    }
    int named = 0;
    for (DiagramEdges.Edge edge : DiagramEdges.of(workflow)) {
      if (edge.named()) {
        addNamedArrow(edge, named++, svg);
      } else {
        addArrow(edge, svg);
      }
    }
    return new GeneratedFile.Resource(workflow.resource(".svg"), svg.append("</svg>\n").toString());
  }

  private static void addBox(StageModel stage, int top, StringBuilder svg) {
    open(svg, "rect", "x", LEFT, "y", top, "width", WIDTH, "height", HEIGHT, "rx", 6);
    attributes(svg, "fill", "#fff", "stroke", stage.isGlue() ? "#7b3fe4" : "#d86613");
    attributes(svg, "stroke-width", 2).append("/>\n");
    open(svg, "text", "x", CENTER, "y", top + 24, "text-anchor", "middle");
    attributes(svg, "font-weight", "bold");
    close(svg, "text", stage.name());
    open(svg, "text", "x", CENTER, "y", top + 43, "text-anchor", "middle");
    attributes(svg, "font-size", 12, "fill", "#555");
    close(svg, "text", DiagramEdges.settings(stage));
  }

  private static void addArrow(DiagramEdges.Edge edge, StringBuilder svg) {
    int from = bottom(edge.from());
    int to = top(edge.to());
    open(svg, "path", "d", "M" + CENTER + " " + from + "V" + to);
    attributes(svg, "stroke", "#555", "fill", "none", "marker-end", "url(#arrow)").append("/>\n");
    open(svg, "text", "x", CENTER + 10, "y", (from + to) / 2 + 4, "font-size", 12);
    close(svg, "text", edge.label());
  }

  /** A dashed arrow in a lane of its own to the left of the boxes. */
  private static void addNamedArrow(DiagramEdges.Edge edge, int number, StringBuilder svg) {
    int lane = LEFT - 24 - 16 * (number % 6);
    int from = edge.from() < 0 ? TOP + START_HEIGHT / 2 : top(edge.from()) + HEIGHT / 2;
    int to = top(edge.to()) + HEIGHT / 2 + 8;
    open(svg, "path", "d", "M" + LEFT + " " + from + "H" + lane + "V" + to + "H" + LEFT);
    attributes(svg, "stroke", "#555", "stroke-dasharray", "4 3", "fill", "none");
    attributes(svg, "marker-end", "url(#arrow)").append("/>\n");
    open(svg, "text", "x", LEFT - 6, "y", to + 16, "font-size", 12, "text-anchor", "end");
    close(svg, "text", edge.label());
  }

  private static StringBuilder open(StringBuilder svg, String element, Object... attributes) {
    return attributes(svg.append('<').append(element), attributes);
  }

  /** Adds names and values in turn. */
  private static StringBuilder attributes(StringBuilder svg, Object... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      svg.append(' ').append(attributes[i]).append("=\"").append(attributes[i + 1]).append('"');
    }
    return svg;
  }

  private static void close(StringBuilder svg, String element, String text) {
    svg.append('>').append(escape(text)).append("</").append(element).append(">\n");
  }

  private static int top(int stage) {
    return TOP + START_HEIGHT + GAP + stage * (HEIGHT + GAP);
  }

  private static int bottom(int stage) {
    return stage < 0 ? TOP + START_HEIGHT : top(stage) + HEIGHT;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
