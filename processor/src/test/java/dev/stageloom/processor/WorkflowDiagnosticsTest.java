package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import dev.stageloom.processor.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test for each diagnostic about a workflow: what triggers it, its line, its text. */
class WorkflowDiagnosticsTest {

  private static final String LAMBDA =
      "@LambdaStage final class %s { public %s run(%s) { return null; } }";
  private static final String GLUE =
      "@GlueStage final class %s { public %s run(%s) { return null; } }";

  private static Compile workflow(String attributes) {
    return Compile.source("W", "@Workflow(\n" + attributes + ")\nfinal class W {}")
        .and("Item", "public record Item(int a) {}")
        .and("Other", "public record Other(int a) {}");
  }

  @Test
  void sl201NoStages() {
    Compile.source("W", "@Workflow final class W {}")
        .fails(Diagnostic.NO_STAGES, "W", "@Workflow", "Workflow w has no stages.");
  }

  @Test
  void sl202NotAStage() {
    workflow("stages = {\nItem.class}")
        .fails(
            Diagnostic.NOT_A_STAGE,
            "W",
            "Item.class",
            "Item is listed as a stage, but it has neither @LambdaStage nor @GlueStage.");
  }

  @Test
  void sl203StageTwice() {
    workflow("stages = {A.class, B.class,\nA.class}")
        .and("A", LAMBDA.formatted("A", "Item", "Item in"))
        .and("B", LAMBDA.formatted("B", "Item", "Item in"))
        .fails(
            Diagnostic.STAGE_TWICE,
            "W",
            "\nA.class}".strip(),
            "A is listed twice: the second run would overwrite the first one's output.");
  }

  @Test
  void sl204NamesCollide() {
    workflow("stages = {A.class,\nB.class}")
        .and("A", LAMBDA.formatted("A", "Item", "Item in"))
        .and(
            "B",
            "@LambdaStage(name = \"a\") final class B { public Item run(Item in) { return in; } }")
        .fails(
            Diagnostic.STAGE_NAMES_COLLIDE,
            "W",
            "B.class",
            "A and B are both named \"a\" or so alike (\"A\") that CloudFormation takes them for"
                + " one.");
  }

  @Test
  void sl205FromLater() {
    workflow("stages = {\nA.class,\nB.class}")
        .and("A", LAMBDA.formatted("A", "Item", "@From(B.class) Item in"))
        .and("B", LAMBDA.formatted("B", "Item", "Item in"))
        .fails(
            Diagnostic.FROM_NOT_EARLIER,
            "W",
            "A.class,",
            "A reads @From(B.class), which comes later in workflow w.");
  }

  @Test
  void sl205FromElsewhere() {
    workflow("stages = {\nA.class}")
        .and("A", LAMBDA.formatted("A", "Item", "@From(B.class) Item in"))
        .and("B", LAMBDA.formatted("B", "Item", "Item in"))
        .fails(
            Diagnostic.FROM_NOT_EARLIER,
            "W",
            "A.class",
            "A reads @From(B.class), which is not a stage in workflow w.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Item; Other; B takes Other, but A before it gives Item. Fix: Change B to take Item, or A"
            + " to give Other.",
        "List<Item>; Item; B takes Item, but A before it gives List<Item>. Fix: Change B to take"
            + " List<Item>, or A to give Item.",
        "Item; Stream<Item>; B takes Stream<Item>, but A before it gives Item. Fix: Change B to"
            + " take Item, or A to give List<Item>.",
        "List<Item>; Stream<Other>; B takes Stream<Other>, but A before it gives List<Item>. Fix:"
            + " Change B to take Stream<Item>, or A to give List<Other>.",
        "List<Cash>; Stream<Payment>; B takes Stream<Payment>, but A before it gives List<Cash>."
            + " Fix: Change B to take Stream<Cash>, or A to give List<Payment>.",
      })
  void sl206StagesDoNotFit(String given, String taken, String message) {
    workflow("stages = {A.class,\nB.class}")
        .and("Payment", "public sealed interface Payment permits Cash {}")
        .and("Cash", "public record Cash(int cents) implements Payment {}")
        .and("A", LAMBDA.formatted("A", given, ""))
        .and("B", LAMBDA.formatted("B", "Item", taken + " in"))
        .fails(Diagnostic.STAGES_DO_NOT_FIT, "W", "B.class", "In workflow w, " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "List<Item>; Iterator<Item>",
        "Integer; int",
        "Item; Object",
        "List<Sub>; Stream<Base>",
        "List<Payment>; Stream<Payment>",
        "Map<String, Item>; Map<String, Item>",
      })
  void typesThatFit(String given, String taken) {
    assertThat(
            workflow("stages = {A.class, B.class}")
                .and("Payment", "public sealed interface Payment permits Cash {}")
                .and("Cash", "public record Cash(int cents) implements Payment {}")
                .and("Base", "public class Base { public int a; }")
                .and("Sub", "public class Sub extends Base {}")
                .and("A", LAMBDA.formatted("A", given, ""))
                .and("B", LAMBDA.formatted("B", "Item", taken + " in"))
                .run())
        .succeeded();
  }

  @Test
  void sl207GlueWithoutInput() {
    workflow("stages = {\nA.class}")
        .and("A", GLUE.formatted("A", "Dataset<Row>", "Dataset<Row> in"))
        .fails(
            Diagnostic.GLUE_WITHOUT_INPUT,
            "W",
            "A.class",
            "A is a Glue stage with an input, but no stage before it in workflow w has an output");
  }

  @Test
  void sl208WorkflowName() {
    workflow("name = \"a b\",\nstages = A.class")
        .and("A", LAMBDA.formatted("A", "Item", "Item in"))
        .fails(Diagnostic.WORKFLOW_NAME, "W", "a b", "\"a b\" cannot be a workflow's name.");
  }

  @Test
  void sl209NamesCollide() {
    workflow("stages = A.class")
        .and("V", "@Workflow(\nname = \"w\", stages = A.class) final class V {}")
        .and("A", LAMBDA.formatted("A", "Item", "Item in"))
        .fails(
            Diagnostic.WORKFLOW_NAMES_COLLIDE,
            "W",
            "@Workflow",
            "V and W are both named \"w\", and would be one stack.");
  }

  @Test
  void sl210ExpressWithGlue() {
    workflow("type = WorkflowType.EXPRESS, stages = {A.class,\nB.class}")
        .and("A", LAMBDA.formatted("A", "List<Item>", ""))
        .and("B", GLUE.formatted("B", "Dataset<Row>", "Dataset<Item> in"))
        .fails(
            Diagnostic.EXPRESS_WITH_GLUE,
            "W",
            "B.class",
            "Workflow w is EXPRESS, but B is a Glue stage");
  }

  @Test
  void sl212FromNotAStage() {
    workflow("stages = A.class")
        .and("A", LAMBDA.formatted("A", "Item", "\n@From(Item.class) Item in"))
        .fails(
            Diagnostic.FROM_NOT_A_STAGE,
            "A",
            "@From(Item.class)",
            "@From(Item.class) does not name a stage.");
  }

  @Test
  void sl213FromWithoutOutput() {
    workflow("stages = {A.class,\nB.class}")
        .and("A", "@LambdaStage final class A { public void run() {} }")
        .and("B", LAMBDA.formatted("B", "Item", "@From(A.class) Item in"))
        .fails(
            Diagnostic.FROM_WITHOUT_OUTPUT,
            "W",
            "B.class",
            "B reads @From(A.class), but that stage's method is void.");
  }

  @Test
  void sl215OutputNobodyReads() {
    workflow("stages = {\nA.class, B.class}")
        .and("A", LAMBDA.formatted("A", "Item", "Item in"))
        .and("B", LAMBDA.formatted("B", "Item", ""))
        .warns(
            Diagnostic.OUTPUT_UNREAD,
            "W",
            "A.class",
            "Nobody in workflow w reads the output of A.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "@Argument(\"day\") LocalDate; @Argument(\"day\") String; LocalDate in A, but String in B",
        "@Argument(\"day\") int; @Argument(value = \"day\", defaultValue = \"1\") int; Integer in A,"
            + " but Integer with the default \"1\" in B",
      })
  void sl216ArgumentWithTwoMeanings(String first, String second, String message) {
    workflow("stages = {A.class,\nB.class}")
        .and("A", LAMBDA.formatted("A", "Item", "Item in, " + first + " x"))
        .and("B", LAMBDA.formatted("B", "Item", "Item in, " + second + " x"))
        .fails(
            Diagnostic.ARGUMENT_CONFLICT,
            "W",
            "B.class",
            "In workflow w, the argument \"day\" is " + message);
  }

  @Test
  void sl312ExpressThatTakesTooLong() {
    workflow("stages = A.class,\ntype = WorkflowType.EXPRESS")
        .and("A", LAMBDA.formatted("A", "Item", "Item in"))
        .fails(
            Diagnostic.EXPRESS_TOO_LONG,
            "W",
            "EXPRESS",
            "Workflow w is EXPRESS, which ends after 300 s, but its stages may take 1050 s with"
                + " their retries.");
  }

  @Test
  void sl313LongHistory() {
    workflow("stages = A.class")
        .and("A", "@Retry(maxAttempts = 5000) " + LAMBDA.formatted("A", "Item", "Item in"))
        .warns(
            Diagnostic.HISTORY_TOO_LONG,
            "W",
            "@Workflow",
            "A run of workflow w may have 30014 events in its history");
  }

  @Test
  void sl315ExpensiveRun() {
    Compile expensive =
        workflow("stages = {A.class, B.class}")
            .and("A", LAMBDA.formatted("A", "List<Item>", ""))
            .and(
                "B",
                "@GlueStage(workers = 10, timeout = 600)\n"
                    + "final class B { public Dataset<Row> run(Dataset<Item> in) { return in"
                    + ".toDF(); } }");
    expensive.warns(
        Diagnostic.RUN_EXPENSIVE,
        "W",
        "@Workflow",
        "A run of workflow w may cost up to $132.02 (B 3 x $44.00 + A 3 x $0.01).");
    assertThat(expensive.option("-Astageloom.costWarning=133").run()).succeededWithoutWarnings();
  }

  @Test
  void theWorstCaseIsPrintedInOneLine() {
    Compilation compilation =
        workflow("stages = A.class").and("A", LAMBDA.formatted("A", "Item", "Item in")).run();

    assertThat(compilation)
        .hadNoteContaining(
            "Stageloom: workflow w, 1 stage: a run takes at most 17 min 30 s, 4 state"
                + " transitions and $0.02.");
  }

  /** 2 workers for an hour, and 20 minutes more than the usual 15 to start. */
  @ParameterizedTest
  @CsvSource({
    "STANDARD, 75 min 0 s, 0.88",
    "FLEX, 95 min 0 s, 0.58",
  })
  void spareCapacityCostsTimeInPlaceOfMoney(String executionClass, String time, String dollars) {
    Compilation compilation =
        workflow("stages = A.class")
            .and(
                "A",
                "@GlueStage(timeout = 60, executionClass = ExecutionClass."
                    + executionClass
                    + ")\n@Retry(maxAttempts = 0) final class A { public void run() {} }")
            .run();

    assertThat(compilation)
        .hadNoteContaining(
            "Stageloom: workflow w, 1 stage: a run takes at most "
                + time
                + ", 2 state transitions and $"
                + dollars
                + ".");
  }

  @Test
  void sl307WorkflowDescription() {
    workflow("description = \"" + "ä".repeat(513) + "\",\nstages = A.class")
        .and("A", LAMBDA.formatted("A", "Item", "Item in"))
        .fails(
            Diagnostic.DESCRIPTION_LENGTH,
            "W",
            "description",
            "The description of W has 1026 characters; CloudFormation allows 1024 bytes.");
  }

  @Test
  void anErrorInAStageIsReportedOnceAndNotForTheWorkflow() {
    Compilation compilation =
        workflow("stages = A.class")
            .and("A", "@LambdaStage(memory = 1) final class A { public void run() {} }")
            .run();

    assertThat(compilation).hadErrorCount(1);
  }

  /** It is what compilers give for a constant that they cannot resolve. */
  @Test
  void sl208ANameThatLooksLikeAnError() {
    workflow("stages = A.class, name = \"<error>\"")
        .and("A", LAMBDA.formatted("A", "Item", "Item in"))
        .fails(
            Diagnostic.WORKFLOW_NAME, "W", "<error>", "\"<error>\" cannot be a workflow's name.");
  }

  @Test
  void sl217OutputReadTwice() {
    workflow("stages = {A.class, B.class}")
        .and("A", LAMBDA.formatted("A", "Stream<Item>", ""))
        .and(
            "B",
            LAMBDA.formatted("B", "Item", "Stream<Item> in,\n@From(A.class) Stream<Item> again"))
        .warns(
            Diagnostic.OUTPUT_READ_TWICE,
            "B",
            "again",
            "B reads the output of A twice, as in and as again.");
  }

  @Test
  void sl323RetriesOfARetriedRun() {
    workflow("stages = A.class, type = WorkflowType.EXPRESS")
        .and(
            "A",
            "@Retry(\nmaxAttempts = 5, intervalSeconds = 1, backoffRate = 1)\n"
                + "@LambdaStage(timeout = 10)\n"
                + "final class A { public void run(Item in) {} }")
        .warns(
            Diagnostic.RETRIES_MULTIPLY,
            "A",
            "maxAttempts",
            "A message that A cannot work on is tried 30 times: 6 times in each run, and the queue"
                + " of the EXPRESS workflow w starts up to 5 runs.");
  }
}
