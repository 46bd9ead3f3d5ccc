package dev.stageloom.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command that runs compiled workflows on this machine: {@code run <workflow>} and {@code
 * list}. It exits with 0 if the execution succeeded, 1 if it failed and 2 if it could not start.
 *
 * <p>The workflows, their handlers and what these need must be on the class path. Glue stages need
 * Spark's JVM options for JDK 17, and so a JVM that was started with them.
 */
@Command(
    name = "stageloom",
    description = "Runs compiled workflows on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {RunCommand.class, ListCommand.class},
    synopsisSubcommandLabel = "(run | list)")
public final class Main implements Runnable {

  private static final long START = System.nanoTime();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  private Main() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command's arguments
   */
  public static void main(String[] args) {
    AwsEnvironment.isolate();
    int exitCode;
    try {
      exitCode = commandLine().execute(args);
    } catch (Throwable e) { // An Error; picocli handles exceptions.
      exitCode = internalError(e);
    }
    System.exit(exitCode);
  }

  /** When the command was started, by {@link System#nanoTime}. */
  static long start() {
    return START;
  }

  private static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExpandAtFiles(false) // --input @file is ours.
        .setParameterExceptionHandler((e, args) -> usageError(e))
        .setExecutionExceptionHandler(
            (e, commandLine, result) ->
                e instanceof LocalRunException
                    ? error(String.valueOf(e.getMessage()))
                    : internalError(e));
  }

  private static int usageError(ParameterException e) {
    CommandLine command = e.getCommandLine();
    error(Format.oneLine(String.valueOf(e.getMessage())));
    UnmatchedArgumentException.printSuggestions(e, System.err);
    System.err.print("Usage: " + command.getHelp().synopsis("Usage: ".length()));
    System.err.println(
        "Try '" + command.getCommandSpec().qualifiedName() + " --help' for what they mean.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int error(String message) {
    System.err.println("stageloom: " + message);
    return CommandLine.ExitCode.USAGE;
  }

  private static int internalError(Throwable e) {
    error("unexpected " + Format.oneLine(e.toString()));
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: run or list");
  }

  /** The version of this jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Stageloom " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
