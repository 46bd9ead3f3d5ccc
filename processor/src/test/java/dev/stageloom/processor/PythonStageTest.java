package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages whose code is a Python script: what is generated for them, and each of their errors. */
class PythonStageTest {

  private static final String IMPORTS =
      """
      package p;
      import dev.stageloom.annotations.*;
      import java.math.BigDecimal;
      import java.time.*;
      import java.util.*;
      import java.util.stream.*;
      import org.apache.spark.sql.*;
      """;

  private static final String SCRIPT =
      """
      from pyspark.sql import DataFrame


      def transform(orders, run_date, names, limit=3, *, context) -> DataFrame:
          return orders
      """;

  @TempDir private Path folder;

  private final List<Path> sources = new ArrayList<>();

  private Path out() {
    return folder.resolve("out");
  }

  private void source(String name, String body) throws IOException {
    sources.add(new FolderCompile(folder).write(name, IMPORTS + body));
  }

  /** Puts a script where Maven has the resources when it compiles. */
  private void script(String text) throws IOException {
    Path script = out().resolve("glue/heavy_etl.py");
    Files.createDirectories(script.getParent());
    Files.writeString(script, text);
  }

  private FolderCompile compile() {
    return new FolderCompile(folder).option("--release", "17");
  }

  private void nightly() throws IOException {
    source(
        "NightlyWorkflow",
        """
        @Workflow(stages = {EtlStage.class, NamesStage.class, HeavyEtlStage.class, StoreStage.class})
        public final class NightlyWorkflow {}
        """);
    source(
        "Order",
        """
        public record Order(
            long id, Optional<BigDecimal> total, LocalDate day, Instant at, List<Line> lines,
            Map<String, Line> byName, Status status, int[] codes, Double rate) {
          public record Line(String sku, @com.fasterxml.jackson.annotation.JsonProperty("n") int count) {}
          public enum Status { OPEN, CLOSED }
        }
        """);
    source(
        "EtlStage", "@LambdaStage class EtlStage { public Stream<Order> run() { return null; } }");
    source(
        "NamesStage",
        "@LambdaStage class NamesStage { public List<String> run() { return null; } }");
    source(
        "HeavyEtlStage",
        """
        @GlueStage(
            script = "glue/heavy_etl.py",
            workers = 10, timeout = 240)
        public interface HeavyEtlStage {
          Dataset<Row> transform(
              @From(EtlStage.class) Dataset<Row> orders,
              @Argument("run-date") LocalDate runDate,
              Dataset<Row> names,
              @Argument(value = "limit", defaultValue = "5") int limit,
              @Argument(value = "days", defaultValue = "") List<LocalDate> days,
              @Argument(value = "status", defaultValue = "OPEN") Order.Status status);
        }
        """);
    source("StoreStage", "@LambdaStage class StoreStage { public void run(Stream<Order> in) {} }");
  }

  @Test
  void whatIsGenerated() throws IOException {
    nightly();
    script(SCRIPT.replace("limit=3", "limit=3, days=(), status=None"));

    assertThat(compile().errors(out(), sources)).isEmpty();

    Map<String, String> outputs = Outputs.of(out());
    Goldens.assertEqual(
        "python",
        "nightly.HeavyEtlStage.py",
        outputs.get("META-INF/stageloom/glue/nightly.HeavyEtlStage.py"));
    assertThat(outputs.get("p/NightlyWorkflow_Stack.java"))
        .contains("META-INF/stageloom/glue/nightly.HeavyEtlStage.py")
        .contains(".pythonModule(NightlyWorkflow_Stack.class, \"glue/heavy_etl.py\")")
        .contains(".reads(\"EtlStage\")");
    assertThat(outputs.get("META-INF/stageloom/nightly.json"))
        .contains("\"pythonModule\": \"glue/heavy_etl.py\"")
        .contains("\"entryPoint\": \"\"");
    assertThat(outputs).doesNotContainKey("p/HeavyEtlStage_GlueJob.java");
  }

  @Test
  void rowsOfSubtypesHaveTheFieldsOfAll() throws IOException {
    source("W", "@Workflow(stages = {A.class, B.class}) public final class W {}");
    source(
        "Item",
        """
        public sealed interface Item {
          record One(int count, String text) implements Item {}
          @io.avaje.jsonb.Json(naming = io.avaje.jsonb.Json.Naming.LowerUnderscore)
          record Line(int itemCount) {}
          record Two(Line line, String text) implements Item {}
        }
        """);
    source("A", "@LambdaStage class A { public List<Item> run() { return null; } }");
    source("B", "@GlueStage(script = \"glue/heavy_etl.py\") interface B {}");
    script("def transform(df, context):\n    return df\n");

    assertThat(compile().errors(out(), sources)).isEmpty();

    assertThat(Outputs.of(out()).get("META-INF/stageloom/glue/w.B.py"))
        .contains("StructField(\"@type\", StringType(), False)")
        .contains("StructField(\"count\", IntegerType(), True)")
        .contains("StructField(\"item_count\", IntegerType(), False)")
        .containsOnlyOnce("StructField(\"text\", StringType(), True)");
  }

  @Test
  void anInterfaceWithoutAMethodTakesThePreviousStagesOutput() throws IOException {
    source("W", "@Workflow(stages = {A.class, B.class, C.class}) public final class W {}");
    source("Item", "public record Item(String name) {}");
    source("A", "@LambdaStage class A { public List<Item> run() { return null; } }");
    source("B", "@GlueStage(script = \"glue/heavy_etl.py\") interface B {}");
    source("C", "@LambdaStage class C { public void run(List<Item> items) {} }");
    script("def transform(df, context):\n    return df\n");

    assertThat(compile().errors(out(), sources)).isEmpty();
    Goldens.assertEqual(
        "python", "w.B.py", Outputs.of(out()).get("META-INF/stageloom/glue/w.B.py"));
  }

  @Test
  void aStageInPythonRunsOnGlueOfJava8AndMayInstallModules() throws IOException {
    source("W", "@Workflow(stages = {A.class, B.class}) public final class W {}");
    source("Item", "public record Item(String name) {}");
    source("A", "@LambdaStage class A { public List<Item> run() { return null; } }");
    source(
        "B",
        """
        @GlueStage(
            script = "glue/heavy_etl.py",
            glueVersion = GlueVersion.V4_0,
            extraPyFiles = "s3://my-libraries/geo.zip",
            additionalPythonModules = {"pyarrow==15.0.2", "tax>=1.0"})
        interface B {}
        """);
    script("def transform(df, context):\n    return df\n");

    assertThat(compile().errors(out(), sources)).isEmpty();
    assertThat(Outputs.of(out()).get("p/W_Stack.java"))
        .contains(
            ".glueVersion(GlueVersion.V4_0)",
            ".extraPyFiles(\"s3://my-libraries/geo.zip\")",
            ".additionalPythonModules(\"pyarrow==15.0.2\", \"tax>=1.0\")");
  }

  @Test
  void sl132ModulesInOneText() throws IOException {
    source(
        "A",
        "@GlueStage(script = \"glue/heavy_etl.py\",\nadditionalPythonModules = \"a,b\") interface A"
            + " {}");
    script("def transform(df):\n    return df\n");

    assertThat(compile().errors(out(), sources))
        .containsExactly(
            "A.java:9 SL132: \"a,b\" cannot be in additionalPythonModules of A: Glue separates"
                + " modules by commas. Fix: Write one requirement in each string, such as"
                + " \"pyarrow==15.0.2\".");
  }

  @Test
  void whatIsGeneratedIsPython() throws IOException, InterruptedException {
    assumeThatCode(() -> new ProcessBuilder("python3", "--version").start().waitFor())
        .doesNotThrowAnyException();
    Path golden = Path.of("src/test/resources/golden/python/nightly.HeavyEtlStage.py");
    Process python =
        new ProcessBuilder(
                "python3",
                "-c",
                // Glue 4.0, the oldest version, has Python 3.10.
                "import ast, sys; compile(ast.parse(open(sys.argv[1]).read(), sys.argv[1],"
                    + " feature_version=(3, 10)), sys.argv[1], 'exec')",
                golden.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(golden).exists();
    assertThat(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(python.waitFor()).isZero();
  }

  @Test
  void sl123NoScript() throws IOException {
    nightly();

    assertThat(compile().errors(out(), sources))
        .singleElement()
        .asString()
        .startsWith(
            "HeavyEtlStage.java:9 SL123: The script \"glue/heavy_etl.py\" of HeavyEtlStage is not"
                + " among the module's resources. Fix: Write src/main/resources/glue/heavy_etl.py;"
                + " a template for it is ")
        .contains("stageloom-templates/glue/heavy_etl.py");
    assertThat(out().resolve("stageloom-templates/glue/heavy_etl.py"))
        .content(StandardCharsets.UTF_8)
        .contains("def transform(df: DataFrame, context: StageContext) -> DataFrame:");
    assertThat(out().resolve("META-INF")).doesNotExist();
  }

  @Test
  void aFolderOfResourcesCanBeGiven() throws IOException {
    nightly();
    Path resources = folder.resolve("resources");
    Files.createDirectories(resources.resolve("glue"));
    Files.writeString(
        resources.resolve("glue/heavy_etl.py"), SCRIPT.replace("limit=3", "limit=3, **more"));

    assertThat(compile().option("-Astageloom.resources=" + resources).errors(out(), sources))
        .isEmpty();
  }

  @Test
  void sl404ResourcesThatAreNotThere() throws IOException {
    source("A", "@LambdaStage class A { public void run() {} }");

    assertThat(compile().option("-Astageloom.resources=nowhere").errors(out(), sources))
        .containsExactly(
            ":-1 SL404: The option -Astageloom.resources=nowhere cannot be read: it is not a"
                + " folder. Fix: Write one, such as src/main/resources.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "transform = 1",
        "\"\"\"\\ndef transform(df): pass\\n\"\"\"",
        "# def transform(df): pass",
        "class A:\\n    def transform(df): pass",
        "def transform_all(df): pass",
      })
  void sl124NoFunction(String text) throws IOException {
    nightly();
    script(text.replace("\\n", "\n"));

    assertThat(compile().errors(out(), sources))
        .containsExactly(
            "HeavyEtlStage.java:9 SL124: The script \"glue/heavy_etl.py\" has no function transform"
                + " at its top level. Fix: Add \"def transform(df, context):\", which returns a"
                + " DataFrame.");
  }

  @Test
  void sl125OtherParameters() throws IOException {
    nightly();
    script(
        """
        def transform(
            orders: dict[str, tuple[int, "),"]],  # not, these) here
            run_date="a, b", names=(1, [2, 3]),
            /, limit=5, *, days, status, context, spark, region,
        ):
            pass
        """);

    assertThat(compile().errors(out(), sources))
        .containsExactly(
            "HeavyEtlStage.java:9 SL125: The function transform of \"glue/heavy_etl.py\" takes"
                + " region, which nothing gives. Fix: Declare it as a parameter of a method of"
                + " HeavyEtlStage.");

    script("def transform(orders, names, limit, days, status, context): pass\n");
    assertThat(compile().errors(folder.resolve("again"), sources)).hasSize(1);
  }

  @Test
  void sl125ParametersThatAreNotTaken() throws IOException {
    nightly();
    script("def transform(orders, names, limit, days, status, context): pass\n");

    assertThat(compile().errors(out(), sources))
        .containsExactly(
            "HeavyEtlStage.java:9 SL125: The function transform of \"glue/heavy_etl.py\" does not"
                + " take run_date, which HeavyEtlStage gives. Fix: Give the function that"
                + " parameter.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "glue/heavy-etl.py; it is no path of a Python module",
        "s3://bucket/etl.py; it is no path of a Python module",
        "glue/json.py; the job imports the module json itself",
      })
  void sl126PathOfNoModule(String path, String problem) throws IOException {
    source("A", "@GlueStage(\nscript = \"" + path + "\") interface A {}");

    assertThat(compile().errors(out(), sources))
        .contains(
            ("A.java:9 SL126: \"%s\" cannot be a stage's script: %s. Fix: Use a path such as"
                    + " glue/heavy_etl.py: the file's name is a module's that the job imports.")
                .formatted(path, problem));
  }

  @Test
  void sl127ScriptOfAClass() throws IOException {
    script("def transform(df): pass\n");
    source(
        "A",
        "@GlueStage(\nscript = \"glue/heavy_etl.py\") class A {"
            + " public Dataset<Row> transform(Dataset<Row> df) { return df; } }");

    assertThat(compile().errors(out(), sources))
        .containsExactly(
            "A.java:9 SL127: A has a script and is not an interface. Fix: Make it an interface: the"
                + " stage's code is the script. For a stage in Java remove script.");
  }
}
