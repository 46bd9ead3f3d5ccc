package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two compiles into one folder, with a stage less in the second. What describes the workflow is
 * written anew; what was generated for the stage stays, as its class file does: javac deletes
 * nothing. That is the build's job, and maven-compiler-plugin does it from 3.14.1 on.
 */
class DeletedStageTest {

  private static final String IMPORTS = "package p; import dev.stageloom.annotations.*;\n";

  @TempDir private Path folder;

  private Path out;
  private Path stageA;
  private Path stageB;

  @BeforeEach
  void compileTwoStages() throws IOException {
    out = folder.resolve("out");
    stageA = stage("A");
    stageB = stage("B");
    assertThat(compile().into(out, workflow("A.class, B.class"), stageA, stageB)).isEmpty();
    assertThat(output("w.asl.json")).contains("\"B\": {");
  }

  private FolderCompile compile() {
    return new FolderCompile(folder);
  }

  private Path stage(String name) throws IOException {
    return compile()
        .write(
            name,
            IMPORTS + "@LambdaStage public class " + name + " { public void run(String in) {} }");
  }

  private Path workflow(String stages) throws IOException {
    String annotation = "@Workflow(stages = {" + stages + "})";
    return compile().write("W", IMPORTS + annotation + " public final class W {}");
  }

  private String output(String name) throws IOException {
    return Files.readString(out.resolve("META-INF/stageloom").resolve(name));
  }

  private void assertThatOnlyAIsLeft() throws IOException {
    assertThat(output("w.asl.json")).contains("\"A\": {").doesNotContain("\"B\": {");
    assertThat(output("w.json")).contains("p.A_Handler").doesNotContain("p.B_Handler");
    assertThat(output("w.mmd")).contains("\"A<br/>").doesNotContain("\"B<br/>");
    assertThat(output("w.svg")).contains(">A<").doesNotContain(">B<");
    assertThat(Files.readString(out.resolve("p/W_Stack.java"))).doesNotContain("B_Handler");
    assertThat(out.resolve("p/B_Handler.class")).exists();
  }

  @Test
  void aStageThatIsDeleted() throws IOException {
    Files.delete(stageB);

    assertThat(compile().after(out).into(out, workflow("A.class"), stageA)).isEmpty();
    assertThatOnlyAIsLeft();
  }

  @Test
  void aStageThatIsNoLongerListed() throws IOException {
    assertThat(compile().after(out).into(out, workflow("A.class"), stageA, stageB)).isEmpty();
    assertThatOnlyAIsLeft();
  }

  /** Without its class file, that is; with it, it would be taken for one from another module. */
  @Test
  void aStageThatIsDeletedButStillListed() throws IOException {
    Files.delete(stageB);

    assertThat(compile().into(out, workflow("A.class, B.class"), stageA))
        .contains("W.java:2: error: cannot find symbol")
        .endsWith("1 error");
  }
}
