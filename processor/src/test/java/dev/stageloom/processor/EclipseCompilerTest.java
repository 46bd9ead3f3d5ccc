package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eclipse's compiler and javac generate the same bytes and find the same errors. */
class EclipseCompilerTest {

  private static final String IMPORTS = "package p; import dev.stageloom.annotations.*;\n";

  @TempDir private Path folder;

  private FolderCompile javac() {
    return new FolderCompile(folder).option("--release", "17");
  }

  private FolderCompile eclipse() {
    return javac().by(new EclipseCompiler());
  }

  private Path write(String name, String source) throws IOException {
    return javac().write(name, IMPORTS + source);
  }

  @Test
  void theExampleHasTheSameBytes() throws IOException {
    List<Path> sources = FolderCompile.sourcesUnder(Path.of("../example-app/src/main/java"));
    Path javac = folder.resolve("javac");
    Path eclipse = folder.resolve("eclipse");

    assertThat(javac().diagnose(javac, sources)).isEmpty();
    assertThat(eclipse().diagnose(eclipse, sources))
        .extracting(FolderCompile::describe)
        .as("what it finds outside the JSON library's adapters")
        .allMatch(message -> message.contains("JsonAdapter.java:"));

    Map<String, String> expected = Outputs.of(javac);
    assertThat(expected)
        .hasSize(17)
        .containsKeys(
            "META-INF/stageloom/ceap-candidates.asl.json",
            "META-INF/stageloom/glue/dev.stageloom.example.ceap.HeavyEtlStage_GlueJob.scala",
            "dev/stageloom/example/ceap/CeapWorkflow_Stack.java",
            "dev/stageloom/example/ceap/EtlStage_Handler.java",
            "dev/stageloom/example/ceap/HeavyEtlStage_GlueJob.java");
    assertThat(Outputs.of(eclipse)).isEqualTo(expected);
  }

  @Test
  void theSameErrorsOnTheSameLines() throws IOException {
    List<Path> sources =
        List.of(
            write("Item", "public record Item(int a) {}"),
            write(
                "A",
                """
                @LambdaStage(
                    memory = 1,
                    timeout = 0,
                    runtime = LambdaRuntime.JAVA_17)
                @Retry(
                    maxAttempts = -1)
                public final class A {
                  public void run(
                      String in,
                      @Argument("x y") String x) {}
                }
                """),
            write(
                "B",
                """
                @LambdaStage
                public final class B {
                  public java.util.Set<Item> run(
                      Item item,
                      Item other,
                      @From(Item.class) Item third,
                      java.util.Set<Item> all) {
                    return null;
                  }
                  @StageMethod
                  private void stray() {}
                }
                """),
            write(
                "C",
                """
                @LambdaStage
                public final class C {
                  public void run(int a) {}
                  public void go(int a) {}
                }
                """),
            write(
                "W",
                """
                @Workflow(
                    name = "a b",
                    stages = {})
                public final class W {}
                """));
    List<String> javac = found(javac().diagnose(folder.resolve("javac"), sources));

    assertThat(javac)
        .extracting(line -> line.split(" ")[0])
        .containsExactlyInAnyOrder(
            "A.java:3",
            "A.java:4",
            "A.java:5",
            "A.java:7",
            "A.java:11",
            "B.java:4",
            "B.java:6",
            "B.java:7",
            "B.java:8",
            "B.java:12",
            "C.java:5",
            "W.java:3",
            "W.java:4");
    assertThat(found(eclipse().diagnose(folder.resolve("eclipse"), sources)))
        .containsExactlyInAnyOrderElementsOf(javac);
  }

  /** Eclipse's compiler knows no places within an array: the error is where the annotation is. */
  @Test
  void theSameErrorAtAnElementOfAnArray() throws IOException {
    List<Path> sources =
        List.of(write("W", "@Workflow(stages = {\nString.class})\npublic final class W {}"));
    List<String> javac = found(javac().diagnose(folder.resolve("javac"), sources));

    assertThat(javac).singleElement().asString().startsWith("W.java:3 SL202: String is listed");
    assertThat(found(eclipse().diagnose(folder.resolve("eclipse"), sources)))
        .containsExactly(javac.get(0).replace("W.java:3", "W.java:2"));
  }

  @Test
  void anErrorIsTheOnlyOneThoughGeneratedClassesAreUsed() throws IOException {
    List<Path> sources =
        List.of(
            write("W", "@Workflow(stages = {A.class, B.class}) public final class W {}"),
            write("A", "@LambdaStage(memory = 1) public final class A { public void run() {} }"),
            write("B", "@GlueStage(workers = 1) public final class B { public void run() {} }"),
            write(
                "App",
                """
                class App {
                  App(software.constructs.Construct scope) throws Exception {
                    new W_Stack(scope, "w").getNode();
                    new A_Handler();
                    B_GlueJob.main(new String[0]);
                  }
                }
                """));

    assertThat(eclipse().diagnose(folder.resolve("eclipse"), sources))
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .extracting(diagnostic -> diagnostic.getMessage(null).substring(0, 5))
        .containsExactly("SL301", "SL304");
  }

  @Test
  void nestedStagesAreInTheOrderOfTheSource() throws IOException {
    List<Path> sources =
        List.of(
            write(
                "W",
                """
                @Workflow
                public final class W {
                  @LambdaStage public static final class Zeta { public int run() { return 1; } }
                  @LambdaStage public static final class Alpha { public int run(int a) { return a; } }
                  @LambdaStage public static final class Mid { public void run(int a) {} }
                }
                """));
    Path javac = folder.resolve("javac");
    Path eclipse = folder.resolve("eclipse");

    assertThat(javac().errors(javac, sources)).isEmpty();
    assertThat(eclipse().errors(eclipse, sources)).isEmpty();
    assertThat(Outputs.of(javac).get("META-INF/stageloom/w.mmd"))
        .matches("(?s).*Zeta.*Alpha.*Mid.*");
    assertThat(Outputs.of(eclipse)).isEqualTo(Outputs.of(javac));
  }

  /** File, line and message of each error, and of our warnings. */
  private static List<String> found(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    return diagnostics.stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR || d.getMessage(null).startsWith("SL"))
        .map(FolderCompile::describe)
        .toList();
  }
}
