package dev.stageloom.cdk;

import dev.stageloom.asl.AslWriter;
import dev.stageloom.asl.StateMachine;
import dev.stageloom.asl.workflow.GlueTask;
import dev.stageloom.asl.workflow.LambdaTask;
import dev.stageloom.asl.workflow.LinearWorkflow;
import dev.stageloom.asl.workflow.RetryPolicy;
import dev.stageloom.asl.workflow.TaskArgument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** CDK apps for tests, with jars to deploy and with what the processor would generate. */
final class TestApp {

  /** Where the definition of the example is on the class path. */
  static final String DEFINITION = "META-INF/stageloom/ceap-candidates.asl.json";

  private TestApp() {}

  /** An app whose context names two jars in the directory. */
  static App create(Path directory) {
    writeDefinition();
    return new App(
        AppProps.builder()
            .outdir(directory.resolve("cdk.out").toString())
            .context(
                Map.of(
                    "stageloom:lambda-jar",
                    write(directory, "app-lambda.jar", "lambda").toString(),
                    "stageloom:glue-jar",
                    write(directory, "app-glue.jar", "glue").toString()))
            .build());
  }

  /** An app whose context names nothing. */
  static App withoutContext(Path directory) {
    writeDefinition();
    return new App(AppProps.builder().outdir(directory.resolve("cdk.out").toString()).build());
  }

  static Path write(Path directory, String name, String content) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The example's definition, as the processor makes it. */
  static StateMachine definition() {
    RetryPolicy lambda = new RetryPolicy(2, 20, 2.0, Optional.empty());
    return new LinearWorkflow(
            "ceap-candidates",
            "Scores candidates",
            List.of(
                new LambdaTask(
                    "EtlStage", "Reads the orders", Optional.empty(), List.of(), lambda, 300, true),
                new GlueTask(
                    "HeavyEtlStage",
                    "",
                    Optional.of("EtlStage"),
                    List.of(new TaskArgument("run-date", Optional.empty())),
                    new RetryPolicy(2, 300, 2.0, Optional.empty()),
                    240),
                new LambdaTask(
                    "FilterStage",
                    "",
                    Optional.of("HeavyEtlStage"),
                    List.of(new TaskArgument("limit", Optional.of("100"))),
                    new RetryPolicy(5, 1, 1.5, Optional.of(30)),
                    60,
                    false),
                new LambdaTask(
                    "ScoreStage", "", Optional.of("FilterStage"), List.of(), lambda, 300, true),
                new LambdaTask(
                    "StoreStage", "", Optional.of("ScoreStage"), List.of(), lambda, 300, true)))
        .toStateMachine();
  }

  private static void writeDefinition() {
    try {
      Path classes =
          Path.of(TestApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      write(classes, DEFINITION, AslWriter.write(definition()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
