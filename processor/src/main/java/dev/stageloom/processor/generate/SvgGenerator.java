package dev.stageloom.processor.generate;

import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.List;
import java.util.Locale;

/** Generates a workflow's diagram as an SVG picture: the stages from top to bottom. */
public final class SvgGenerator {

  private static final int LEFT = 140;
  private static final int WIDTH = 280;
  private static final int HEIGHT = 56;
  private static final int GAP = 48;
  private static final int TOP = 24;
  private static final int START_HEIGHT = 32;
  private static final int PICTURE_WIDTH = 640;

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
    svg.append(
        String.format(
            Locale.ROOT,
            """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d"\
         font-family="sans-serif" font-size="14">
        <title>%3$s</title>
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"\
         markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>
        <rect width="100%%" height="100%%" fill="#fff"/>
        <rect x="%4$d" y="%5$d" width="%6$d" height="%7$d" rx="16" fill="#eee" stroke="#555"/>
        <text x="%8$d" y="%9$d" text-anchor="middle">start message</text>
        """,
            PICTURE_WIDTH,
            height,
            escape(workflow.name()),
            LEFT,
            TOP,
            WIDTH,
            START_HEIGHT,
            LEFT + WIDTH / 2,
            TOP + 21));
    for (int i = 0; i < stages.size(); i++) {
      svg.append(box(stages.get(i), top(i)));
    }
    int named = 0;
    for (DiagramEdges.Edge edge : DiagramEdges.of(workflow)) {
      svg.append(edge.named() ? namedArrow(edge, named++) : arrow(edge));
    }
    return new GeneratedFile.Resource(workflow.resource(".svg"), svg.append("</svg>\n").toString());
  }

  private static String box(StageModel stage, int top) {
    return String.format(
        Locale.ROOT,
        """
        <rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="#fff" stroke="%s" stroke-width="2"/>
        <text x="%d" y="%d" text-anchor="middle" font-weight="bold">%s</text>
        <text x="%d" y="%d" text-anchor="middle" font-size="12" fill="#555">%s</text>
        """,
        LEFT,
        top,
        WIDTH,
        HEIGHT,
        stage.isGlue() ? "#7b3fe4" : "#d86613",
        LEFT + WIDTH / 2,
        top + 24,
        escape(stage.name()),
        LEFT + WIDTH / 2,
        top + 43,
        escape(DiagramEdges.settings(stage)));
  }

  private static String arrow(DiagramEdges.Edge edge) {
    int x = LEFT + WIDTH / 2;
    int from = bottom(edge.from());
    int to = top(edge.to());
    return String.format(
        Locale.ROOT,
        """
        <path d="M%d %dV%d" stroke="#555" fill="none" marker-end="url(#arrow)"/>
        <text x="%d" y="%d" font-size="12">%s</text>
        """,
        x,
        from,
        to,
        x + 10,
        (from + to) / 2 + 4,
        escape(edge.label()));
  }

  /** A dashed arrow in a lane of its own to the left of the boxes. */
  private static String namedArrow(DiagramEdges.Edge edge, int number) {
    int lane = LEFT - 24 - 16 * (number % 6);
    int from = edge.from() < 0 ? TOP + START_HEIGHT / 2 : top(edge.from()) + HEIGHT / 2;
    int to = top(edge.to()) + HEIGHT / 2 + 8;
    return String.format(
        Locale.ROOT,
        """
        <path d="M%d %dH%dV%dH%d" stroke="#555" stroke-dasharray="4 3" fill="none"\
         marker-end="url(#arrow)"/>
        <text x="%d" y="%d" font-size="12" text-anchor="end">%s</text>
        """,
        LEFT,
        from,
        lane,
        to,
        LEFT,
        LEFT - 6,
        to + 16,
        escape(edge.label()));
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
