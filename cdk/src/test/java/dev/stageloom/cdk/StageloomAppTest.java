package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.AslWriter;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import dev.stageloom.cdk.example.EventsWorkflow_Stack;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The app that cdk.json runs, in a JVM of its own. */
class StageloomAppTest {

  @TempDir Path directory;

  /** A stack that Java refuses. */
  public static class FailingStack extends Stack {
    public FailingStack(Construct scope, String id) {
      super(scope, id);
      throw new IllegalArgumentException("there is no region");
    }
  }

  /** A stack that only its own app can create. */
  public static class NarrowStack extends Stack {
    public NarrowStack(Construct scope, String id, String region) {
      super(scope, id + region);
    }
  }

  /** A stack that CloudFormation would refuse. */
  public static class InvalidStack extends Stack {
    public InvalidStack(Construct scope, String id) {
      super(scope, id);
      CfnQueue queue = CfnQueue.Builder.create(this, "Queue").build();
      queue.addPropertyOverride("Colour", "blue");
    }
  }

  /** A stack that CDK refuses. */
  public static class RefusedStack extends Stack {
    public RefusedStack(Construct scope, String id) {
      super(scope, id);
      new Queue(this, "Queue");
      new Queue(this, "Queue");
    }
  }

  @Test
  void synthesizesEveryWorkflowAndCdksOwnValidationFindsNoError() throws Exception {
    manifest("ceap-candidates", CeapWorkflow_Stack.class.getName());
    manifest("events", EventsWorkflow_Stack.class.getName());
    TestApp.write(
        directory.resolve("classes"), TestApp.DEFINITION, AslWriter.write(TestApp.definition()));
    TestApp.write(directory, "target/lambda.jar", "lambda");
    TestApp.write(directory, "target/glue.jar", "glue");

    Result result =
        run(
            Map.of(
                "CDK_VALIDATION",
                "true",
                "CDK_CONTEXT_JSON",
                """
                {"stageloom:lambda-jar": "target/lambda.jar", "stageloom:glue-jar": "target/glue.jar",
                 "@aws-cdk/core:validateAgainstDefaultRules": true}"""));

    assertThat(result.exitCode()).as(result.output()).isZero();
    Path output = directory.resolve("cdk.out");
    assertThat(output.resolve("ceap-candidates.template.json")).isNotEmptyFile();
    assertThat(output.resolve("events.template.json")).isNotEmptyFile();
    assertThat(Files.readString(output.resolve("validation-report.json")))
        .doesNotContain("\"severity\"");
  }

  /** As cdk.json starts it, in any shell. */
  @Test
  void takesTheJvmsClassPathFromAFileAndTheAppsJarsAsArguments() throws Exception {
    manifest("events", EventsWorkflow_Stack.class.getName());
    TestApp.write(directory, "target/lambda.jar", "lambda");
    TestApp.write(directory, "target/app.classpath", System.getProperty("java.class.path"));
    Map<String, String> context =
        Map.of("CDK_CONTEXT_JSON", "{\"stageloom:lambda-jar\": \"target/lambda.jar\"}");

    Result result = start("@target/app.classpath", context, List.of(), "classes");

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(directory.resolve("cdk.out/events.template.json")).isNotEmptyFile();

    Result withoutJar = start("@target/app.classpath", context, List.of(), "target/my-app.jar");

    assertThat(withoutJar.exitCode()).isEqualTo(1);
    assertThat(withoutJar.output())
        .contains("there is no target/my-app.jar: build it with: mvn package");
  }

  @Test
  void createsEachStackInEachEnvironment() throws Exception {
    manifest("events", EventsWorkflow_Stack.class.getName());
    TestApp.write(directory, "target/lambda.jar", "lambda");

    Result result =
        run(
            Map.of(
                "CDK_CONTEXT_JSON",
                """
                {"stageloom:lambda-jar": "target/lambda.jar",
                 "stageloom:environments": {"dev": {"dashboard": false}, "prod": {}}}"""));

    assertThat(result.exitCode()).as(result.output()).isZero();
    Path output = directory.resolve("cdk.out");
    assertThat(Files.readString(output.resolve("events-dev.template.json")))
        .contains("\"FunctionName\": \"events-dev-ParseStage\"", "\"The workflow events\"")
        .doesNotContain("AWS::CloudWatch::Dashboard");
    assertThat(Files.readString(output.resolve("events-prod.template.json")))
        .contains("\"FunctionName\": \"events-prod-ParseStage\"", "AWS::CloudWatch::Dashboard");
    assertThat(output.resolve("events.template.json")).doesNotExist();
  }

  @Test
  void whatAnEnvironmentNamesAndIsNotThereIsExplained() throws Exception {
    manifest("events", EventsWorkflow_Stack.class.getName());

    assertThat(
            run(Map.of(
                    "CDK_CONTEXT_JSON",
                    """
                        {"stageloom:environments": {
                          "dev": {"stages": {"ParsStage": {"memory": 512}}}}}"""))
                .output())
        .contains(
            "Stageloom: environment \"dev\" of the context: no workflow has the stage"
                + " \"ParsStage\"")
        .doesNotContain("\tat ");
    assertThat(
            run(Map.of(
                    "CDK_CONTEXT_JSON",
                    """
                        {"stageloom:environments": {
                          "dev": {"triggerBuckets": {"event": "uploads-dev"}}}}"""))
                .output())
        .contains("there is no workflow \"event\": the workflows are [events]");
  }

  @Test
  void cdksOwnValidationFailsTheRunIfItFindsAnError() throws Exception {
    manifest("ceap", InvalidStack.class.getName());

    Result result =
        run(
            Map.of(
                "CDK_VALIDATION",
                "true",
                "CDK_CONTEXT_JSON",
                "{\"@aws-cdk/core:validateAgainstDefaultRules\": true}"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .contains("Stageloom: ", "Validation failed", "cdk.out/validation-report.json", "Colour")
        .doesNotContain("    at ");
    assertThat(Files.readString(directory.resolve("cdk.out/validation-report.json")))
        .contains("Colour", "\"severity\"");
  }

  @Test
  void withoutAWorkflowItSaysHowToRunTheProcessor() throws Exception {
    Result result = run(Map.of());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .startsWith("Stageloom: no workflow is on the class path")
        .contains("JDK 23", "<annotationProcessorPaths>", "stageloom-processor", "mvn package")
        .doesNotContain("\tat ");
  }

  @Test
  void aMissingStackClassIsExplained() throws Exception {
    manifest("ceap", "dev.stageloom.cdk.example.Missing_Stack");

    Result result = run(Map.of());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .contains(
            "Stageloom: the stack of the workflow \"ceap\","
                + " dev.stageloom.cdk.example.Missing_Stack, is not on the class path",
            "mvn clean package")
        .doesNotContain("\tat ");
  }

  @Test
  void aClassThatIsNoStackIsExplained() throws Exception {
    manifest("ceap", "java.lang.String");

    assertThat(run(Map.of()).output())
        .contains("java.lang.String, is not a software.amazon.awscdk.Stack");
  }

  @Test
  void aStackWithoutTheConstructorIsExplained() throws Exception {
    manifest("ceap", NarrowStack.class.getName());

    assertThat(run(Map.of()).output())
        .contains("has no public constructor (Construct scope, String id)");
  }

  @Test
  void whatAStackThrowsIsShownWithoutAStackTrace() throws Exception {
    manifest("ceap", FailingStack.class.getName());

    Result result = run(Map.of());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .contains(
            "Stageloom: the stack of the workflow \"ceap\" cannot be created: there is no region")
        .doesNotContain("\tat ");
  }

  @Test
  void aStackTraceIsShownOnRequest() throws Exception {
    manifest("ceap", FailingStack.class.getName());

    assertThat(run(Map.of(), "-Dstageloom.stackTrace=true").output())
        .contains("Caused by: java.lang.IllegalArgumentException: there is no region");
  }

  @Test
  void whatCdkRefusesIsShownWithoutItsStackTrace() throws Exception {
    manifest("ceap", RefusedStack.class.getName());

    Result result = run(Map.of());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .containsOnlyOnce("There is already a Construct with name 'Queue'")
        .doesNotContain("    at ", "...", "\u00ab");
  }

  @Test
  void aMissingNodeIsExplained() throws Exception {
    manifest("ceap", FailingStack.class.getName());

    Result result = run(Map.of("PATH", directory.toString()));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("install Node.js 22 or newer").doesNotContain("\tat ");
  }

  private void manifest(String workflow, String stackClass) {
    WorkflowManifest manifest =
        new WorkflowManifest(
            workflow,
            "",
            "STANDARD",
            new WorkflowTrigger.Queue(),
            "p.Workflow",
            stackClass,
            "META-INF/stageloom/" + workflow + ".asl.json",
            new WorkflowManifest.WorstCase(0, 0, 0, 0),
            List.of());
    TestApp.write(
        directory.resolve("classes"),
        "META-INF/stageloom/" + workflow + ".json",
        manifest.toJson());
  }

  private Result run(Map<String, String> environment, String... jvmOptions)
      throws IOException, InterruptedException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    return start(
        classes + File.pathSeparator + System.getProperty("java.class.path"),
        environment,
        List.of(jvmOptions));
  }

  private Result start(
      String classPath, Map<String, String> environment, List<String> jvmOptions, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(classPath);
    command.add(StageloomApp.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().remove("CDK_OUTDIR");
    if (environment.containsKey("PATH")) {
      builder.environment().remove("JSII_NODE");
    }
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private record Result(int exitCode, String output) {}
}
