package dev.stageloom.asl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.workflow.ExampleWorkflow;
import dev.stageloom.asl.workflow.LinearWorkflow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Asks asl-validator, an independent implementation of the language's rules, on Node.js. */
class AslValidatorTest {

  @Test
  void findsNothingWrongWithWorkflowOfEveryKindOfStage() throws Exception {
    assertValid(ExampleWorkflow.mixed());
  }

  @Test
  void findsNothingWrongWithWorkflowOfOneGlueStage() throws Exception {
    assertValid(ExampleWorkflow.glueOnly());
  }

  @Test
  void findsNothingWrongWithEveryKindOfState() throws Exception {
    StateMachine machine = AslReader.read(EveryState.TEXT);

    assertThat(validate(AslWriter.write(machine))).contains("\"isValid\": true");
  }

  @Test
  void findsWhatIsWrong() throws Exception {
    assertThat(
            validate(
                """
                {"QueryLanguage": "JSONata", "StartAt": "A",
                 "States": {"A": {"Type": "Pass", "Next": "Nowhere"}}}
                """))
        .contains("\"isValid\": false");
  }

  private static void assertValid(LinearWorkflow workflow) throws Exception {
    String text =
        AslWriter.write(workflow.toStateMachine()).replaceAll("\\$\\{[A-Za-z0-9]+}", "aws");

    assertThat(validate(text)).contains("\"isValid\": true");
  }

  private static String validate(String definition) throws IOException, InterruptedException {
    Path root = repositoryRoot();
    ProcessBuilder builder =
        new ProcessBuilder("node", root.resolve("asl/src/test/node/validate-asl.js").toString());
    builder.environment().put("NODE_PATH", root.resolve("node_modules").toString());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(definition.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static Path repositoryRoot() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("node_modules/asl-validator"))) {
        return at;
      }
    }
    throw new AssertionError(
        "asl-validator is not installed: run `npm ci` in the root of the repository");
  }
}
