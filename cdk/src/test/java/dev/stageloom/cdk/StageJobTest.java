package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** What a Glue job's options become in the template. */
class StageJobTest {

  @TempDir static Path directory;

  static Resources resources;
  static Map<String, Object> job;
  static Map<String, Object> arguments;

  @BeforeAll
  static void synthesize() {
    StageWorkflow workflow = Variants.jobOptions(TestApp.create(directory), "options");
    resources = new Resources(Template.fromStack(Stack.of(workflow)));
    job = resources.properties("AWS::Glue::Job", "SumStage");
    arguments = Resources.map(job.get("DefaultArguments"));
  }

  @Test
  void spareCapacityIsTheExecutionClassAndTheStateWaitsForIt() {
    assertThat(job).containsEntry("ExecutionClass", "FLEX").containsEntry("Timeout", 60);
    assertThat(job).doesNotContainKey("JobRunQueuingEnabled");
    assertThat(resources.json("AWS::StepFunctions::StateMachine", "StageloomWorkflow"))
        .contains("\\\"TimeoutSeconds\\\": " + (60 + 15 + 20) * 60);
  }

  @Test
  void scalingBookmarksAndConcurrentRuns() {
    assertThat(job).containsEntry("ExecutionProperty", Map.of("MaxConcurrentRuns", 1));
    assertThat(arguments)
        .containsEntry("--enable-auto-scaling", "true")
        .containsEntry("--job-bookmark-option", "job-bookmark-enable");
  }
}
