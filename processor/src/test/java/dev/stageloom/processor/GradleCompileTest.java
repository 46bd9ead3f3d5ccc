package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Gradle does with an isolating processor, by runs of javac: it deletes the outputs of the
 * classes that have changed and of the classes that depend on them, each output with the class that
 * it originates from, and compiles these classes alone. The result must be a full build's.
 */
class GradleCompileTest {

  private static final String IMPORTS = "package p; import dev.stageloom.annotations.*;\n";

  @TempDir private Path folder;

  /** With debug information, as builds have it: it holds the names of parameters. */
  private FolderCompile compile() {
    return new FolderCompile(folder).option("-g");
  }

  private Path write(String name, String source) throws IOException {
    return new FolderCompile(folder).write(name, IMPORTS + source);
  }

  private Path stage(String name, int memory) throws IOException {
    return write(
        name,
        "@LambdaStage(memory = %d) public class %s { public Item run(Item in) { return in; } }"
            .formatted(memory, name));
  }

  private Path item(String components) throws IOException {
    return write("Item", "public record Item(%s) {}".formatted(components));
  }

  private Path workflow(String stages) throws IOException {
    return write("W", "@Workflow(stages = {%s}) public class W {}".formatted(stages));
  }

  private Path full(String name) throws IOException {
    Path out = folder.resolve(name);
    List<Path> sources =
        FolderCompile.sourcesUnder(folder).stream()
            .filter(source -> source.getParent().equals(folder))
            .toList();
    assertThat(compile().errors(out, sources)).isEmpty();
    return out;
  }

  private void incremental(Path out, List<String> deleted, Path... sources) throws IOException {
    List<String> names = new ArrayList<>(deleted);
    for (Path source : sources) {
      names.add(source.getFileName().toString().replace(".java", ""));
    }
    for (String name : names) {
      deleteOutputs(out, name);
    }
    assertThat(compile().after(out).errors(out, List.of(sources))).isEmpty();
  }

  /** OriginatingElementsTest shows that these are the files of a class. */
  private static void deleteOutputs(Path out, String name) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName()
            .toString()
            .matches(
                "%s(_\\w+)?\\.(class|java)|%s\\.(asl\\.)?\\w+"
                    .formatted(name, name.toLowerCase(Locale.ROOT)))) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void aChangedStage() throws IOException {
    item("int a");
    stage("A", 512);
    Path workflow = workflow("A.class, B.class");
    stage("B", 512);
    Path out = full("out");

    incremental(out, List.of(), stage("B", 1024), workflow);

    assertThat(Outputs.of(out)).isEqualTo(Outputs.of(full("fresh")));
    assertThat(Outputs.of(out).get("META-INF/stageloom/w.json")).contains("\"memory\": 1024");
  }

  @Test
  void aChangedDataType() throws IOException {
    item("int a");
    Path a = stage("A", 512);
    Path b = stage("B", 512);
    Path workflow = workflow("A.class, B.class");
    Path out = full("out");

    incremental(out, List.of(), item("int a, String b"), a, b, workflow);

    assertThat(Outputs.of(out)).isEqualTo(Outputs.of(full("fresh")));
  }

  @Test
  void aDeletedStage() throws IOException {
    item("int a");
    stage("A", 512);
    Path b = stage("B", 512);
    workflow("A.class, B.class");
    Path out = full("out");

    Files.delete(b);
    incremental(out, List.of("B"), workflow("A.class"));

    assertThat(Outputs.of(out)).isEqualTo(Outputs.of(full("fresh")));
    assertThat(out.resolve("p/B_Handler.class")).doesNotExist();
  }

  @Test
  void aStageAlone() throws IOException {
    item("int a");
    stage("A", 512);
    Path b = stage("B", 512);
    workflow("A.class, B.class");
    Path out = full("out");

    incremental(out, List.of(), b);

    assertThat(Outputs.of(out)).isEqualTo(Outputs.of(full("fresh")));
  }
}
