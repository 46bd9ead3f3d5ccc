package dev.stageloom.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import dev.stageloom.processor.diagnostic.DiagnosticSettings;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionChecksTest {

  private static final SourcePosition NOWHERE =
      new SourcePosition() {
        @Override
        public SourcePosition valueOf(Class<?> annotation, String attribute) {
          return this;
        }

        @Override
        public SourcePosition valueOf(Class<?> annotation, String attribute, String nested) {
          return this;
        }

        @Override
        public boolean isSuppressed(String id) {
          return false;
        }
      };

  private static final WorkflowModel WORKFLOW =
      new WorkflowModel(
          "w",
          new ClassName("p", List.of("W")),
          "",
          WorkflowType.STANDARD,
          new WorkflowTrigger.Queue(),
          List.of(),
          NOWHERE,
          NOWHERE);

  @Test
  void sl314ADefinitionOfMoreThanAMegabyte() {
    Findings findings = new Findings(DiagnosticSettings.DEFAULT);
    DefinitionChecks.check(WORKFLOW, "x".repeat(1_048_576), findings);
    assertThat(findings.all()).isEmpty();

    DefinitionChecks.check(WORKFLOW, "x".repeat(1_048_577), findings);
    assertThat(findings.all())
        .extracting(finding -> finding.message())
        .containsExactly(
            "SL314: The definition of workflow w has 1048577 characters; Step Functions allows"
                + " 1,048,576. Fix: Split the workflow.");
  }
}
