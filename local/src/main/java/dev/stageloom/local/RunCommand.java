package dev.stageloom.local;

import dev.stageloom.local.service.SparkModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stageloom run}. */
@Command(
    name = "run",
    description = "Runs one execution of a workflow, and says how it went.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the execution succeeded",
      "1:the execution failed",
      "2:the execution could not start"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<workflow>", description = "The workflow's name; see 'list'.")
  private String workflow;

  @Option(
      names = "--input",
      paramLabel = "<json|@file>",
      description =
          "The message that starts it: JSON, or a file with it. Default: what the workflow's"
              + " schedule sends, else {}")
  private @Nullable String input;

  @Option(
      names = "--execution-id",
      paramLabel = "<id>",
      description = "The execution's name. Default: a new one, made of the time.")
  private @Nullable String executionId;

  @Option(
      names = "--directory",
      paramLabel = "<folder>",
      defaultValue = "target/stageloom",
      description = "Where objects (s3/), log and report go. Default: ${DEFAULT-VALUE}")
  private Path directory;

  @Option(
      names = "--keep",
      description =
          "Keep what earlier runs of the workflow left there. By default it is deleted first.")
  private boolean keep;

  @Option(
      names = "--real-time",
      description = "Wait out the time before retries. By default it is skipped.")
  private boolean realTime;

  @Option(
      names = "--show",
      paramLabel = "<label>=<path|glob>",
      description = "A file, folder or glob to point at in the summary; repeatable.")
  private List<String> show = List.of();

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standardOutput();
    List<ShownPaths> shown = show.stream().map(ShownPaths::parse).toList();
    LocalRun run =
        LocalRun.of(workflow)
            .directory(directory)
            .keep(keep)
            .realTime(realTime)
            .ownProcess()
            .startedAt(Main.start());
    if (input != null) {
      run.input(text(input));
    }
    if (executionId != null) {
      run.executionId(executionId);
    }
    if (run.needsSpark() && !SparkModules.areOpen()) {
      return SparkProcess.run(arguments());
    }
    RunReport report;
    try (Progress progress = new Progress(terminal, Progress.REMINDER)) {
      report = run.observer(progress).run();
    }
    new Summary(terminal, report, shown, commandLine()).print();
    return report.succeeded() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static String text(String input) {
    if (!input.startsWith("@")) {
      return input;
    }
    String file = input.substring(1);
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new LocalRunException("--input: there is no file " + file, e);
    } catch (IOException e) {
      throw new LocalRunException("--input: the file " + file + " cannot be read: " + e, e);
    }
  }

  /** What was typed, quoted for a shell. */
  private String commandLine() {
    return spec.root().name()
        + arguments().stream().map(RunCommand::quote).collect(Collectors.joining(" ", " ", ""));
  }

  private List<String> arguments() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  private static String quote(String argument) {
    return argument.matches("[A-Za-z0-9_@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
