package dev.stageloom.local;

import dev.stageloom.local.service.SparkModules;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command once more, in a JVM with the options that Spark needs: so nobody has to type a dozen
 * {@code --add-opens}.
 */
final class SparkProcess {

  private SparkProcess() {}

  /**
   * Runs the command in a JVM of its own, on this terminal, until it ends.
   *
   * @param arguments what was typed after {@link Main}
   * @return its exit code
   * @throws LocalRunException if it cannot be started
   */
  static int run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(SparkModules.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      Thread end = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(end);
      int exitCode = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(end);
      return exitCode;
    } catch (IOException e) {
      throw new LocalRunException("a JVM for Spark cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalRunException("interrupted", e);
    }
  }
}
