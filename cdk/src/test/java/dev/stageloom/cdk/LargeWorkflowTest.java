package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.asl.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** A workflow of 200 stages, which has twice as many resources as fit into a stack. */
class LargeWorkflowTest {

  @TempDir static Path directory;

  static Map<String, Map<String, Object>> templates;
  static Map<String, Object> parent;

  @BeforeAll
  static void synthesize() throws IOException {
    App app = TestApp.create(directory);
    Variants.large(app, "large", 200);
    app.synth();
    templates = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(directory.resolve("cdk.out"))) {
      for (Path file :
          files.filter(path -> path.toString().endsWith("template.json")).sorted().toList()) {
        templates.put(
            file.getFileName().toString(), Resources.map(Json.parse(Files.readString(file))));
      }
    }
    parent = templates.get("large.template.json");
  }

  @Test
  void everyTemplateIsWithinCloudFormationsLimits() throws IOException {
    assertThat(templates).hasSize(9);
    for (Map.Entry<String, Map<String, Object>> template : templates.entrySet()) {
      assertThat(section(template.getValue(), "Resources")).hasSizeLessThan(450);
      assertThat(section(template.getValue(), "Parameters")).hasSizeLessThan(200);
      assertThat(section(template.getValue(), "Outputs")).hasSizeLessThan(200);
      assertThat(Files.size(directory.resolve("cdk.out").resolve(template.getKey())))
          .isLessThan(600_000);
    }
  }

  @Test
  void everyStageIsThereOnceAndItsVersionInTheDefinition() {
    List<String> functions = new ArrayList<>();
    for (Map<String, Object> template : templates.values()) {
      for (Object resource : section(template, "Resources").values()) {
        if (Resources.map(resource).get("Type").equals("AWS::Lambda::Function")) {
          functions.add(
              (String)
                  Resources.map(Resources.map(resource).get("Properties")).get("FunctionName"));
        }
      }
    }
    assertThat(functions)
        .hasSize(200)
        .doesNotHaveDuplicates()
        .contains("large-Stage0", "large-Stage59")
        .filteredOn(name -> name.matches("large-Stages-[1-8]-Stage\\d+"))
        .hasSize(140);

    Map<String, Object> machine =
        section(parent, "Resources").values().stream()
            .map(Resources::map)
            .filter(resource -> resource.get("Type").equals("AWS::StepFunctions::StateMachine"))
            .map(resource -> Resources.map(resource.get("Properties")))
            .findFirst()
            .orElseThrow();
    assertThat(machine).containsKey("DefinitionS3Location").doesNotContainKey("DefinitionString");
    assertThat(Resources.map(machine.get("DefinitionSubstitutions")))
        .containsKeys("Stage0FunctionArn", "Stage199FunctionArn")
        .hasSize(202);
    assertThat(
            Resources.string(
                Resources.map(machine.get("DefinitionSubstitutions")).get("Stage199FunctionArn")))
        .contains("Outputs.", "Stage199FunctionCurrentVersion");
  }

  @Test
  void theSavedQueriesReadEveryLogGroup() {
    List<Object> logGroups = new ArrayList<>();
    for (Object resource : section(parent, "Resources").values()) {
      if (Resources.map(resource).get("Type").equals("AWS::Logs::QueryDefinition")) {
        List<?> some =
            (List<?>) Resources.map(Resources.map(resource).get("Properties")).get("LogGroupNames");
        assertThat(some).hasSizeLessThanOrEqualTo(50);
        logGroups.addAll(some);
      }
    }
    assertThat(logGroups).hasSize(201).doesNotHaveDuplicates();
  }

  private static Map<String, Object> section(Map<String, Object> template, String name) {
    return Resources.map(template.getOrDefault(name, Map.of()));
  }
}
