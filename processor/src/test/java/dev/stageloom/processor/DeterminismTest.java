package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same sources give the same bytes, wherever and in whatever order they are compiled. */
class DeterminismTest {

  private static final String IMPORTS =
      """
      package p;
      import dev.stageloom.annotations.*;
      import java.util.*;
      import java.util.stream.*;
      import org.apache.spark.sql.*;
      """;

  private static final Map<String, String> SOURCES =
      new TreeMap<>(
          Map.of(
              "ItemWorkflow",
              """
              @Workflow(
                  description = "Prüft Größen × Mengen",
                  stages = {InStage.class, IndexStage.class, OutStage.class})
              public final class ItemWorkflow {}
              """,
              "ItWorkflow",
              "@Workflow(stages = {InStage.class, IndexStage.class}) public class ItWorkflow {}",
              "InStage",
              """
              @LambdaStage(memory = 2048, description = "Liest Größen ein")
              public final class InStage {
                public Stream<Item> in(Map<String, Item> start, @Argument("TITLE") String title) {
                  return null;
                }
              }
              """,
              "IndexStage",
              """
              @GlueStage(workers = 10)
              @Retry(maxAttempts = 3, intervalSeconds = 1234, backoffRate = 1.5)
              public final class IndexStage {
                public Dataset<Item> index(Dataset<Item> items, SparkSession spark) { return items; }
              }
              """,
              "OutStage",
              """
              @LambdaStage
              public final class OutStage {
                public void out(Iterator<Item> items, @From(InStage.class) List<Item> all) {}
              }
              """,
              "Item",
              "public record Item(int size, String title) {}"));

  @TempDir private static Path source;

  private static final List<Path> sources = new ArrayList<>();
  private static Map<String, String> expected;

  @TempDir private Path folder;

  @BeforeAll
  static void compileAsUsual() throws IOException {
    for (Map.Entry<String, String> entry : SOURCES.entrySet()) {
      sources.add(compile().write(entry.getKey(), IMPORTS + entry.getValue()));
    }
    Path output = source.resolve("expected");
    assertThat(compile().into(output, sources)).isEmpty();
    expected = Outputs.of(output);
    assertThat(expected).hasSize(14);
  }

  private static FolderCompile compile() {
    return new FolderCompile(source).option("-encoding", "UTF-8", "--release", "17");
  }

  @Test
  void whateverTheFileSystem() throws IOException {
    Compile compile = Compile.source("Item", SOURCES.get("Item"));
    SOURCES.forEach(
        (name, body) -> {
          if (!name.equals("Item")) {
            compile.and(name, body);
          }
        });
    Compilation inMemory = compile.run();

    assertThat(inMemory).succeededWithoutWarnings();
    Map<String, String> outputs = new TreeMap<>();
    for (JavaFileObject file : inMemory.generatedFiles()) {
      String path = file.getName().replaceFirst("^/(CLASS|SOURCE)_OUTPUT/", "");
      if (Outputs.isOurs(path)) {
        byte[] bytes = file.openInputStream().readAllBytes();
        outputs.put(path, new String(bytes, StandardCharsets.UTF_8));
      }
    }
    assertThat(outputs).isEqualTo(expected);
  }

  /** In Turkish "I" is not the capital of "i", in Egypt "%d" is not written in 0 to 9. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-J-Duser.language=tr -J-Duser.country=TR -J-Duser.timezone=Asia/Kolkata"
            + " -J-Dfile.encoding=US-ASCII",
        "-J-Duser.language=ar -J-Duser.country=EG -J-Duser.timezone=America/St_Johns"
            + " -J-Dfile.encoding=ISO-8859-1",
      })
  void whateverTheMachineAndTheOrderOfSources(String machine) throws IOException {
    List<String> options = new ArrayList<>(List.of(machine.split(" ")));
    options.addAll(Jdk.processorOptions());
    List<Path> reversed = new ArrayList<>(sources);
    Collections.reverse(reversed);

    assertThat(Jdk.running().javac(folder.resolve("out"), options, reversed)).isEmpty();
    assertThat(Outputs.of(folder.resolve("out"))).isEqualTo(expected);
  }

  @Test
  void whateverTheJdk() throws IOException {
    Optional<Jdk> newer = Jdk.newer();
    assumeThat(newer).isPresent();

    assertThat(newer.get().javac(folder.resolve("out"), Jdk.processorOptions(), sources)).isEmpty();
    assertThat(Outputs.of(folder.resolve("out"))).isEqualTo(expected);
  }

  /** javac reads generated sources in the encoding of the user's own. */
  @Test
  void whateverTheEncodingOfTheSources() throws IOException {
    List<Path> latin = new ArrayList<>();
    for (Path file : sources) {
      Path copy = folder.resolve(file.getFileName());
      latin.add(Files.writeString(copy, Files.readString(file), StandardCharsets.ISO_8859_1));
    }
    Path out = folder.resolve("out");
    FolderCompile compile = new FolderCompile(folder).option("-encoding", "ISO-8859-1");

    assertThat(compile.option("--release", "17").into(out, latin)).isEmpty();
    assertThat(Outputs.of(out)).isEqualTo(expected);
    byte[] stack = Files.readAllBytes(out.resolve("p/ItemWorkflow_Stack.class"));
    assertThat(new String(stack, StandardCharsets.UTF_8)).contains("Prüft Größen × Mengen");
  }

  @Test
  void messagesHaveTheSameDigitsEverywhere() throws IOException {
    Path source =
        compile().write("S", IMPORTS + "@Retry(maxAttempts = -1) @LambdaStage class S {}");
    List<String> options = new ArrayList<>(Jdk.processorOptions());
    options.addAll(List.of("-J-Duser.language=ar", "-J-Duser.country=EG"));

    assertThat(Jdk.running().javac(folder.resolve("out"), options, List.of(source)))
        .contains("Use 0 to 99,999,999");
  }

  /** A class file says what its methods' parameters are called if it has debug information. */
  @Test
  void whetherStagesAreCompiledNowOrBefore() throws IOException {
    Path out = folder.resolve("out");
    List<Path> workflows =
        sources.stream().filter(source -> source.toString().endsWith("Workflow.java")).toList();

    assertThat(compile().option("-g").into(out, sources)).isEmpty();
    assertThat(compile().option("-g").after(out).into(out, workflows)).isEmpty();
    assertThat(Outputs.of(out)).isEqualTo(expected);
  }

  @Test
  void onlyTheNamesOfParametersNeedDebugInformation() throws IOException {
    Path out = folder.resolve("out");
    List<Path> workflows =
        sources.stream().filter(source -> source.toString().endsWith("Workflow.java")).toList();

    assertThat(compile().option("-g:none").into(out, sources)).isEmpty();
    assertThat(compile().option("-g:none").after(out).into(out, workflows)).isEmpty();
    assertThat(withoutParameterNames(Outputs.of(out))).isEqualTo(withoutParameterNames(expected));
  }

  private static Map<String, String> withoutParameterNames(Map<String, String> outputs) {
    Map<String, String> changed = new TreeMap<>(outputs);
    changed.replaceAll((path, text) -> text.replaceAll("\"parameter\": \"\\w+\"", ""));
    return changed;
  }
}
