package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.stageloom.processor.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How outputs are written: what is generated for it, and who can read it. */
class OutputFormTest {

  private static final String IMPORTS =
      """
      package p;
      import dev.stageloom.annotations.*;
      import java.util.*;
      import org.apache.spark.sql.*;
      """;

  @TempDir private Path folder;

  private final List<Path> sources = new ArrayList<>();

  private FolderCompile compile() {
    return new FolderCompile(folder).option("--release", "17");
  }

  private void source(String name, String body) throws IOException {
    sources.add(compile().write(name, IMPORTS + body));
  }

  private void script() throws IOException {
    Path script = folder.resolve("out/glue/etl.py");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "def transform(df, context):\n    return df\n");
  }

  private static String text(Compilation compilation, String name) throws IOException {
    JavaFileObject file =
        compilation.generatedFiles().stream()
            .filter(each -> each.getName().endsWith("/" + name))
            .findFirst()
            .orElseThrow();
    return new String(file.openInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void compressionIsGenerated() throws IOException {
    Compilation compilation =
        Compile.source(
                "W", "@Workflow(stages = {Etl.class, Heavy.class, Last.class}) public class W {}")
            .and("Item", "public record Item(int a) {}")
            .and(
                "Etl",
                "@LambdaStage(compression = Compression.GZIP) public class Etl {"
                    + " public List<Item> run() { return null; } }")
            .and(
                "Heavy",
                "@GlueStage(timeout = 60, compression = Compression.ZSTD) public class Heavy {"
                    + " public Dataset<Item> run(Dataset<Item> in) { return in; } }")
            .and("Last", "@LambdaStage public class Last { public void run(List<Item> in) {} }")
            .run();

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(text(compilation, "Etl_Handler.java"))
        .contains(
            "throws Exception {\n    invocation.compressOutput(Compression.GZIP);\n"
                + "    var result = stage.run();\n")
        .contains(
            "private void prime(Priming priming) {\n    priming.compress(Compression.GZIP);\n"
                + "    priming.sample(itemType, ");
    assertThat(text(compilation, "Heavy_GlueJob.java"))
        .contains(
            "GlueInvocation.start(spark, \"Heavy\", args);\n"
                + "    invocation.compressOutput(Compression.ZSTD);\n");
    assertThat(text(compilation, "Last_Handler.java")).doesNotContain("ompress");
    assertThat(text(compilation, "w.json"))
        .contains(
            "\"shape\": \"LIST\",\n        \"type\": \"p.Item\",\n        \"format\": \"JSON\",\n        \"compression\": \"GZIP\"")
        .contains("\"compression\": \"ZSTD\"");
  }

  @Test
  void parquetIsGenerated() throws IOException {
    script();
    source("W", "@Workflow(stages = {A.class, B.class, C.class}) public class W {}");
    source("Item", "public record Item(int a) {}");
    source(
        "A",
        "@GlueStage(format = OutputFormat.PARQUET, compression = Compression.ZSTD)\n"
            + "public class A { public Dataset<Item> run() { return null; } }");
    source(
        "B",
        "@GlueStage(script = \"glue/etl.py\", format = OutputFormat.PARQUET)\n"
            + "public interface B {}");
    source(
        "C",
        "@GlueStage public class C {\n  public Dataset<Row> run(Dataset<Row> in) { return in; } }");

    assertThat(compile().errors(folder.resolve("out"), sources)).isEmpty();

    Map<String, String> outputs = Outputs.of(folder.resolve("out"));
    assertThat(outputs.get("p/A_GlueJob.java"))
        .contains("invocation.compressOutput(Compression.ZSTD);\n")
        .contains("return invocation.writeParquet(result);\n");
    assertThat(outputs.get("META-INF/stageloom/glue/w.B.py"))
        .contains("        stage.write_parquet(result)\n");
    assertThat(outputs.get("META-INF/stageloom/w.asl.json"))
        .contains("\"--output-key\": \"{% 'executions/' & $executionId & '/A/output.parquet' %}\"")
        .contains("\"--input-key\": \"{% 'executions/' & $executionId & '/A/output.parquet' %}\"")
        .contains("\"--input-key\": \"{% 'executions/' & $executionId & '/B/output.parquet' %}\"")
        .contains("\"--output-key\": \"{% 'executions/' & $executionId & '/C/output.json' %}\"");
    assertThat(outputs.get("META-INF/stageloom/w.json"))
        .contains(
            "\"format\": \"PARQUET\",\n        \"compression\": \"ZSTD\",\n        \"singleObject\": false");
    assertThat(outputs.get("p/W_Stack.java"))
        .contains(
            ".step(GlueStep.of(\"A\", createAJob(scope, resources), StepOptions.none().parquet()))")
        .contains(".step(GlueStep.of(\"C\", createCJob(scope, resources)))");
  }

  @Test
  void singleObjectIsGenerated() throws IOException {
    script();
    source("W", "@Workflow(stages = {A.class, B.class}) public class W {}");
    source(
        "A",
        "@GlueStage(singleObject = true) public class A {\n"
            + "  public Dataset<Row> run(SparkSession spark) { return null; } }");
    source(
        "B",
        "@GlueStage(script = \"glue/etl.py\", singleObject = true,"
            + " compression = Compression.GZIP) public interface B {}");

    assertThat(compile().errors(folder.resolve("out"), sources)).isEmpty();

    Map<String, String> outputs = Outputs.of(folder.resolve("out"));
    assertThat(outputs.get("p/A_GlueJob.java"))
        .contains("return invocation.writeSingleObject(result);\n");
    assertThat(outputs.get("META-INF/stageloom/glue/w.B.py"))
        .contains("        stage.write_single_object(result, compression=\"gzip\")\n");
    assertThat(outputs.get("META-INF/stageloom/w.json"))
        .contains("\"compression\": \"GZIP\",\n        \"singleObject\": true");
  }

  @Test
  void sl352SingleObjectOfParquet() {
    Compile.source(
            "S",
            "@GlueStage(timeout = 60, format = OutputFormat.PARQUET,\n    singleObject = true)\n"
                + "class S { public Dataset<Row> run(Dataset<Row> in) { return in; } }")
        .fails(
            Diagnostic.SINGLE_PARQUET,
            "S",
            "singleObject = true",
            "S has singleObject for an output of Parquet, whose tasks write a file each. Fix:"
                + " Remove singleObject, or format.");
  }

  @Test
  void sl351SingleObjectWithoutOutput() {
    Compile.source(
            "S",
            "@GlueStage(timeout = 60,\n    singleObject = true)\n"
                + "class S { public void run(Dataset<Row> in) {} }")
        .warns(
            Diagnostic.OUTPUT_FORM_UNUSED,
            "S",
            "singleObject = true",
            "S has no output, so that singleObject has no effect.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dataset<Item>", "@From(A.class) Dataset<Item>"})
  void sl236LambdaStageThatReadsParquet(String parameter) throws IOException {
    source("W", "@Workflow(stages = {A.class, V.class,\nB.class})\npublic class W {}");
    source("Item", "public record Item(int a) {}");
    source(
        "A",
        "@GlueStage(format = OutputFormat.PARQUET) public class A {"
            + " public Dataset<Item> run() { return null; } }");
    source("V", "@LambdaStage public class V { public void run() {} }");
    source(
        "B",
        "@LambdaStage public class B { public void run("
            + parameter.replace("Dataset", "List")
            + " in) {} }");

    assertThat(compile().errors(folder.resolve("out"), sources))
        .containsExactly(
            "W.java:6 SL236: In workflow w, B is a Lambda stage and cannot read the Parquet output"
                + " of A. Fix: Remove format from A, or make B a @GlueStage.");
  }

  @Test
  void sl351FormatWithoutOutput() {
    Compile.source(
            "S",
            "@GlueStage(timeout = 60,\n    format = OutputFormat.PARQUET)\n"
                + "class S { public void run(Dataset<Row> in) {} }")
        .warns(
            Diagnostic.OUTPUT_FORM_UNUSED,
            "S",
            "format = OutputFormat.PARQUET",
            "S has no output, so that format has no effect.");
  }

  @Test
  void sl351CompressionWithoutOutput() {
    Compile.source(
            "S",
            "@LambdaStage(\n    compression = Compression.GZIP)\n"
                + "class S { public void run(String in) {} }")
        .warns(
            Diagnostic.OUTPUT_FORM_UNUSED,
            "S",
            "compression = Compression.GZIP",
            "S has no output, so that compression has no effect. Fix: Remove it, or return the"
                + " output from the stage method.");
  }

  @Test
  void sl350ScriptThatWritesZstd() throws IOException {
    script();
    source(
        "S",
        "@GlueStage(script = \"glue/etl.py\",\n    compression = Compression.ZSTD)\n"
            + "public interface S {}");

    assertThat(compile().errors(folder.resolve("out"), sources))
        .containsExactly(
            "S.java:6 SL350: S is a script and cannot write zstd: Spark's own JSON writer needs"
                + " libraries for it that Glue does not promise. Fix: Use Compression.GZIP.");
  }

  @Test
  void scriptWritesAndReadsGzipOfJobs() throws IOException {
    script();
    source("W", "@Workflow(stages = {A.class, B.class}) public class W {}");
    String stage = "@GlueStage(script = \"glue/etl.py\", compression = Compression.GZIP)";
    source(
        "A",
        "@GlueStage(compression = Compression.GZIP) public class A {\n"
            + "  public Dataset<Row> run(SparkSession spark) { return null; } }");
    source("B", stage + " public interface B {}");

    assertThat(compile().errors(folder.resolve("out"), sources)).isEmpty();

    Map<String, String> outputs = Outputs.of(folder.resolve("out"));
    assertThat(outputs.get("META-INF/stageloom/glue/w.B.py"))
        .contains("stage.write_output(result, compression=\"gzip\")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "@LambdaStage(compression = Compression.GZIP); List<Item>; gzip; Spark's own JSON reader"
            + " tells it by a file's extension, which a single object has not. Fix: Remove"
            + " compression there, or write B in Java.",
        "@LambdaStage(compression = Compression.ZSTD); List<Item>; zstd; Spark's own JSON reader"
            + " needs libraries for it that Glue does not promise. Fix: Remove compression there,"
            + " or write B in Java.",
        "@GlueStage(singleObject = true, compression = Compression.GZIP); Dataset<Item>; gzip;"
            + " Spark's own JSON reader tells it by a file's extension, which a single object has"
            + " not. Fix: Remove compression there, or write B in Java.",
        "@GlueStage(compression = Compression.ZSTD); Dataset<Item>; zstd; Spark's own JSON reader"
            + " needs libraries for it that Glue does not promise. Fix: Use Compression.GZIP, or"
            + " write B in Java."
      })
  void sl235CompressionThatNoScriptReads(
      String annotation, String type, String format, String reason) throws IOException {
    script();
    source("W", "@Workflow(stages = {A.class,\nV.class,\nB.class})\npublic class W {}");
    source("Item", "public record Item(int a) {}");
    source("A", annotation + " public class A { public " + type + " run() { return null; } }");
    source("V", "@LambdaStage public class V { public void run() {} }");
    source("B", "@GlueStage(script = \"glue/etl.py\") public interface B {}");

    assertThat(compile().errors(folder.resolve("out"), sources))
        .containsExactly(
            "W.java:7 SL235: In workflow w, B is a script and cannot read the "
                + format
                + " output of A: "
                + reason);
  }

  @Test
  void sl410WriterWithoutTheLibraryOfZstd() throws IOException {
    source(
        "S",
        "@LambdaStage(architecture = Architecture.ARM_64,\n    compression = Compression.ZSTD)\n"
            + "public class S { public String run(String in) { return in; } }");

    assertThat(compile().withoutEntry("zstd-jni").errors(folder.resolve("out"), sources))
        .containsExactly(
            "S.java:6 SL410: S writes its output as zstd, and com.github.luben:zstd-jni is not on"
                + " the class path. Fix: Add the dependency com.github.luben:zstd-jni:1.5.7-9; with"
                + " the classifier linux_aarch64 it has that platform only and is a tenth as large."
                + " Or use Compression.GZIP.");
    assertThat(compile().errors(folder.resolve("out"), sources)).isEmpty();
  }

  @Test
  void sl410ReaderWithoutTheLibraryOfZstd() throws IOException {
    source("W", "@Workflow(stages = {A.class,\nB.class})\npublic class W {}");
    source("Item", "public record Item(int a) {}");
    source(
        "A",
        "@GlueStage(compression = Compression.ZSTD) public class A {"
            + " public Dataset<Item> run() { return null; } }");
    source("B", "@LambdaStage public class B { public void run(List<Item> in) {} }");

    assertThat(compile().withoutEntry("zstd-jni").errors(folder.resolve("out"), sources))
        .containsExactly(
            "W.java:6 SL410: B reads the zstd output of A, and com.github.luben:zstd-jni is not on"
                + " the class path. Fix: Add the dependency com.github.luben:zstd-jni:1.5.7-9; with"
                + " the classifier linux_amd64 it has that platform only and is a tenth as large."
                + " Or use Compression.GZIP.");
  }

  /** The version in the message is the one that the runtime is built and tested with. */
  @Test
  void versionOfZstdIsTheRuntimes() throws IOException {
    assertThat(Files.readString(Path.of("../pom.xml")))
        .contains("<zstd-jni.version>" + RequiredModules.ZSTD_VERSION + "</zstd-jni.version>");
  }
}
