package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stageloom.asl.json.Json;
import dev.stageloom.local.sample.SampleWorkflows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, in processes of its own: what it prints, leaves on disk and exits with. */
class RunCommandTest {

  /** Nobody listens there. */
  private static final String DEAD = "http://127.0.0.1:9";

  @TempDir static Path classes;
  @TempDir Path working;

  @BeforeAll
  static void writeWorkflows() throws IOException {
    SampleWorkflows.write(classes);
  }

  private CommandProcess command() {
    return new CommandProcess(working, classes);
  }

  /** Nobody has to type Spark's JVM options. */
  @Test
  void startsSparkInAJvmWithItsOptions() throws Exception {
    CommandProcess.Result result =
        command().withoutSpark().run("run", "orders", "--input", "{\"orders\": 9}");

    assertThat(result.err()).isEmpty();
    assertThat(result.isQuiet().exitCode()).isZero();
    assertThat(result.out()).containsPattern("✓ TotalStage    Glue +9 → +7 records");
  }

  /** Lambda, Glue, Lambda; with a user's AWS and proxy settings that all lead astray. */
  @Test
  void runsLambdaAndGlueStages() throws Exception {
    Files.createDirectories(working.resolve("home/.aws"));
    Files.writeString(
        working.resolve("home/.aws/config"),
        "[default]\nregion = eu-north-1\nendpoint_url = "
            + DEAD
            + "\ns3 =\n  use_arn_region = x\n");
    Files.createDirectories(working.resolve("target/cdk.out"));
    Files.writeString(working.resolve("target/cdk.out/Orders.template.json"), "{}");
    CommandProcess.Result result =
        command()
            .jvmOption("-Duser.home=" + working.resolve("home"))
            .environment("HOME", working.resolve("home").toString())
            .environment("AWS_PROFILE", "production")
            .environment("AWS_ENDPOINT_URL", DEAD)
            .environment("AWS_USE_FIPS_ENDPOINT", "true")
            .environment("AWS_USE_DUALSTACK_ENDPOINT", "true")
            .environment("HTTP_PROXY", DEAD)
            .environment("http_proxy", DEAD)
            .run(
                "run",
                "orders",
                "--input",
                "{\"orders\": 12345}",
                "--execution-id",
                "one",
                "--show",
                "templates=target/cdk.out/*.template.json",
                "--show",
                "sources=target/generated");

    assertThat(result.err()).isEmpty();
    assertThat(result.isQuiet().exitCode()).isZero();
    assertThat(result.out())
        .contains("▸ ExtractStage  Lambda  started")
        .containsPattern("✓ ExtractStage  Lambda +1 → +12,345 records +\\d+\\.\\d s")
        .containsPattern("✓ TotalStage    Glue +12,345 → +7 records +\\d+\\.\\d s")
        .containsPattern("✓ RankStage     Lambda +7 → +7 records +\\d+\\.\\d s")
        .containsPattern(
            "ExtractStage +Lambda +1 +12,345 +\\d+\\.\\d s"
                + " +target/stageloom/s3/orders-local/executions/one/ExtractStage/output.json\n")
        .contains("one succeeded")
        .contains("target/stageloom/one.log")
        .contains("target/stageloom/one.report.json")
        .containsPattern("templates +target/cdk.out/Orders.template.json")
        .containsPattern("sources +target/generated \\(none\\)")
        .doesNotContain("extract prints")
        .doesNotContain("\u001b");

    Path executions = working.resolve("target/stageloom/s3/orders-local/executions");
    assertThat(executions.resolve("one/ExtractStage/output.json")).isRegularFile();
    assertThat(executions.resolve("one/TotalStage/output.json/_SUCCESS")).isRegularFile();
    assertThat(Files.readAllLines(executions.resolve("one/RankStage/output.json"))).hasSize(7);
    assertThat(working.resolve("target/stageloom/one.log"))
        .content()
        .contains("extract prints orders-ExtractStage")
        .contains("\"event\":\"stage.completed\"")
        .contains("SparkContext");
    assertThat(working.resolve("target/stageloom/.work")).doesNotExist();
    assertThat(report("one"))
        .containsEntry("workflow", "orders")
        .containsEntry("executionId", "one")
        .containsEntry("status", "SUCCEEDED")
        .containsEntry("error", null);
    assertThat(stages("one"))
        .extracting(stage -> stage.get("stage"), stage -> stage.get("recordsOut"))
        .containsExactly(
            tuple("ExtractStage", 12345L), tuple("TotalStage", 7L), tuple("RankStage", 7L));
  }

  /** Lambda only, without Spark's JVM options; and an output that cannot show the signs. */
  @Test
  void runsAnExpressWorkflowOnAnAsciiTerminal() throws Exception {
    Files.writeString(working.resolve("message.json"), "{\"orders\": 3}\n");
    CommandProcess.Result result =
        command()
            .withoutSpark()
            .environment("LC_ALL", "C")
            .run("run", "quick", "--input", "@message.json", "--execution-id", "two");

    assertThat(result.isQuiet().exitCode()).isZero();
    assertThat(result.out())
        .contains("> ExtractStage  Lambda  started")
        .containsPattern("\\+ CountStage    Lambda +3 -> +1 records")
        .matches("\\p{ASCII}*");
    assertThat(
            working.resolve(
                "target/stageloom/s3/quick-local/executions/two/CountStage/output.json"))
        .hasContent("{\"customer\":\"all\",\"orders\":3,\"cents\":600}");
  }

  @Test
  void showsRetriesAndSkipsTheirWaits() throws Exception {
    CommandProcess.Result result =
        command()
            .run(
                "run",
                "faulty",
                "--input",
                "{\"orders\": 3, \"fault\": \"fails twice\"}",
                "--execution-id",
                "three");

    assertThat(result.isQuiet().exitCode()).isZero();
    assertThat(result.out())
        .contains(
            "↻ FaultyStage  Lambda  retry 1 of 2 after java.lang.IllegalStateException: the shop is"
                + " closed, call 1 (20 s wait skipped)")
        .contains("retry 2 of 2")
        .contains("call 2 (40 s wait skipped)")
        .contains("output.json (3 tries)");
    assertThat(stages("three").get(0)).containsEntry("tries", 3L);
  }

  /** Another id, then the same id again: with --keep nothing but the same id is replaced. */
  @Test
  void keepsEarlierExecutionsOnlyIfAsked() throws Exception {
    Path executions = working.resolve("target/stageloom/s3/quick-local/executions");
    run("quick", "{\"orders\": 1}", "a");
    run("quick", "{\"orders\": 2}", "b", "--keep");
    CommandProcess.Result again = run("quick", "{\"orders\": 3}", "a", "--keep");

    assertThat(again.exitCode()).isZero();
    assertThat(Files.readAllLines(executions.resolve("a/ExtractStage/output.json"))).hasSize(3);
    assertThat(Files.readAllLines(executions.resolve("b/ExtractStage/output.json"))).hasSize(2);

    run("quick", "{\"orders\": 4}", "c");

    assertThat(executions.resolve("a")).doesNotExist();
    assertThat(executions.resolve("b")).doesNotExist();
    assertThat(executions.resolve("c")).isDirectory();
    assertThat(working.resolve("target/stageloom/a.log")).doesNotExist();
    assertThat(working.resolve("target/stageloom/b.report.json")).doesNotExist();
  }

  @Test
  void listsWorkflows() throws Exception {
    CommandProcess.Result result = command().run("list");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .contains(
            "orders          STANDARD   3 stages  The sample workflow orders.",
            "quick           EXPRESS    2 stages  The sample workflow quick.");
  }

  private CommandProcess.Result run(String workflow, String input, String id, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", workflow, "--input", input, "--execution-id", id));
    arguments.addAll(List.of(more));
    return command().withoutSpark().run(arguments.toArray(String[]::new));
  }

  @SuppressWarnings("unchecked") // What our own report is.
  private Map<String, Object> report(String id) throws IOException {
    return (Map<String, Object>)
        Json.parse(Files.readString(working.resolve("target/stageloom/" + id + ".report.json")));
  }

  @SuppressWarnings("unchecked") // What our own report is.
  private List<Map<String, Object>> stages(String id) throws IOException {
    return (List<Map<String, Object>>) report(id).get("stages");
  }
}
