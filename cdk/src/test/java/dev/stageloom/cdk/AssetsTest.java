package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Code;

/** Where the jars and scripts come from that a stack uploads. */
class AssetsTest {

  private static final String SCRIPT =
      "META-INF/stageloom/glue/dev.stageloom.cdk.example.HeavyEtlStage_GlueJob.scala";

  @TempDir Path directory;

  @Test
  void aMissingLambdaJarIsExplained() {
    App app = TestApp.withoutContext(directory);

    assertThatThrownBy(() -> new CeapWorkflow_Stack(app, "ceap"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "no jar for the Lambda functions",
            "set the CDK context key \"stageloom:lambda-jar\" in cdk.json",
            "WorkflowResources.builder().lambdaJar(...)",
            "build it with: mvn package")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aMissingGlueJarIsExplained() {
    App app = TestApp.withoutContext(directory);
    app.getNode()
        .setContext("stageloom:lambda-jar", TestApp.write(directory, "a.jar", "").toString());

    assertThatThrownBy(() -> new CeapWorkflow_Stack(app, "ceap"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("no jar for the Glue jobs", "\"stageloom:glue-jar\"");
  }

  @Test
  void aContextKeyThatNamesNoFileIsExplained() {
    App app = TestApp.withoutContext(directory);
    app.getNode().setContext("stageloom:lambda-jar", "target/not-there.jar");

    assertThatThrownBy(() -> new CeapWorkflow_Stack(app, "ceap"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no jar for the Lambda functions: the CDK context key \"stageloom:lambda-jar\""
                + " (\"target/not-there.jar\") names "
                + Path.of("target/not-there.jar").toAbsolutePath()
                + ", and there is no such file; build it with: mvn package");
  }

  @Test
  void jarsCanBePassedIn() {
    Path lambda = TestApp.write(directory, "given-lambda.jar", "lambda");
    Path glue = TestApp.write(directory, "given-glue.jar", "glue");
    WorkflowResources given = WorkflowResources.builder().lambdaJar(lambda).glueJar(glue).build();
    WorkflowResources code =
        WorkflowResources.builder()
            .lambdaCode(Code.fromAsset(lambda.toString()))
            .glueJar(glue)
            .build();

    List<String> expected = hashes(TestApp.create(directory), WorkflowResources.none());
    assertThat(hashes(TestApp.withoutContext(directory), given)).isEqualTo(expected);
    assertThat(hashes(TestApp.withoutContext(directory), code)).isEqualTo(expected);
    assertThatThrownBy(
            () ->
                hashes(
                    TestApp.withoutContext(directory),
                    WorkflowResources.builder().lambdaJar(Path.of("no.jar")).build()))
        .hasMessageContaining("lambdaJar(no.jar) names ");
  }

  @Test
  void anAssetsHashIsItsContent() throws IOException {
    Path one = TestApp.write(directory.resolve("one"), "a-lambda.jar", "lambda");
    Path glue = TestApp.write(directory.resolve("one"), "a-glue.jar", "glue");
    Path other = TestApp.write(directory.resolve("two"), "b-lambda.jar", "lambda");
    Path otherGlue = TestApp.write(directory.resolve("two"), "b-glue.jar", "glue");
    Files.setLastModifiedTime(other, FileTime.fromMillis(0));
    Files.setLastModifiedTime(otherGlue, FileTime.fromMillis(0));

    assertThat(hashesOf(other, otherGlue)).isEqualTo(hashesOf(one, glue));
    assertThat(hashesOf(TestApp.write(directory, "c.jar", "changed"), glue))
        .isNotEqualTo(hashesOf(one, glue));
  }

  @Test
  void aScriptInAJarIsTheSameAssetAsInADirectory() throws Exception {
    Path jar = directory.resolve("stage.jar");
    String owner = CeapWorkflow_Stack.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (String name : List.of(owner, SCRIPT)) {
        entries.putNextEntry(new JarEntry(name));
        try (InputStream in = CeapWorkflow_Stack.class.getResourceAsStream("/" + name)) {
          in.transferTo(entries);
        }
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            return name.equals(CeapWorkflow_Stack.class.getName())
                ? super.findClass(name)
                : Class.forName(name);
          }
        }) {
      Class<?> inJar = loader.loadClass(CeapWorkflow_Stack.class.getName());
      assertThat(inJar).isNotEqualTo(CeapWorkflow_Stack.class);

      assertThat(script(inJar)).isEqualTo(script(CeapWorkflow_Stack.class));
    }
  }

  @Test
  void aMissingScriptIsExplained() {
    Stack stack = new Stack(TestApp.create(directory), "Ceap");

    assertThatThrownBy(
            () ->
                StageJob.Builder.create(stack, "Job")
                    .scriptResource(AssetsTest.class, "META-INF/stageloom/glue/none.scala")
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("META-INF/stageloom/glue/none.scala", "AssetsTest", "mvn package");
    assertThatThrownBy(
            () ->
                StageJob.Builder.create(stack, "FileJob")
                    .scriptFile(directory.resolve("none.py"))
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the script " + directory.resolve("none.py") + " is not there");
  }

  @Test
  void aScriptFileOnThisMachineIsUploaded() {
    Stack stack = new Stack(TestApp.withoutContext(directory), "Ceap");

    StageJob.Builder.create(stack, "Job")
        .scriptFile(TestApp.write(directory, "etl.py", "print()"))
        .glueJar(TestApp.write(directory, "connector.jar", "connector"))
        .defaultArgument("--additional-python-modules", "pyarrow==18.0.0")
        .build();

    Map<String, Object> job =
        new Resources(Template.fromStack(stack)).properties("AWS::Glue::Job", "Job");
    assertThat(Resources.string(job.get("Command"))).containsPattern("/[0-9a-f]{64}\\.py\"");
    assertThat(Resources.map(job.get("DefaultArguments")))
        .containsEntry("--job-language", "python")
        .containsEntry("--additional-python-modules", "pyarrow==18.0.0")
        .containsKey("--extra-jars");
  }

  @Test
  void pythonModulesAreUploadedUnderTheirNames() throws IOException {
    App app = TestApp.withoutContext(directory);
    Map<String, Object> arguments = pythonArguments(app);

    assertThat(Resources.string(arguments.get("--extra-py-files")))
        .containsPattern("/[0-9a-f]{64}\\.zip\"")
        .isEqualTo(
            Resources.string(
                pythonArguments(TestApp.withoutContext(directory)).get("--extra-py-files")));
    assertThat(arguments).doesNotContainKey("--extra-jars");
    try (Stream<Path> files = Files.walk(Path.of(app.synth().getDirectory()))) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .contains("heavy_etl.py", "stageloom_glue.py");
    }
  }

  private Map<String, Object> pythonArguments(App app) {
    Stack stack = new Stack(app, "Ceap");
    StageJob.Builder.create(stack, "Job")
        .scriptFile(TestApp.write(directory, "job.py", "print()"))
        .pythonModule(AssetsTest.class, "glue/heavy_etl.py")
        .build();
    return Resources.map(
        new Resources(Template.fromStack(stack))
            .properties("AWS::Glue::Job", "Job")
            .get("DefaultArguments"));
  }

  @Test
  void aMissingPythonModuleIsExplained() {
    Stack stack = new Stack(TestApp.withoutContext(directory), "Ceap");

    assertThatThrownBy(
            () ->
                StageJob.Builder.create(stack, "Job")
                    .scriptFile(TestApp.write(directory, "job.py", "print()"))
                    .pythonModule(AssetsTest.class, "glue/none.py")
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("the Python module glue/none.py", "src/main/resources");
  }

  private Object script(Class<?> owner) {
    Stack stack = new Stack(TestApp.create(directory), "Ceap");
    StageJob job = StageJob.Builder.create(stack, "Job").scriptResource(owner, SCRIPT).build();
    return stack.resolve(job.getJob().getCommand());
  }

  private List<String> hashesOf(Path lambda, Path glue) {
    return hashes(
        TestApp.withoutContext(directory),
        WorkflowResources.builder().lambdaJar(lambda).glueJar(glue).build());
  }

  private static List<String> hashes(App app, WorkflowResources resources) {
    Template template =
        Template.fromStack(
            new CeapWorkflow_Stack(app, "ceap", StackProps.builder().build(), resources));
    return List.of(
        new Resources(template).json("AWS::Lambda::Function", "EtlStage"),
        new Resources(template).json("AWS::Glue::Job", "HeavyEtlStage"));
  }
}
