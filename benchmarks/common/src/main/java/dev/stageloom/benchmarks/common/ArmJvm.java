package dev.stageloom.benchmarks.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An arm in a JVM of its own, with this JVM's class path. */
public final class ArmJvm {

  private ArmJvm() {}

  /**
   * Runs an arm.
   *
   * @param main a class whose main method calls {@link #measure}
   * @param flags the JVM's flags
   * @param arguments what the main method gets
   * @return what it took
   * @throws IOException if it fails
   */
  public static Measurement fork(Class<?> main, List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", arguments) + " has failed");
    }
    return Measurement.parse(output);
  }

  /** Does the work, and tells the JVM that forked this one what it took. */
  public static void measure(Measurement.Work work) throws IOException {
    System.out.println(Measurement.of(work).line());
  }
}
