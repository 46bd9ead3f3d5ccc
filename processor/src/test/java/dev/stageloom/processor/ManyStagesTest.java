package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow with more stages than one method, one line or one screen can hold. */
class ManyStagesTest {

  private static final int STAGES = 500;

  @TempDir private Path folder;

  @Test
  void aStackOfManyStagesCompiles() throws IOException {
    FolderCompile compile = new FolderCompile(folder);
    String imports = "package p; import dev.stageloom.annotations.*;\n";
    List<Path> sources = new ArrayList<>();
    for (int i = 0; i < STAGES; i++) {
      sources.add(
          compile.write(
              "S" + i,
              imports
                  + "@LambdaStage public class S%d { public String run(String a) { return a; } }"
                      .formatted(i)));
    }
    String stages =
        IntStream.range(0, STAGES)
            .mapToObj(i -> "S" + i + ".class")
            .collect(Collectors.joining(", "));
    sources.add(
        compile.write(
            "W", imports + "@Workflow(stages = {%s}) public class W {}".formatted(stages)));
    Path out = folder.resolve("out");

    assertThat(compile.errors(out, sources)).isEmpty();
    assertThat(out.resolve("p/W_Stack.class")).exists();
    assertThat(Files.readString(out.resolve("META-INF/stageloom/w.asl.json")))
        .contains("\"S%d\": {".formatted(STAGES - 1));
  }
}
