package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other processors in the same compile, before ours and after. */
class OtherProcessorsTest {

  private static final String MAKER = "dev.stageloom.processor.MakerProcessor";
  private static final String LOMBOK = "lombok.launch.AnnotationProcessorHider$AnnotationProcessor";
  private static final String MAP_STRUCT = "org.mapstruct.ap.MappingProcessor";
  private static final String IMMUTABLES = "org.immutables.processor.ProxyProcessor";
  private static final String AUTO_VALUE = "com.google.auto.value.processor.AutoValueProcessor";

  private static final String IMPORTS =
      """
      package p;
      import dev.stageloom.annotations.*;
      import java.util.*;
      import java.util.stream.*;
      """;

  @TempDir private Path folder;

  private final List<Path> sources = new ArrayList<>();

  private void source(String name, String body) throws IOException {
    sources.add(new FolderCompile(folder).write(name, IMPORTS + body));
  }

  private FolderCompile compile(String... processors) {
    return new FolderCompile(folder)
        .withProcessors(processors)
        .option("--release", "17", "-Xlint:all,-processing,-classfile");
  }

  private static String[] oursFirst(String... others) {
    return Stream.concat(ours(), Stream.of(others)).toArray(String[]::new);
  }

  private static String[] oursLast(String... others) {
    return Stream.concat(Stream.of(others), ours()).toArray(String[]::new);
  }

  private static Stream<String> ours() {
    return Stream.of(ProcessorPath.STAGELOOM, ProcessorPath.JSON);
  }

  @Test
  void lombokMapStructAutoValueAndImmutables() throws IOException {
    source(
        "W",
        """
        @Workflow(stages = {A.class, B.class, C.class, D.class})
        public final class W {}
        """);
    source("Value", "@lombok.Value public class Value { String name; List<String> tags; }");
    source("Data", "@lombok.Data public class Data { private String name; private int count; }");
    source("Built", "@lombok.Value @lombok.Builder public class Built { String name; int count; }");
    source(
        "Total",
        """
        @org.immutables.value.Value.Immutable(builder = false, copy = false)
        @org.immutables.value.Value.Style(of = "new", allParameters = true)
        public interface Total { String getName(); int getCount(); }
        """);
    source(
        "Key",
        """
        @com.google.auto.value.AutoValue
        abstract class Key {
          abstract String name();
          static Key of(String name) { return new AutoValue_Key(name); }
        }
        """);
    source("Converter", "@org.mapstruct.Mapper interface Converter { Data toData(Built built); }");
    source(
        "A",
        """
        @lombok.extern.java.Log
        @LambdaStage
        public final class A {
          public Value run(String in) {
            log.info(in);
            return new Value(Key.of(in).name(), List.of());
          }
        }
        """);
    source(
        "B",
        """
        @LambdaStage
        public final class B {
          public List<Built> run(Value in) {
            return List.of(Built.builder().name(in.getName()).count(1).build());
          }
        }
        """);
    source(
        "C",
        """
        @LambdaStage
        public final class C {
          private final Converter converter = new ConverterImpl();
          public Stream<Data> run(Stream<Built> in) { return in.map(converter::toData); }
        }
        """);
    source(
        "D",
        """
        @LambdaStage
        public final class D {
          public ImmutableTotal run(Iterator<Data> in) { return new ImmutableTotal("a", 1); }
        }
        """);
    String[] others = {LOMBOK, MAP_STRUCT, IMMUTABLES, AUTO_VALUE};
    Path first = folder.resolve("first");
    Path last = folder.resolve("last");

    assertThat(compile(oursFirst(others)).into(first, sources)).isEmpty();
    assertThat(compile(oursLast(others)).into(last, sources)).isEmpty();

    Map<String, String> outputs = Outputs.of(first);
    assertThat(outputs)
        .containsOnlyKeys(
            "META-INF/stageloom/w.asl.json",
            "META-INF/stageloom/w.json",
            "META-INF/stageloom/w.mmd",
            "META-INF/stageloom/w.svg",
            "p/A_Handler.java",
            "p/B_Handler.java",
            "p/C_Handler.java",
            "p/D_Handler.java",
            "p/W_Stack.java");
    assertThat(outputs.get("p/D_Handler.java")).contains("@Json.Import({\n    Data.class,\n");
    assertThat(Outputs.of(last)).isEqualTo(outputs);
    assertThat(last.resolve("p/ImmutableTotalJsonAdapter.class")).exists();
    assertThat(last.resolve("p/BuiltJsonAdapter.class")).exists();
  }

  @Test
  void abstractTypesCannotBeData() throws IOException {
    assertThat(messagesFor("Auto", "Immutable"))
        .contains(
            "A.java:7: error: SL107: Parameter in of A has the type Auto, which cannot be"
                + " instantiated when it is read.",
            "B.java:7: error: SL107: Parameter in of B has the type Immutable, which cannot be"
                + " instantiated when it is read.")
        .endsWith("2 errors");
  }

  /** Refused here, not left to fail in generated code. */
  @Test
  void whatIsMadeOfThemCannotBeDataEither() throws IOException {
    assertThat(messagesFor("AutoValue_Auto", "ImmutableImmutable"))
        .contains(
            "A.java:7: error: SL107: Parameter in of A has the type AutoValue_Auto, which is not"
                + " public, as the code that reads and writes it needs.",
            "B.java:7: error: SL107: Parameter in of B has the type ImmutableImmutable, which has"
                + " no constructor that the code that reads it can call.")
        .endsWith("2 errors");
  }

  private String messagesFor(String typeOfA, String typeOfB) throws IOException {
    source(
        "Auto",
        "@com.google.auto.value.AutoValue public abstract class Auto { abstract String name(); }");
    source(
        "Immutable",
        "@org.immutables.value.Value.Immutable public interface Immutable { String name(); }");
    source("A", "@LambdaStage\npublic class A {\n public void run(" + typeOfA + " in) {} }");
    source("B", "@LambdaStage\npublic class B {\n public void run(" + typeOfB + " in) {} }");
    return compile(oursFirst(IMMUTABLES, AUTO_VALUE)).into(folder.resolve("out"), sources);
  }

  @Test
  void accessorsFromLombokAreNoStageMethods() throws IOException {
    source(
        "A",
        """
        @lombok.Data
        @LambdaStage
        public final class A {
          private int calls;
          public String run(String in) { return in; }
        }
        """);
    Path first = folder.resolve("first");
    Path last = folder.resolve("last");

    assertThat(compile(oursFirst(LOMBOK)).into(first, sources)).isEmpty();
    assertThat(compile(oursLast(LOMBOK)).into(last, sources)).isEmpty();
    assertThat(Outputs.of(first)).containsOnlyKeys("p/A_Handler.java").isEqualTo(Outputs.of(last));
  }

  static Stream<JavaCompiler> compilers() {
    return Stream.of(ToolProvider.getSystemJavaCompiler(), new EclipseCompiler());
  }

  /** Classes, stages, superclasses and constants that come into being in the first round. */
  @ParameterizedTest
  @MethodSource("compilers")
  void whatAnotherProcessorMakesIsWaitedFor(JavaCompiler compiler) throws IOException {
    source("Base", "public class Base { public int a; }");
    source("Item", "public class Item extends MadeBase {}");
    source(
        "W",
        """
        @Workflow(name = MadeValues.NAME + "-workflow", stages = {MadeStage.class, A.class, B.class})
        public final class W {}
        """);
    source(
        "A",
        """
        @LambdaStage(memory = MadeValues.MEMORY)
        public final class A {
          public Item run(@Argument(MadeValues.NAME) String text) { return new Item(); }
        }
        """);
    source(
        "B",
        """
        @LambdaStage
        public final class B {
          public Stream<Made> run(Base in, @From(MadeStage.class) Made made) { return null; }
        }
        """);
    source("V", "@Workflow(stages = {C.class, D.class}) public final class V {}");
    source("C", "@LambdaStage public final class C { public Item run() { return new Item(); } }");
    source("D", "@LambdaStage public final class D { public void run(Base in) {} }");
    Path first = folder.resolve("first");
    Path last = folder.resolve("last");

    assertThat(compile(oursFirst(MAKER)).by(compiler).errors(first, sources)).isEmpty();
    assertThat(compile(oursLast(MAKER)).by(compiler).errors(last, sources)).isEmpty();

    Map<String, String> outputs = Outputs.of(first);
    assertThat(outputs.get("META-INF/stageloom/made-workflow.json"))
        .contains("\"memory\": 512")
        .contains("\"name\": \"made\"")
        .contains("\"type\": \"p.Made\"");
    assertThat(outputs)
        .containsKeys(
            "META-INF/stageloom/v.asl.json", "p/V_Stack.java", "p/MadeStage_Handler.java");
    assertThat(outputs.get("p/B_Handler.java")).contains("stage.run(in, made)");
    assertThat(Outputs.of(last)).isEqualTo(outputs);
  }

  @Test
  void whatNobodyMakesIsTheCompilersToTell() throws IOException {
    source("W", "@Workflow(stages = {A.class, B.class}) public final class W {}");
    source("A", "@LambdaStage(memory = Missing.MEMORY) public class A { public void run() {} }");
    source("B", "@LambdaStage public class B { public void run(@From(None.class) int a) {} }");

    assertThat(compile(oursFirst()).into(folder.resolve("out"), sources))
        .contains("Missing", "None")
        .doesNotContain("SL")
        .endsWith("2 errors");
  }
}
