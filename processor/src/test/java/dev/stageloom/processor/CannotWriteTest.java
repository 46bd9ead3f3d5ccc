package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An output folder in which files cannot be made. */
class CannotWriteTest {

  @TempDir private Path folder;

  @Test
  void sl403FileInTheWayOfAFolder() throws IOException {
    FolderCompile compile = new FolderCompile(folder);
    Path source =
        compile.write(
            "W",
            """
            package p;
            import dev.stageloom.annotations.*;
            @Workflow
            public final class W {
              @LambdaStage public static final class S { public void run(String in) {} }
            }
            """);
    Path output = Files.createDirectory(folder.resolve("out"));
    Files.createFile(output.resolve("META-INF"));

    List<String> errors = compile.errors(output, List.of(source));

    assertThat(errors)
        .isNotEmpty()
        .allSatisfy(
            error ->
                assertThat(error)
                    .startsWith("W.java:4 SL403: META-INF/stageloom/w.")
                    .contains(" cannot be written: ")
                    .endsWith("Fix: Check the output folder's permissions and the disk."));
  }
}
