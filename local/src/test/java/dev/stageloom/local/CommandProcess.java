package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the command in a process of its own, as a user does. */
final class CommandProcess {

  private static final long TIMEOUT_SECONDS = 120;

  private final Path working;
  private final Path classes;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private boolean spark = true;

  /**
   * What a process has left.
   *
   * @param exitCode its exit code
   * @param out its standard output
   * @param err its standard error
   */
  record Result(int exitCode, String out, String err) {

    /** All that the terminal shows. */
    String terminal() {
      return out + err;
    }

    /** No run may show a stack trace, or what libraries log. */
    Result isQuiet() {
      assertThat(terminal())
          .doesNotContain("\tat ")
          .doesNotContain("Exception in thread")
          .doesNotContain("SLF4J")
          .doesNotContain("WARN")
          .doesNotContain("INFO");
      return this;
    }
  }

  /**
   * Prepares a process.
   *
   * @param working its working folder
   * @param classes a folder to add to its class path
   */
  CommandProcess(Path working, Path classes) {
    this.working = working;
    this.classes = classes;
    // The short-lived JVMs of the tests start faster with it.
    jvmOptions.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g"));
  }

  /** Sets a variable of its environment. */
  CommandProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Leaves Spark's JVM options out. */
  CommandProcess withoutSpark() {
    spark = false;
    return this;
  }

  /** Adds an option of the JVM. */
  CommandProcess jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  /** Runs the command to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    if (spark) {
      command.addAll(List.of(System.getProperty("stageloom.spark.jvm.args").trim().split("\\s+")));
    }
    command.add("-cp");
    command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
    command.add("dev.stageloom.local.Main");
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(working, "stdout", "");
    Path err = Files.createTempFile(working, "stderr", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(working.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
      return new Result(process.exitValue(), read(out), read(err));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
