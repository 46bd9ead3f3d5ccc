package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we generate, and how, gives the compiler no reason for a warning. */
class WarningsTest {

  private static final List<String> STRICT =
      // What classfile and path tell is of the libraries on the class path. What processing tells,
      // any processor gives reason for that marks its code as @Generated, which nobody claims.
      List.of("--release", "17", "-Xlint:all,-classfile,-path,-processing", "-Werror");

  @TempDir private Path folder;

  @Test
  void theExampleCompilesWithAllWarningsAsErrors() throws IOException {
    List<Path> sources = FolderCompile.sourcesUnder(Path.of("../example-app/src/main/java"));

    assertThat(
            new FolderCompile(folder)
                .option(STRICT.toArray(String[]::new))
                .into(folder.resolve("out"), sources))
        .isEmpty();
  }

  /** Nothing is written in the last round, which would be a warning. */
  @Test
  void soDoesAModuleOfStagesAlone() throws IOException {
    Path stage =
        new FolderCompile(folder)
            .write(
                "A",
                """
                package p;
                import dev.stageloom.annotations.*;
                @Retry(maxAttempts = 1)
                @LambdaStage
                public class A {
                  @StageMethod
                  public int run(@Argument("day") String day, StageContext context) {
                    return day.length() + context.executionId().length();
                  }
                }
                """);

    assertThat(
            new FolderCompile(folder)
                .option(STRICT.toArray(String[]::new))
                .into(folder.resolve("out"), stage))
        .isEmpty();
  }
}
