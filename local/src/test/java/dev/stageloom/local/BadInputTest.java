package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.local.sample.SampleWorkflows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What bad input gets: one clear message, no stack trace on the terminal, an exit code that is not
 * zero, and nothing half-written.
 */
class BadInputTest {

  @TempDir static Path classes;
  @TempDir Path working;

  @BeforeAll
  static void writeWorkflows() throws IOException {
    SampleWorkflows.write(classes);
  }

  private CommandProcess command() {
    // The faulty stage makes an S3 client of its own: all these lead it astray.
    return new CommandProcess(working, classes)
        .withoutSpark()
        .environment("AWS_PROFILE", "production")
        .environment("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        .environment("AWS_USE_FIPS_ENDPOINT", "true")
        .environment("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
  }

  private static final String EXECUTION = "target/stageloom/s3/faulty-local/executions/bad";

  /** Runs a workflow whose first stage does something wrong. */
  private CommandProcess.Result runFaulty(String fault, int orders) throws Exception {
    return command()
        .run(
            "run",
            "faulty",
            "--input",
            "{\"orders\": " + orders + ", \"fault\": \"" + fault + "\"}",
            "--execution-id",
            "bad");
  }

  /** What a failed execution shows; returns its message. */
  private static String failure(CommandProcess.Result result, String state, String error) {
    assertThat(result.isQuiet().err()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern("✗ " + state + " .*failed after")
        .containsPattern("Failed +" + state + " with " + error + "\n")
        .containsPattern("Execution +bad failed\n")
        .containsPattern("Log +target/stageloom/bad.log\n")
        .containsPattern("Run again +stageloom run ");
    List<String> why =
        result.out().lines().filter(line -> line.strip().startsWith("Why ")).toList();
    assertThat(why).hasSize(1);
    return why.get(0);
  }

  private void assertNothingHalfWritten(String... outputs) throws IOException {
    Path executions = working.resolve(EXECUTION);
    try (Stream<Path> files = Files.exists(executions) ? Files.walk(executions) : Stream.of()) {
      assertThat(files.filter(Files::isRegularFile).map(executions::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(outputs);
    }
    for (String folder : List.of("uploads", "temporary")) {
      Path internal = working.resolve("target/stageloom/s3/.stageloom").resolve(folder);
      if (Files.exists(internal)) {
        assertThat(internal).isEmptyDirectory();
      }
    }
    assertThat(working.resolve("target/stageloom/.work")).doesNotExist();
  }

  /** What a run that could not start shows. */
  private void assertRefused(CommandProcess.Result result, String... messages) {
    assertThat(result.isQuiet().exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("stageloom: ").contains(messages);
    assertThat(working.resolve("target")).doesNotExist();
  }

  @Test
  void aStartMessageThatIsNotJson() throws Exception {
    assertRefused(
        command().run("run", "quick", "--input", "{\"orders\": 3"),
        "the input is not JSON",
        "line 1");
  }

  @Test
  void aStartMessageInAFileThatIsNotThere() throws Exception {
    assertRefused(
        command().run("run", "quick", "--input", "@none.json"), "there is no file none.json");
  }

  @Test
  void aStartMessageOfAnotherType() throws Exception {
    CommandProcess.Result result =
        command()
            .run("run", "faulty", "--input", "{\"orders\": \"many\"}", "--execution-id", "bad");

    assertThat(failure(result, "FaultyStage", "dev.stageloom.runtime.InvalidEventException"))
        .contains("FaultyStage")
        .contains("message that started the execution");
    assertThat(result.out()).doesNotContain("retry").containsPattern("CountStage .*not run");
    assertNothingHalfWritten();
  }

  @Test
  void aMissingEarlierOutput() throws Exception {
    CommandProcess.Result result = runFaulty("nothing written", 3);

    assertThat(failure(result, "CountStage", "dev.stageloom.runtime.MissingOutputException"))
        .contains("FaultyStage")
        .contains("s3://faulty-local/executions/bad/FaultyStage/output.json");
    assertThat(result.out()).doesNotContain("retry");
    assertThat(working.resolve("target/stageloom/bad.report.json"))
        .content()
        .contains("\"status\": \"FAILED\"")
        .contains("\"state\": \"CountStage\"")
        .contains("\"error\": \"dev.stageloom.runtime.MissingOutputException\"");
    assertNothingHalfWritten();
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated line", "invalid line"})
  void aLineThatIsNotJson(String fault) throws Exception {
    CommandProcess.Result result = runFaulty(fault, 3);

    assertThat(failure(result, "CountStage", "dev.stageloom.runtime.InvalidDataException"))
        .contains("line 2")
        .contains("s3://faulty-local/executions/bad/FaultyStage/output.json")
        .contains("CountStage");
    assertNothingHalfWritten("FaultyStage/output.json");
  }

  @Test
  void aDatasetWithoutItsMarker() throws Exception {
    CommandProcess.Result result = runFaulty("not committed", 3);

    assertThat(failure(result, "CountStage", "dev.stageloom.runtime.OutputNotCommittedException"))
        .contains("_SUCCESS")
        .contains("FaultyStage");
    assertNothingHalfWritten("FaultyStage/output.json/part-00000.json");
  }

  /** Above the size of an upload's parts, so that some are uploaded already. */
  @Test
  void aStageThatFailsInTheMiddleOfItsOutput() throws Exception {
    CommandProcess.Result result = runFaulty("fails in the middle", 400_000);

    assertThat(failure(result, "FaultyStage", "java.lang.IllegalStateException"))
        .contains("IllegalStateException: the shop burns (FaultyStage_Handler.java:");
    assertThat(result.out()).contains("retry 2 of 2").containsPattern("failed \\(3 tries\\)");
    assertThat(working.resolve("target/stageloom/bad.log"))
        .content()
        .contains("\tat dev.stageloom.local.sample.FaultyStage_Handler");
    assertNothingHalfWritten();
  }

  /** Glue reads what is wrong, on a Spark that is not its version's. */
  @Test
  void aTruncatedLineInAGlueStage() throws Exception {
    CommandProcess.Result result =
        new CommandProcess(working, classes)
            .run(
                "run",
                "faulty-spark",
                "--input",
                "{\"orders\": 3, \"fault\": \"truncated line\"}",
                "--execution-id",
                "bad");

    assertThat(failure(result, "TotalStage", "States.TaskFailed"))
        .contains("line 2")
        .contains("s3://faulty-spark-local/executions/bad/FaultyStage/output.json");
    assertThat(result.out())
        .contains(
            "· TotalStage   Glue    runs on Spark 3.5.6 here, and on Spark 3.5.4 in Glue 5.0");
    assertThat(working.resolve("target/stageloom/s3/faulty-spark-local/executions/bad/TotalStage"))
        .doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "a/b", "a..b", ".", "", "a b"})
  void anExecutionIdThatIsNoPathElement(String id) throws Exception {
    assertRefused(
        command().run("run", "quick", "--input", "{\"orders\": 3}", "--execution-id", id),
        "execution id \"" + id + "\"");
  }

  @ParameterizedTest
  @CsvSource({"quik,did you mean \"quick\"?", "customers,Known: columns"})
  void anUnknownWorkflow(String name, String message) throws Exception {
    assertRefused(
        command().run("run", name),
        "there is no workflow \"" + name + "\"",
        message,
        "faulty, faulty-spark, orders, orders-glue-6, orders-python, quick, single-python");
  }

  @Test
  void aBadOption() throws Exception {
    assertRefused(
        command().run("run", "quick", "--inptu", "{}"),
        "Unknown option",
        "--input",
        "Usage: stageloom run",
        "stageloom run --help");
  }

  @Test
  void aShowOptionWithoutALabel() throws Exception {
    assertRefused(command().run("run", "quick", "--show", "target"), "<label>=<path or glob>");
  }

  @Test
  void noCommand() throws Exception {
    assertRefused(command().run(), "run or list", "Usage: stageloom");
  }

  @Test
  void noWorkflow() throws Exception {
    assertRefused(command().run("run"), "<workflow>", "Usage: stageloom run");
  }

  @Test
  void noCompiledWorkflows(@TempDir Path empty) throws Exception {
    assertRefused(
        new CommandProcess(working, empty).run("run", "quick"),
        "annotation processor did not run",
        "<annotationProcessorPaths>");
  }

  @Test
  void aFolderThatIsAFile() throws Exception {
    Files.writeString(working.resolve("file"), "");
    assertRefused(
        command().run("run", "quick", "--directory", "file"), "the folder", "file cannot be");
  }
}
