package dev.stageloom.local.service;

import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.manifest.WorkflowManifest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs the jobs of stages in Python: by this machine's Python and its PySpark, on the Spark of this
 * run's class path, with a stand-in for Glue's own Python library.
 */
final class PythonJobs {

  /** The environment variable that names the Python to take. */
  static final String PYTHON_VARIABLE = "STAGELOOM_PYTHON";

  private static final String LIBRARY = "dev/stageloom/runtime/spark/python/stageloom_glue.py";
  private static final String STAND_IN = "dev/stageloom/local/python/awsglue/";
  private static final List<String> STAND_IN_FILES =
      List.of("__init__.py", "context.py", "job.py", "utils.py");

  private final String python;
  private final ClassLoader loader;
  private final LocalSpark spark;
  private final Path work;
  private final RunLog log;

  PythonJobs(ClassLoader loader, LocalSpark spark, Path work, RunLog log) {
    this.python = System.getenv().getOrDefault(PYTHON_VARIABLE, "python3");
    this.loader = loader;
    this.spark = spark;
    this.work = work;
    this.log = log;
  }

  /**
   * Runs a stage.
   *
   * @param stage a stage in Python
   * @param arguments the job's arguments, name after name and value
   * @return what it read and wrote
   * @throws ServiceException if this machine has no Python with PySpark
   * @throws PythonFailure if the job has failed
   */
  StageSummary run(WorkflowManifest.Stage stage, String[] arguments)
      throws IOException, InterruptedException {
    WorkflowManifest.Glue glue = stage.glue().orElseThrow();
    Path sparkHome = sparkHome(pySpark(stage.name()));
    Path folder = work.resolve("python").resolve(stage.name());
    Files.createDirectories(folder.resolve("awsglue"));
    String module = glue.pythonModule().orElseThrow();
    copy(glue.script(), folder.resolve("__main__.py"));
    copy(module, folder.resolve(module.substring(module.lastIndexOf('/') + 1)));
    copy(LIBRARY, folder.resolve("stageloom_glue.py"));
    for (String file : STAND_IN_FILES) {
      copy(STAND_IN + file, folder.resolve("awsglue").resolve(file));
    }
    List<String> command = new ArrayList<>(List.of(python, folder.toString()));
    command.addAll(List.of("--JOB_NAME", stage.name()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_CONF_DIR", sparkHome.resolve("conf").toString());
    builder.environment().put("PYSPARK_PYTHON", python);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PYTHONUNBUFFERED", "1");
    return run(stage.name(), builder);
  }

  private StageSummary run(String stage, ProcessBuilder builder)
      throws IOException, InterruptedException {
    Process process = builder.start();
    try {
      Map<?, ?> last = Map.of();
      String lastLine = "";
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          log.line(stage, line);
          lastLine = line.isBlank() ? lastLine : line;
          Map<?, ?> event = event(line);
          last = event == null ? last : event;
        }
      }
      int code = process.waitFor();
      if (code == 0 && "stage.completed".equals(last.get("event"))) {
        return summary(stage, last);
      }
      throw last.get("message") instanceof String message
          ? new PythonFailure(String.valueOf(last.get("error")), message)
          : new PythonFailure(
              "SystemExit", "Python has ended with the code " + code + ": " + lastLine);
    } finally {
      process.destroyForcibly();
    }
  }

  private static @Nullable Map<?, ?> event(String line) {
    return line.startsWith("{\"event\": \"stage.") && Json.parse(line) instanceof Map<?, ?> event
        ? event
        : null;
  }

  private static StageSummary summary(String stage, Map<?, ?> event) {
    List<String> inputs = new ArrayList<>();
    if (event.get("inputs") instanceof List<?> list) {
      list.forEach(input -> inputs.add(String.valueOf(input)));
    }
    return new StageSummary(
        stage,
        String.valueOf(event.get("executionId")),
        inputs,
        event.get("output") instanceof String output ? output : "",
        number(event.get("recordsRead")),
        number(event.get("recordsWritten")));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  /** Where PySpark is installed. */
  private Path pySpark(String stage) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(python, "-c", "import pyspark; print(pyspark.__path__[0])")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw missing(stage, python + " is not on this machine", e);
    }
    String place =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw missing(stage, python + " has no PySpark", null);
    }
    return Path.of(place);
  }

  private static ServiceException missing(String stage, String problem, @Nullable Throwable cause) {
    return new ServiceException(
        "stage "
            + stage
            + " is written in Python, and "
            + problem
            + ": install it with \"pip install pyspark\" in the version of Spark that the workflow"
            + " is built with, or name another Python in the environment variable "
            + PYTHON_VARIABLE,
        cause);
  }

  /**
   * A home of Spark that has PySpark's scripts, this run's class path as its jars, and this run's
   * settings, so that Python stages run on the same Spark as the others.
   */
  private Path sparkHome(Path pySpark) throws IOException {
    Path home = work.resolve("spark-home");
    Path jars = home.resolve("jars");
    if (Files.isDirectory(jars)) {
      return home;
    }
    Files.createDirectories(jars);
    Files.createDirectories(home.resolve("conf"));
    Files.createSymbolicLink(home.resolve("bin"), pySpark.resolve("bin"));
    for (String entry : classPath()) {
      Path jar = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar") && Files.exists(jar)) {
        Path link = jars.resolve(jar.getFileName());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, jar);
        }
      }
    }
    List<String> settings = new ArrayList<>();
    spark.submitSettings().forEach((name, value) -> settings.add(name + " " + value));
    Files.write(home.resolve("conf/spark-defaults.conf"), settings);
    Files.writeString(
        home.resolve("conf/log4j2.properties"),
        """
        rootLogger.level = warn
        rootLogger.appenderRef.stderr.ref = stderr
        appender.stderr.type = Console
        appender.stderr.name = stderr
        appender.stderr.target = SYSTEM_ERR
        appender.stderr.layout.type = PatternLayout
        appender.stderr.layout.pattern = %p %c{1}: %m%n
        """);
    return home;
  }

  private static List<String> classPath() {
    return List.of(
        Objects.requireNonNullElse(System.getProperty("java.class.path"), "")
            .split(File.pathSeparator));
  }

  private void copy(String resource, Path file) throws IOException {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ServiceException(
            resource + " is not on the class path: build the workflow again with mvn package",
            null);
      }
      Files.write(file, in.readAllBytes());
    }
  }
}
