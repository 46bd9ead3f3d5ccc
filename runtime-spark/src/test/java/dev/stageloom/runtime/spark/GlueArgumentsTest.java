package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GlueArgumentsTest {

  private static final String[] COMPLETE = {
    "--execution-id", "run-1",
    "--input-bucket", "bucket",
    "--input-key", "executions/run-1/EtlStage/output.json",
    "--output-bucket", "bucket",
    "--output-key", "executions/run-1/HeavyEtlStage/output.json",
    "--current-stage", "HeavyEtlStage",
    "--previous-stage", "EtlStage",
  };

  private static String[] with(String... more) {
    List<String> args = new ArrayList<>(List.of(COMPLETE));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static String[] replaced(String name, String value) {
    String[] args = COMPLETE.clone();
    args[Arrays.asList(args).indexOf(name) + 1] = value;
    return args;
  }

  private static String[] without(String... names) {
    List<String> args = new ArrayList<>();
    for (int i = 0; i < COMPLETE.length; i += 2) {
      if (!List.of(names).contains(COMPLETE[i])) {
        args.add(COMPLETE[i]);
        args.add(COMPLETE[i + 1]);
      }
    }
    return args.toArray(String[]::new);
  }

  private static String text(GlueArguments arguments, String name) {
    return arguments.stageArguments().required(name, "a String", text -> text);
  }

  private static GlueArguments parse(String... args) {
    GlueArguments.Reading reading = GlueArguments.read("HeavyEtlStage", args);
    return reading
        .arguments()
        .orElseThrow(() -> GlueArguments.invalid("HeavyEtlStage", reading.problems()));
  }

  private static void refused(String[] args, String... parts) {
    assertThatThrownBy(() -> parse(args))
        .isInstanceOf(InvalidArgumentsException.class)
        .message()
        .contains("the Glue job of stage HeavyEtlStage cannot start")
        .contains(parts);
  }

  @Test
  void readsTheContract() {
    GlueArguments arguments = parse(COMPLETE);

    assertThat(arguments.executionId()).isEqualTo("run-1");
    assertThat(arguments.previousStage()).contains("EtlStage");
    assertThat(arguments.inputUri()).contains("s3://bucket/executions/run-1/EtlStage/output.json");
    assertThat(arguments.output().uri())
        .isEqualTo("s3://bucket/executions/run-1/HeavyEtlStage/output.json");
    assertThat(arguments.jobName()).isEmpty();
  }

  @Test
  void readsNamesWithEqualsSigns() {
    String[] args = new String[COMPLETE.length / 2];
    for (int i = 0; i < args.length; i++) {
      args[i] = COMPLETE[2 * i] + "=" + COMPLETE[2 * i + 1];
    }

    assertThat(parse(args)).usingRecursiveComparison().isEqualTo(parse(COMPLETE));
  }

  @Test
  void toleratesWhatGlueAdds() {
    GlueArguments arguments =
        parse(
            with(
                "--JOB_NAME",
                "ceap-heavy",
                "--JOB_ID",
                "j_1",
                "--JOB_RUN_ID",
                "jr_1",
                "--TempDir",
                "s3://bucket/temp/",
                "--job-language",
                "scala",
                "--class",
                "GlueApp",
                "--extra-jars",
                "s3://bucket/app.jar",
                "--enable-metrics",
                "--enable-spark-ui",
                "true",
                "stray",
                "--job-bookmark-option",
                "job-bookmark-disable"));

    assertThat(arguments.jobName()).isEqualTo("ceap-heavy");
    assertThat(arguments.jobRunId()).isEqualTo("jr_1");
  }

  @Test
  void givesTheStageItsOwnArguments() {
    GlueArguments arguments =
        parse(with("--run-date", "2026-11-23", "--limit=-5", "--expression=a=b", "--text", ""));

    LocalDate runDate =
        arguments.stageArguments().required("run-date", "a LocalDate", LocalDate::parse);
    assertThat(runDate).isEqualTo("2026-11-23");
    assertThat(text(arguments, "limit")).isEqualTo("-5");
    assertThat(text(arguments, "expression")).isEqualTo("a=b");
    assertThat(text(arguments, "text")).isEmpty();
    assertThatThrownBy(
            () -> arguments.stageArguments().required("execution-id", "a String", text -> text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static DeclaredArguments declared(String... more) {
    GlueArguments.Reading reading = GlueArguments.read("HeavyEtlStage", with(more));
    return new DeclaredArguments(reading.stageArguments(), reading.stageArgumentNames());
  }

  @Test
  void convertsDeclaredArguments() {
    DeclaredArguments arguments =
        declared("--run-date", "2026-11-23", "--conf", "a=b", "--config", "x", "--unheard-of", "1");
    Supplier<LocalDate> runDate = arguments.required("run-date", "a LocalDate", LocalDate::parse);
    Supplier<Integer> limit = arguments.optional("limit", "an int", "100", Integer::parseInt);
    Supplier<String> config = arguments.required("config", "a String", text -> text);

    assertThat(arguments.problems()).isEmpty();
    assertThat(runDate.get()).isEqualTo("2026-11-23");
    assertThat(limit.get()).isEqualTo(100);
    assertThat(config.get()).isEqualTo("x");
  }

  @Test
  void saysAllThatIsWrongWithDeclaredArgumentsAtOnce() {
    DeclaredArguments arguments =
        declared("--run-dat", "2026-11-23", "--limit", "many", "--price", "", "--class", "GlueApp");
    arguments.required("run-date", "a LocalDate", LocalDate::parse);
    arguments.optional("limit", "an int", "100", Integer::parseInt);
    arguments.required("price", "a BigDecimal", BigDecimal::new);
    arguments.optional("clas", "a String", "none", text -> text);

    assertThat(arguments.problems()).hasSize(4);
    assertThat(arguments.problems().get(0))
        .contains("needs the argument \"run-date\" (a LocalDate)");
    assertThat(arguments.problems().get(1)).contains("\"limit\" is \"many\", which is not an int");
    assertThat(arguments.problems().get(2))
        .contains("\"price\" is \"\", which is not a BigDecimal");
    assertThat(arguments.problems().get(3))
        .isEqualTo("--run-dat is not an argument of the stage: did you mean --run-date");
  }

  @Test
  void aFirstStageHasNoInput() {
    GlueArguments arguments = parse(without("--input-bucket", "--input-key", "--previous-stage"));

    assertThat(arguments.inputUri()).isEmpty();
    assertThat(arguments.previousStage()).isEmpty();
  }

  @Test
  void namesEveryMissingArgument() {
    refused(
        new String[0],
        "--execution-id is missing",
        "--current-stage is missing",
        "--output-bucket is missing",
        "--output-key is missing");
    refused(without("--execution-id"), "--execution-id is missing");
    refused(without("--previous-stage"), "--previous-stage is missing");
    refused(without("--input-key"), "--input-key is missing");
    refused(without("--input-bucket"), "--input-bucket is missing");
  }

  @Test
  void namesEmptyArguments() {
    refused(replaced("--execution-id", " "), "--execution-id has no value");
    refused(replaced("--previous-stage", ""), "--previous-stage has no value");
    refused(
        new String[] {"--execution-id", "--current-stage", "HeavyEtlStage"},
        "--execution-id has no value");
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    refused(
        replaced("--current-stage", "ScoreStage"),
        "--current-stage is \"ScoreStage\"",
        "made for stage \"HeavyEtlStage\"");
    refused(
        replaced("--output-key", "elsewhere/output.json"),
        "--output-key is \"elsewhere/output.json\"",
        "belongs at \"executions/run-1/HeavyEtlStage/output.json\"");
    refused(replaced("--execution-id", "../run-1"), "--execution-id: execution id \"../run-1\"");
    refused(replaced("--input-key", "s3://bucket/key"), "--input-key is \"s3://bucket/key\"");
    refused(
        with("--execution-id", "run-2"),
        "--execution-id is given twice, as \"run-1\" and as \"run-2\"");
  }
}
