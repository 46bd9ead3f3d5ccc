package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** A daemon loads the processor once: one compile must leave nothing behind for the next. */
class RepeatedCompileTest {

  private static Compilation compile(String stage, String type) {
    return Compile.source("W", "@Workflow(stages = " + stage + ".class) public final class W {}")
        .and(
            stage,
            "@LambdaStage public final class %s { public void run(%s in) {} }"
                .formatted(stage, type))
        .run();
  }

  private static Map<String, String> outputs(Compilation compilation) throws IOException {
    assertThat(compilation).succeededWithoutWarnings();
    Map<String, String> outputs = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() != JavaFileObject.Kind.CLASS) {
        byte[] bytes = file.openInputStream().readAllBytes();
        outputs.put(file.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return outputs;
  }

  @Test
  void eachCompileIsTheFirst() throws IOException {
    Map<String, String> first = outputs(compile("A", "String"));
    Map<String, String> other = outputs(compile("B", "Map<String, Integer>"));

    assertThat(other).containsKey("/SOURCE_OUTPUT/p/B_Handler.java").hasSameSizeAs(first);
    assertThat(other.values()).noneMatch(text -> text.contains("A_Handler"));
    assertThat(outputs(compile("A", "String"))).isEqualTo(first);
  }

  @Test
  void errorsAreFoundAgain() {
    assertThat(compile("A", "Set<String>")).hadErrorCount(1);
    assertThat(compile("A", "Set<String>")).hadErrorCount(1);
    assertThat(compile("A", "List<String>")).succeededWithoutWarnings();
  }
}
