package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From JDK 23 on, javac runs no processor that is merely on the class path, and does not say so.
 * The CDK app and the local runner name the setting that is missing; their tests show it.
 */
class ClassPathOnlyTest {

  @TempDir private Path folder;

  private Jdk jdk = Jdk.running();
  private Path stage = Path.of("");

  @BeforeEach
  void useAJdkOf23OrLater() throws IOException {
    Optional<Jdk> newer = jdk.feature() >= 23 ? Optional.of(jdk) : Jdk.newer();
    assumeThat(newer).isPresent();
    jdk = newer.get();
    assumeThat(jdk.feature()).isGreaterThanOrEqualTo(23);
    stage =
        new FolderCompile(folder)
            .write(
                "A",
                "package p; import dev.stageloom.annotations.*;\n"
                    + "@LambdaStage public class A { public void run() {} }");
  }

  @Test
  void nothingIsGeneratedAndNothingIsSaid() throws IOException {
    Path out = folder.resolve("out");

    assertThat(jdk.javac(out, List.of(), List.of(stage))).isEmpty();
    assertThat(out.resolve("p/A.class")).exists();
    assertThat(out.resolve("p/A_Handler.class")).doesNotExist();
  }

  @Test
  void aProcessorPathBringsItBack() throws IOException {
    Path out = folder.resolve("out");

    assertThat(jdk.javac(out, Jdk.processorOptions(), List.of(stage))).isEmpty();
    assertThat(out.resolve("p/A_Handler.class")).exists();
  }
}
