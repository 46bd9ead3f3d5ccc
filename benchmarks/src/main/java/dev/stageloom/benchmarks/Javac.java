package dev.stageloom.benchmarks;

import dev.stageloom.benchmarks.common.ChildCpu;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the JDK's javac in a JVM of its own and measures it. */
final class Javac {

  private static final Path COMMAND = Path.of(System.getProperty("java.home"), "bin", "javac");

  private Javac() {}

  /**
   * Compiles.
   *
   * @param arguments what javac is told, apart from where to put class files
   * @param folder an empty folder for the output
   * @throws BenchmarkException if the compiler fails
   */
  static Cost run(List<String> arguments, Path folder) throws IOException, InterruptedException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path sources = Files.createDirectories(folder.resolve("sources"));
    List<String> all = new ArrayList<>(arguments);
    all.addAll(
        List.of(
            "-d", classes.toString(), "-s", sources.toString(), "-encoding", "UTF-8", "-nowarn"));
    Path argumentFile = folder.resolve("arguments");
    Files.write(argumentFile, all.stream().map(Javac::quoted).toList());
    File log = folder.resolve("log").toFile();
    ProcessBuilder javac =
        new ProcessBuilder(COMMAND.toString(), "@" + argumentFile)
            .redirectErrorStream(true)
            .redirectOutput(log);

    double cpu = ChildCpu.seconds();
    long start = System.nanoTime();
    int status = javac.start().waitFor();
    double wall = (System.nanoTime() - start) / 1e9;
    if (status != 0) {
      throw new BenchmarkException("javac failed:\n" + Files.readString(log.toPath()));
    }
    return new Cost(ChildCpu.seconds() - cpu, wall);
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
