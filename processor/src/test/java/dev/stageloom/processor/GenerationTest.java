package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated, file by file and letter by letter. */
class GenerationTest {

  private static final Compilation STANDARD = standard().run();

  private static Compile standard() {
    return Compile.source(
            "NightlyWorkflow",
            """
            /** Runs at night. */
            @Workflow(
                name = "nightly",
                description = "Sums the orders up",
                stages = {EtlStage.class, HeavyEtlStage.class, CleanStage.class, StoreStage.class})
            public final class NightlyWorkflow {}
            """)
        .and("Trigger", "public record Trigger(String shop) {}")
        .and("Order", "public record Order(long id, LocalDate day, List<Line> lines) {}")
        .and("Line", "public record Line(String sku, BigDecimal price) {}")
        .and("Total", "public record Total(LocalDate day, double sum) {}")
        .and(
            "EtlStage",
            """
            @LambdaStage(memory = 2048, timeout = 240, description = "Extracts the orders.")
            public final class EtlStage {
              public Stream<Order> extract(
                  Trigger trigger,
                  @Argument("run-date") LocalDate runDate,
                  @Argument(value = "limit", defaultValue = "1000") int limit,
                  @Argument(value = "regions", defaultValue = "eu,us") List<String> regions,
                  StageContext stageContext,
                  Context context) {
                return Stream.empty();
              }
            }
            """)
        .and(
            "HeavyEtlStage",
            """
            @GlueStage(workers = 10, timeout = 240, workerType = WorkerType.G_2X)
            @Retry(maxAttempts = 1, intervalSeconds = 60, backoffRate = 1.5, maxDelaySeconds = 600)
            public final class HeavyEtlStage {
              public Dataset<Total> transform(
                  Dataset<Order> orders,
                  @Argument("run-date") LocalDate runDate,
                  SparkSession session) {
                return null;
              }
            }
            """)
        .and(
            "CleanStage",
            "@LambdaStage(name = \"clean-up\") final class CleanStage { public void run() {} }")
        .and(
            "StoreStage",
            """
            @LambdaStage
            public final class StoreStage {
              public Map<String, Total> store(
                  List<Total> invocation, @From(EtlStage.class) Iterator<Order> stage) {
                return Map.of();
              }
            }
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EtlStage_Handler",
        "HeavyEtlStage_GlueJob",
        "CleanStage_Handler",
        "StoreStage_Handler",
        "NightlyWorkflow_Stack"
      })
  void standardSources(String name) throws IOException {
    assertThat(STANDARD).succeededWithoutWarnings();
    String source = text(STANDARD.generatedSourceFile("p." + name).orElseThrow());
    Goldens.assertEqual("standard", name + ".java", source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nightly.asl.json",
        "nightly.json",
        "nightly.mmd",
        "nightly.svg",
        "glue/p.HeavyEtlStage_GlueJob.scala"
      })
  void standardResources(String path) throws IOException {
    Goldens.assertEqual("standard", path, resource(STANDARD, path));
  }

  @Test
  void expressWithNestedStages() throws IOException {
    Compilation compilation =
        Compile.source(
                "QuickWorkflow",
                """
                @Workflow(type = WorkflowType.EXPRESS)
                final class QuickWorkflow {
                  @LambdaStage(timeout = 20) @Retry(maxAttempts = 1, intervalSeconds = 2)
                  static final class First {
                    public List<String> run(Map<String, Object> message) { return null; }
                  }
                  @LambdaStage(timeout = 20) @Retry(maxAttempts = 0)
                  static final class Second {
                    public int[] run(Stream<String> words) { return null; }
                  }
                }
                """)
            .run();

    assertThat(compilation).succeededWithoutWarnings();
    for (String name :
        List.of(
            "QuickWorkflow_First_Handler", "QuickWorkflow_Second_Handler", "QuickWorkflow_Stack")) {
      String source = text(compilation.generatedSourceFile("p." + name).orElseThrow());
      Goldens.assertEqual("express", name + ".java", source);
    }
    Goldens.assertEqual("express", "quick.asl.json", resource(compilation, "quick.asl.json"));
  }

  @Test
  void jobOptions() throws IOException {
    Compilation compilation =
        Compile.source(
                "OptionsWorkflow",
                """
                @Workflow(stages = {Load.class, Sum.class})
                final class OptionsWorkflow {}
                """)
            .and(
                "Load",
                """
                @LambdaStage
                public final class Load {
                  public List<Order> run() { return null; }
                  public record Order(long id) {}
                }
                """)
            .and(
                "Sum",
                """
                @GlueStage(
                    timeout = 60,
                    executionClass = ExecutionClass.FLEX,
                    autoScaling = true,
                    maxConcurrentRuns = 1,
                    jobBookmark = JobBookmark.ENABLE,
                    jobArguments = {
                      @JobArgument(name = "--conf", value = "spark.sql.shuffle.partitions=64"),
                      @JobArgument(name = "--user-jars-first", value = "true")
                    },
                    extraJars = {"s3://my-libraries/geo.jar", "s3://my-libraries/tax.jar"},
                    extraFiles = "s3://my-libraries/rates.csv",
                    connections = "orders-database",
                    securityConfiguration = "shop",
                    dataLakeFormats = {DataLakeFormat.ICEBERG, DataLakeFormat.DELTA},
                    sparkUi = true,
                    metrics = false,
                    observabilityMetrics = false)
                @Retry(maxAttempts = 0)
                final class Sum {
                  public void run(Dataset<Row> orders) {}
                }
                """)
            .run();

    assertThat(compilation).succeededWithoutWarnings();
    Goldens.assertEqual(
        "options",
        "OptionsWorkflow_Stack.java",
        text(compilation.generatedSourceFile("p.OptionsWorkflow_Stack").orElseThrow()));
    for (String name : List.of("options.asl.json", "options.json")) {
      Goldens.assertEqual("options", name, resource(compilation, name));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schedule|@Schedule(expression = \"cron(0 3 * * ? *)\", timeZone = \"Europe/Berlin\")"
            + "|schedule(\"cron(0 3 * * ? *)\", \"Europe/Berlin\"))",
        "objectCreated|@ObjectCreated(bucket = \"uploads\", prefix = \"in/\", suffix = \".csv\")"
            + "|objectCreated(\"uploads\", \"in/\", \".csv\"))",
        "objectCreated|@ObjectCreated(prefix = \"in/\")"
            + "|objectCreated(workflowBucket, \"in/\", \"\"))",
        "event|@EventPattern(\"{\\\"source\\\": [\\\"shop\\\"]}\")"
            + "|event(\"{\\\"source\\\": [\\\"shop\\\"]}\"))",
        "queue|false|none())",
      })
  void triggers(String attribute, String value, String call) throws IOException {
    Compilation compilation = triggered(attribute + " = " + value);

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(text(compilation.generatedSourceFile("p.OrdersWorkflow_Stack").orElseThrow()))
        .contains("            .trigger(Trigger." + call + "\n            .resources(resources)\n");
  }

  @Test
  void aScheduleWithAnInputOfItsOwn() throws IOException {
    Compilation compilation =
        triggered(
            "schedule = @Schedule(expression = \"rate(1 day)\", input ="
                + " \"{\\\"shop\\\": \\\"north\\\"}\")");

    assertThat(compilation).succeededWithoutWarnings();
    Goldens.assertEqual(
        "trigger",
        "OrdersWorkflow_Stack.java",
        text(compilation.generatedSourceFile("p.OrdersWorkflow_Stack").orElseThrow()));
    Goldens.assertEqual("trigger", "orders.json", resource(compilation, "orders.json"));
  }

  private static Compilation triggered(String trigger) {
    return Compile.source(
            "OrdersWorkflow",
            "@Workflow(stages = ReadStage.class, " + trigger + ") final class OrdersWorkflow {}")
        .and(
            "ReadStage",
            "@LambdaStage final class ReadStage { public void run(Map<String, Object> in) {} }")
        .run();
  }

  private static String resource(Compilation compilation, String path) throws IOException {
    return compilation.generatedFiles().stream()
        .filter(file -> file.getName().endsWith("/META-INF/stageloom/" + path))
        .findFirst()
        .map(GenerationTest::text)
        .orElseThrow();
  }

  private static String text(JavaFileObject file) {
    try {
      return new String(file.openInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyBuildHasTheSameBytes() {
    assertThat(STANDARD.generatedFiles().stream().map(GenerationTest::describe).toList())
        .isEqualTo(
            standard().run().generatedFiles().stream().map(GenerationTest::describe).toList());
  }

  @Test
  void manyStagesOfWhichOneNeedsTheBucket() throws IOException {
    String stages =
        IntStream.range(0, 60)
            .mapToObj(
                i -> "@LambdaStage static final class S%d { public void run() {} }%n".formatted(i))
            .collect(Collectors.joining());
    Compilation compilation =
        Compile.source(
                "W",
                """
                @Workflow
                final class W {
                  %s
                  @GlueStage(sparkUi = true) static final class Logged { public void run() {} }
                }
                """
                    .formatted(stages))
            .run();

    assertThat(compilation).succeeded();
    assertThat(text(compilation.generatedSourceFile("p.W_Stack").orElseThrow()))
        .contains("            .steps(steps1(scope, workflowBucket, resources))\n")
        .contains("createS0Function(scope, resources)")
        .contains("createLoggedJob(scope, workflowBucket, resources)");
  }

  private static String describe(JavaFileObject file) {
    return file.getName() + "\n" + text(file);
  }
}
