package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.json.Json;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import dev.stageloom.cdk.example.EventsWorkflow_Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** What tools that are not ours say of the templates and of the definitions in them. */
class TemplateCheckTest {

  @TempDir static Path directory;

  @BeforeAll
  static void synthesize() {
    App app = TestApp.create(directory);
    new CeapWorkflow_Stack(app, "ceap-candidates");
    new EventsWorkflow_Stack(app, "events");
    Variants.triggers(app);
    Variants.secured(app, "secured", WorkflowType.STANDARD);
    Variants.secured(app, "secured-express", WorkflowType.EXPRESS);
    Variants.quiet(app, "quiet");
    Variants.imported(app, "imported");
    Variants.jobOptions(app, "options");
    Variants.large(app, "large", 200);
    app.synth();
  }

  @Test
  void noTemplateAndNoDefinitionHasAnError() throws Exception {
    TemplateCheck check = TemplateCheck.of(directory.resolve("cdk.out"));

    assertThat(check.problems()).isEmpty();
    assertThat(check.templates())
        .contains("ceap-candidates.template.json", "events.template.json", "large.template.json")
        .filteredOn(name -> name.startsWith("large"))
        .as("the large workflow and its nested stacks")
        .hasSize(9);
    assertThat(check.definitions()).isEqualTo(12);
  }

  @Test
  void noRoleHasAWildcardActionOrAWildcardResourceBesideOthers() throws Exception {
    List<Map<String, Object>> statements = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("cdk.out"))) {
      for (Path file : files.filter(path -> path.toString().endsWith("template.json")).toList()) {
        Map<String, Object> template = Resources.map(Json.parse(Files.readString(file)));
        Resources.map(template.get("Resources"))
            .values()
            .forEach(
                resource -> {
                  if (String.valueOf(Resources.map(resource).get("Type")).startsWith("AWS::IAM")) {
                    collect(resource, statements);
                  }
                });
      }
    }

    assertThat(statements).hasSizeGreaterThan(1000);
    for (Map<String, Object> statement : statements) {
      assertThat(Resources.string(statement.get("Action"))).doesNotContain("*");
      if (statement.get("Resource") instanceof List<?> resources) {
        assertThat(resources.contains("*")).as("%s", statement).isFalse();
      }
    }
  }

  private static void collect(Object value, List<Map<String, Object>> statements) {
    if (value instanceof Map<?, ?> map) {
      if (map.containsKey("Effect")) {
        statements.add(Resources.map(map));
      }
      map.values().forEach(item -> collect(item, statements));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> collect(item, statements));
    }
  }

  @Test
  void theToolsFindWhatIsWrong() throws Exception {
    Path wrong = Files.createDirectories(directory.resolve("wrong"));
    Files.writeString(
        wrong.resolve("wrong.template.json"),
        """
        {"Resources": {"Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
          "RoleArn": "arn:aws:iam::123456789012:role/machine",
          "Colour": "blue",
          "DefinitionString": "{\\"StartAt\\": \\"A\\", \\"States\\": {\\"B\\": {\\"Type\\": \\"Succeed\\"}}}"
        }}}}""");

    assertThat(TemplateCheck.of(wrong).problems())
        .anyMatch(problem -> problem.contains("Colour"))
        .anyMatch(problem -> problem.contains("definition of Machine"));
  }
}
