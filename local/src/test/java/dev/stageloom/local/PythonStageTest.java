package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.CompressionFormat;
import dev.stageloom.local.sample.SampleWorkflows;
import dev.stageloom.local.sample.Total;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stage in Python, run where Python has PySpark: {@code python3}, or the one that the environment
 * variable STAGELOOM_PYTHON names. Elsewhere the one message that says what is missing.
 */
class PythonStageTest {

  private static final String PYTHON = System.getenv().getOrDefault("STAGELOOM_PYTHON", "python3");

  @TempDir private Path classes;
  @TempDir private Path folder;

  private ClassLoader before;
  private URLClassLoader loader;

  @BeforeEach
  void addWorkflowsToClassPath() throws IOException {
    SampleWorkflows.write(classes);
    before = Thread.currentThread().getContextClassLoader();
    loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
  }

  @AfterEach
  void restoreClassPath() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    loader.close();
  }

  private static boolean hasPySpark() throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import pyspark")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private RunReport run(String executionId) {
    return LocalRun.of("orders-python")
        .directory(folder)
        .input("{\"orders\": 70}")
        .executionId(executionId)
        .run();
  }

  @Test
  void readsWhatAStageInJavaHasWrittenAndWritesWhatOneReads() throws Exception {
    assumeThat(hasPySpark()).as(PYTHON + " has PySpark").isTrue();

    RunReport run = run("x");

    assertThat(run.failure()).isEmpty();
    assertThat(run.output("RankStage").items(Total.class).get(0))
        .isEqualTo(new Total("customer-0", 10, 38_500));
    assertThat(run.stage("TotalStage").recordsIn()).isEqualTo(70);
    assertThat(run.stage("TotalStage").recordsOut()).isEqualTo(7);
    assertThat(run.output("TotalStage").items(Total.class)).hasSize(7);
    assertThat(Files.readString(run.output("TotalStage").path().resolve("_SUCCESS")))
        .contains(".json.gz\"");
    assertThat(Files.readString(run.logFile()))
        .contains("=== Glue Job Started ===", "Current Stage: TotalStage", "stage.completed");
  }

  @Test
  void readsAndWritesParquet() throws Exception {
    assumeThat(hasPySpark()).as(PYTHON + " has PySpark").isTrue();

    RunReport run = LocalRun.of("columns-python").directory(folder).input("{\"orders\": 70}").run();

    assertThat(run.failure()).isEmpty();
    assertThat(run.stage("CopyStage").recordsIn()).isEqualTo(7);
    assertThat(run.stage("CopyStage").recordsOut()).isEqualTo(7);
    assertThat(run.output("CopyStage").path()).hasFileName("output.parquet");
    assertThat(run.stage("BestStage").recordsIn()).isEqualTo(7);
    assertThat(run.output("BestStage").items(Total.class))
        .containsExactly(new Total("customer-0", 10, 38_500));
  }

  @Test
  void writesOneObjectInTheOrderOfItsRows() throws Exception {
    assumeThat(hasPySpark()).as(PYTHON + " has PySpark").isTrue();
    LocalRun workflow = LocalRun.of("single-python").directory(folder).input("{\"orders\": 70}");

    RunReport run = workflow.run();

    assertThat(run.failure()).isEmpty();
    Path output = run.output("TotalStage").path();
    assertThat(output).isRegularFile();
    assertThat(CompressionFormat.of(Files.readAllBytes(output))).isEqualTo(Compression.GZIP);
    assertThat(run.output("TotalStage").items(Total.class)).hasSize(7);
    assertThat(run.output("RankStage").items(Total.class)).hasSize(7);
    assertThat(run.stage("TotalStage").recordsOut()).isEqualTo(7);
    try (Stream<Path> left = Files.walk(output.getParent())) {
      assertThat(left.filter(Files::isRegularFile)).containsExactly(output);
    }
  }

  @Test
  void itsExceptionIsTheRunsFailure() throws Exception {
    assumeThat(hasPySpark()).as(PYTHON + " has PySpark").isTrue();

    RunReport run = run("fails");

    assertThat(run.failure()).get().asString().contains("builtins.ValueError: no totals today");
  }

  @Test
  void withoutPySparkTheRunSaysWhatToInstall() throws Exception {
    assumeThat(hasPySpark()).as(PYTHON + " has PySpark").isFalse();

    RunReport run = run("x");

    assertThat(run.failure())
        .get()
        .asString()
        .contains(
            "stage TotalStage is written in Python, and " + PYTHON,
            "install it with \"pip install pyspark\"",
            "STAGELOOM_PYTHON");
  }
}
