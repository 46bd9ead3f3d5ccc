package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles into real folders: a part of a module, and a module that uses another one's jar. */
class IncrementalCompileTest {

  private static final String STAGE =
      """
      package p;
      import dev.stageloom.annotations.*;
      @LambdaStage(memory = %d) public final class %s { public String run(String in) { return in; } }
      """;
  private static final String WORKFLOW =
      """
      package p;
      import dev.stageloom.annotations.*;
      @Workflow(stages = {A.class, B.class, C.class}) public final class W {}
      """;
  private static final String WORKFLOW_OF_ONE = WORKFLOW.replace(", B.class, C.class", "");

  @TempDir private Path folder;

  private FolderCompile compile() {
    return new FolderCompile(folder);
  }

  private Path stage(String name, int memory) throws IOException {
    return compile().write(name, STAGE.formatted(memory, name));
  }

  @Test
  void oneStageOfThreeKeepsAllThreeStates() throws IOException {
    Path out = folder.resolve("out");
    Path workflow = compile().write("W", WORKFLOW);
    String messages =
        compile().into(out, workflow, stage("A", 512), stage("B", 512), stage("C", 512));
    assertThat(messages).isEmpty();
    String before = Files.readString(out.resolve("META-INF/stageloom/w.asl.json"));

    assertThat(compile().after(out).into(out, stage("B", 1024))).isEmpty();
    assertThat(out.resolve("META-INF/stageloom/w.asl.json")).hasContent(before);

    assertThat(compile().after(out).into(out, workflow)).isEmpty();
    assertThat(out.resolve("META-INF/stageloom/w.asl.json")).hasContent(before);
    assertThat(Files.readString(out.resolve("META-INF/stageloom/w.json")))
        .contains("\"memory\": 512")
        .contains("\"memory\": 1024");
  }

  @Test
  void stagesMayComeFromAnotherModule() throws IOException {
    Path library = folder.resolve("library");
    assertThat(compile().into(library, stage("A", 512), stage("B", 512), stage("C", 512)))
        .isEmpty();

    Path out = folder.resolve("out");
    assertThat(compile().after(library).into(out, compile().write("W", WORKFLOW))).isEmpty();
    assertThat(out.resolve("p/W_Stack.class")).exists();
    assertThat(out.resolve("META-INF/stageloom/w.asl.json")).content().contains("\"C\": {");
    assertThat(out.resolve("p/A_Handler.class")).doesNotExist();
  }

  @Test
  void sl211AModuleThatWasCompiledWithoutTheProcessor() throws IOException {
    Path library = folder.resolve("library");
    assertThat(compile().withoutProcessor().into(library, stage("A", 512))).isEmpty();

    Path workflow = compile().write("W", WORKFLOW_OF_ONE);
    assertThat(compile().after(library).into(folder.resolve("out"), workflow))
        .contains(
            "W.java:3: error: SL211: A comes from a jar that was compiled without"
                + " Stageloom's processor: p.A_Handler is missing.");
  }

  @Test
  void sl214AnErrorInAJarIsReportedAtTheWorkflow() throws IOException {
    Path library = folder.resolve("library");
    Path stage =
        compile()
            .write("A", STAGE.formatted(512, "A").replace("String in)", "String in, String more)"));
    assertThat(compile().withoutProcessor().into(library, stage)).isEmpty();

    Path workflow = compile().write("W", WORKFLOW_OF_ONE);
    assertThat(compile().after(library).into(folder.resolve("out"), workflow))
        .contains(
            "W.java:3: error: SL214: Workflow w cannot be generated because of its stage A:"
                + " SL106:");
  }

  @Test
  void sl401WhatGeneratedCodeCallsIsMissing() throws IOException {
    Path workflow = compile().write("W", WORKFLOW_OF_ONE);
    String messages =
        compile().withOnly("annotations").into(folder.resolve("out"), stage("A", 512), workflow);

    assertThat(messages)
        .contains("SL401: A_Handler needs dev.stageloom.runtime.StageRuntime")
        .contains("Add the dependency dev.stageloom:stageloom-runtime.")
        .contains("SL401: W_Stack needs dev.stageloom.cdk.WorkflowFactory")
        .contains("Add the dependency dev.stageloom:stageloom-cdk with scope provided.")
        .contains("2 errors");
  }

  @Test
  void sl308ClassFilesTooNewForTheRuntime() throws IOException {
    Path stage =
        compile()
            .write(
                "A",
                STAGE.formatted(512, "A").replace("512", "512, runtime = LambdaRuntime.JAVA_17"));
    String messages = compile().into(folder.resolve("out"), stage);

    boolean newer =
        ToolProvider.getSystemJavaCompiler().getSourceVersions().stream()
            .anyMatch(v -> v.ordinal() > 17);
    assertThat(messages).contains("SL311");
    assertThat(messages.contains("SL308: A is compiled for Java")).isEqualTo(newer);
  }

  @Test
  void sl402SourcesThatWereGeneratedBeforeAreCompiledToo() throws IOException {
    Path generated = compile().write("A_Handler", "package p; public final class A_Handler {}");

    assertThat(compile().into(folder.resolve("out"), stage("A", 512), generated))
        .contains("SL402: p.A_Handler cannot be generated: the file is there already");
  }

  @Test
  void aBrokenCompileWritesNoResource() throws IOException {
    Path out = folder.resolve("out");
    Path workflow = compile().write("W", WORKFLOW);

    assertThat(compile().into(out, workflow, stage("A", 1), stage("B", 512), stage("C", 512)))
        .contains("SL301")
        .contains("1 error");
    assertThat(out.resolve("META-INF/stageloom")).doesNotExist();
  }

  @Test
  void aMissingStageClassIsJavacsToTell() throws IOException {
    Path out = folder.resolve("out");
    Path workflow = compile().write("W", WORKFLOW);

    assertThat(compile().into(out, workflow, stage("A", 512), stage("B", 512)))
        .contains("cannot find symbol")
        .doesNotContain("SL");
    assertThat(out.resolve("META-INF/stageloom")).doesNotExist();
  }
}
