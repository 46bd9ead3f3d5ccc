package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.DEFINITION_TOO_LARGE;

import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.WorkflowModel;

/** The rules for the definition as a whole. */
public final class DefinitionChecks {

  private DefinitionChecks() {}

  /**
   * Checks a definition.
   *
   * @param workflow the workflow
   * @param definition its text in the Amazon States Language
   * @param findings takes what is wrong
   */
  public static void check(WorkflowModel workflow, String definition, Findings findings) {
    if (definition.length() > AwsLimits.DEFINITION) {
      findings.add(DEFINITION_TOO_LARGE, workflow.position(), workflow.name(), definition.length());
    }
  }
}
