package dev.stageloom.local;

import dev.stageloom.asl.manifest.WorkflowManifest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code stageloom list}. */
@Command(
    name = "list",
    description = "Lists the workflows of the class path.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standardOutput();
    WorkflowCatalog catalog = WorkflowCatalog.find(LocalRun.defaultLoader());
    int width =
        catalog.workflows().stream().mapToInt(each -> each.workflow().length()).max().orElse(1);
    for (WorkflowManifest workflow : catalog.workflows()) {
      terminal.line(
          String.format(
                  Locale.ROOT,
                  "%-" + width + "s  %-8s  %2d %s  %s",
                  workflow.workflow(),
                  workflow.type(),
                  workflow.stages().size(),
                  workflow.stages().size() == 1 ? "stage " : "stages",
                  workflow.description())
              .stripTrailing());
    }
    return 0;
  }
}
