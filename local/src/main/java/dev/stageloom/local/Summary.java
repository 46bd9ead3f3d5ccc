package dev.stageloom.local;

import dev.stageloom.local.Terminal.Color;
import dev.stageloom.local.Terminal.Sign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the end of a run: a table of the stages, why it failed, where everything lies. */
final class Summary {

  private static final List<String> HEADER =
      List.of("Stage", "Service", "Records in", "Records out", "Time", "Output");

  private final Terminal terminal;
  private final RunReport report;
  private final List<ShownPaths> shown;
  private final String command;

  /**
   * Prepares a summary.
   *
   * @param command the command that ran, to run it again
   */
  Summary(Terminal terminal, RunReport report, List<ShownPaths> shown, String command) {
    this.terminal = terminal;
    this.report = report;
    this.shown = shown;
    this.command = command;
  }

  void print() {
    terminal.line("");
    printTable();
    terminal.line("");
    List<Fact> facts = new ArrayList<>();
    report.failure().ifPresent(failure -> addFailure(facts, failure));
    facts.add(new Fact("Execution", execution()));
    facts.add(new Fact("Time", time()));
    facts.add(new Fact("Log", Format.path(report.logFile())));
    facts.add(new Fact("Report", Format.path(report.reportFile())));
    for (ShownPaths paths : shown) {
      String label = paths.label();
      for (String line : paths.lines()) {
        facts.add(new Fact(label, line));
        label = "";
      }
    }
    int width = facts.stream().mapToInt(fact -> fact.label().length()).max().orElse(1);
    for (Fact fact : facts) {
      terminal.line(String.format(Locale.ROOT, "  %-" + width + "s  ", fact.label()) + fact.text());
    }
  }

  private record Fact(String label, String text) {}

  private void addFailure(List<Fact> facts, RunFailure failure) {
    facts.add(new Fact("Failed", failure.state() + " with " + failure.error()));
    facts.add(new Fact("Why", terminal.in(Color.RED, failure.message())));
    facts.add(new Fact("Run again", command));
  }

  private String execution() {
    return report.executionId()
        + " "
        + (report.succeeded()
            ? terminal.in(Color.GREEN, "succeeded")
            : terminal.in(Color.RED, "failed"));
  }

  private String time() {
    Duration stages = report.stageTime();
    Duration overhead = report.overhead();
    String text = Format.time(report.total()) + ": stages " + Format.time(stages);
    Duration startUp =
        report.stages().stream().map(StageReport::startUp).reduce(Duration.ZERO, Duration::plus);
    text += ", of which to start handlers and Spark " + Format.time(startUp) + "; ";
    if (report.waited().toMillis() > 0) {
      text += "waits " + Format.time(report.waited()) + "; ";
    }
    text += "runner " + Format.time(overhead);
    if (!stages.isZero()) {
      text +=
          String.format(Locale.ROOT, " (%.1f %%)", 100.0 * overhead.toNanos() / stages.toNanos());
    }
    return text;
  }

  private void printTable() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    report.stages().forEach(stage -> rows.add(row(stage)));
    int[] widths = new int[HEADER.size() - 1];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      String line = "  " + line(rows.get(i), widths);
      terminal.line(i == 0 ? terminal.in(Color.BOLD, line) : line);
      if (i == 0) {
        terminal.line("  " + terminal.sign(Sign.LINE).repeat(line.length() - 2));
      }
    }
  }

  private static String line(List<String> row, int[] widths) {
    return String.format(
        Locale.ROOT,
        "%-" + widths[0] + "s  %-" + widths[1] + "s  %" + widths[2] + "s  %" + widths[3] + "s  %"
            + widths[4] + "s  %s",
        row.toArray());
  }

  private static List<String> row(StageReport stage) {
    String tries = stage.tries() > 1 ? " (" + stage.tries() + " tries)" : "";
    return switch (stage.status()) {
      case SUCCEEDED ->
          List.of(
              stage.stage(),
              Progress.service(stage.kind()),
              Format.records(stage.recordsIn()),
              Format.records(stage.recordsOut()),
              Format.time(stage.time()),
              stage.output().map(Format::path).orElse("none") + tries);
      case FAILED -> unfinished(stage, Format.time(stage.time()), "failed" + tries);
      case NOT_RUN -> unfinished(stage, "", "not run");
    };
  }

  private static List<String> unfinished(StageReport stage, String time, String text) {
    return List.of(stage.stage(), Progress.service(stage.kind()), "", "", time, text);
  }
}
