package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The driver script that the processor generates, compiled by the Scala compiler as Glue does at
 * the start of a job, and run beside stand-ins of Glue's classes.
 */
@ExtendWith(TestCluster.class)
class DriverScriptTest {

  private static final Path SCRIPT =
      Path.of("../processor/src/test/resources/golden/standard/glue/p.HeavyEtlStage_GlueJob.scala");
  private static final Path GLUE = Path.of("../runtime-spark/src/test/resources/glue/Glue.scala");

  @TempDir static Path script;
  @TempDir static Path glue;

  @BeforeAll
  static void compile() {
    scalac(glue, GLUE);
    scalac(script, SCRIPT);
  }

  private static void scalac(Path output, Path source) {
    boolean compiled =
        scala.tools.nsc.Main.process(
            new String[] {
              "-d",
              output.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              source.toString()
            });
    assertThat(compiled).as("%s compiles", source).isTrue();
  }

  /** Runs the script's {@code GlueApp} as Glue does and returns what it logs. */
  private static List<String> run(URLClassLoader classes, String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    ClassLoader contextBefore = Thread.currentThread().getContextClassLoader();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    Thread.currentThread().setContextClassLoader(classes);
    try {
      classes.loadClass("GlueApp").getMethod("main", String[].class).invoke(null, (Object) args);
    } finally {
      Thread.currentThread().setContextClassLoader(contextBefore);
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static URLClassLoader classes(Path... folders) throws Exception {
    URL[] urls = new URL[folders.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = folders[i].toUri().toURL();
    }
    return new URLClassLoader(urls, DriverScriptTest.class.getClassLoader());
  }

  @SuppressWarnings("unchecked") // The stand-in's list of strings.
  private static List<String> jobCalls(ClassLoader classes) throws Exception {
    return (List<String>)
        classes.loadClass("com.amazonaws.services.glue.util.Job").getMethod("calls").invoke(null);
  }

  @Test
  void runsTheStageInGluesSessionAndCommitsTheJob(TestCluster.Running cluster) throws Exception {
    Execution execution = cluster.newExecution().withInput("{\"quantity\":1}\n");
    try (URLClassLoader classes = classes(script, glue)) {
      List<String> log =
          run(classes, execution.args("--JOB_NAME", "ceap-heavy", "--enable-metrics"));

      assertThat(log)
          .contains("=== Glue Job Started ===", "Job Name: ceap-heavy")
          .last()
          .asString()
          .contains("\"event\":\"stage.completed\"", "\"recordsRead\":1", "\"recordsWritten\":1");
      assertThat(jobCalls(classes))
          .containsExactly("init ceap-heavy {JOB_NAME=ceap-heavy}", "commit");
    }
    assertThat(execution.outputLines()).containsExactly("{\"quantity\":1,\"glue\":\"true\"}");
  }

  @Test
  void aFailedStageIsNotCommitted(TestCluster.Running cluster) throws Exception {
    Execution execution = cluster.newExecution();
    try (URLClassLoader classes = classes(script, glue)) {
      assertThatThrownBy(() -> run(classes, execution.args("--JOB_NAME", "ceap-heavy")))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(MissingOutputException.class);
      assertThat(jobCalls(classes)).hasSize(1).first().asString().startsWith("init");
    }
  }

  @Test
  void runsWithoutGluesClasses(TestCluster.Running cluster) throws Exception {
    Execution execution = cluster.newExecution().withInput("{\"quantity\":1}\n");
    try (URLClassLoader classes = classes(script)) {
      List<String> log = run(classes, execution.args("--JOB_NAME", "ceap-heavy"));

      assertThat(log).noneMatch(line -> line.contains("glue.job.unavailable"));
    }
    assertThat(execution.outputLines()).containsExactly("{\"quantity\":1,\"glue\":\"none\"}");
  }

  @Test
  void runsWhenGluesClassesAreOtherOnesThanDocumented(
      TestCluster.Running cluster, @TempDir Path folder) throws Exception {
    javac(folder, "com.amazonaws.services.glue", "GlueContext");
    javac(folder, "com.amazonaws.services.glue.util", "GlueArgParser");
    javac(folder, "com.amazonaws.services.glue.util", "Job");
    Execution execution = cluster.newExecution().withInput("{\"quantity\":1}\n");
    try (URLClassLoader classes = classes(script, folder)) {
      List<String> log = run(classes, execution.args("--JOB_NAME", "ceap-heavy"));

      assertThat(log)
          .first()
          .asString()
          .contains("\"event\":\"glue.job.unavailable\"", "job bookmarks do not move");
      assertThat(log).last().asString().contains("stage.completed");
    }
  }

  /** Compiles an empty class. */
  private static void javac(Path folder, String packageName, String name) throws Exception {
    Path source =
        folder.resolve(packageName.replace('.', File.separatorChar)).resolve(name + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "package " + packageName + "; public class " + name + " {}");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(result).isZero();
  }
}
