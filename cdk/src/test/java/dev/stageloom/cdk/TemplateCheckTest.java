package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import dev.stageloom.cdk.example.EventsWorkflow_Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** What tools that are not ours say of the templates and of the definitions in them. */
class TemplateCheckTest {

  @TempDir Path directory;

  @Test
  void noTemplateAndNoDefinitionHasAnError() throws Exception {
    App app = TestApp.create(directory);
    new CeapWorkflow_Stack(app, "ceap-candidates");
    new EventsWorkflow_Stack(app, "events");
    Variants.triggers(app);
    Variants.secured(app, "secured", WorkflowType.STANDARD);
    Variants.secured(app, "secured-express", WorkflowType.EXPRESS);
    Variants.quiet(app, "quiet");
    Variants.imported(app, "imported");
    Variants.large(app, "large", 200);
    app.synth();

    TemplateCheck check = TemplateCheck.of(directory.resolve("cdk.out"));

    assertThat(check.problems()).isEmpty();
    assertThat(check.templates())
        .contains("ceap-candidates.template.json", "events.template.json", "large.template.json")
        .filteredOn(name -> name.startsWith("large"))
        .as("the large workflow and its nested stacks")
        .hasSize(9);
    assertThat(check.definitions()).isEqualTo(11);
  }

  @Test
  void theToolsFindWhatIsWrong() throws Exception {
    Files.writeString(
        directory.resolve("wrong.template.json"),
        """
        {"Resources": {"Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
          "RoleArn": "arn:aws:iam::123456789012:role/machine",
          "Colour": "blue",
          "DefinitionString": "{\\"StartAt\\": \\"A\\", \\"States\\": {\\"B\\": {\\"Type\\": \\"Succeed\\"}}}"
        }}}}""");

    assertThat(TemplateCheck.of(directory).problems())
        .anyMatch(problem -> problem.contains("Colour"))
        .anyMatch(problem -> problem.contains("definition of Machine"));
  }
}
