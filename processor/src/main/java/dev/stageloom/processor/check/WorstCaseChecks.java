package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.EXPRESS_TOO_LONG;
import static dev.stageloom.processor.diagnostic.Diagnostic.HISTORY_TOO_LONG;
import static dev.stageloom.processor.diagnostic.Diagnostic.RETRIES_MULTIPLY;
import static dev.stageloom.processor.diagnostic.Diagnostic.RUN_EXPENSIVE;

import dev.stageloom.annotations.Retry;
import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.estimate.WorstCase;
import dev.stageloom.processor.model.WorkflowModel;
import java.math.BigDecimal;

/** The rules for what a run can take at worst. */
public final class WorstCaseChecks {

  private final BigDecimal costThreshold;

  /**
   * Checks against a price.
   *
   * @param costThreshold the US dollars above which a run is worth a warning
   */
  public WorstCaseChecks(BigDecimal costThreshold) {
    this.costThreshold = costThreshold;
  }

  /**
   * Checks a workflow.
   *
   * @param workflow the workflow
   * @param worstCase its worst case
   * @param findings takes what is wrong
   */
  public void check(WorkflowModel workflow, WorstCase worstCase, Findings findings) {
    if (workflow.type() == WorkflowType.EXPRESS
        && worstCase.wallSeconds() > AwsLimits.EXPRESS_SECONDS) {
      findings.add(
          EXPRESS_TOO_LONG,
          workflow.position().valueOf(Workflow.class, "type"),
          workflow.name(),
          AwsLimits.EXPRESS_SECONDS,
          worstCase.wallSeconds());
    }
    if (workflow.type() == WorkflowType.EXPRESS
        && workflow.trigger() instanceof WorkflowTrigger.Queue) {
      checkRetries(workflow, worstCase, findings);
    }
    long events = AwsLimits.EVENTS_AROUND + worstCase.stateTransitions() * AwsLimits.EVENTS_A_TRY;
    if (workflow.type() == WorkflowType.STANDARD && events > AwsLimits.HISTORY_EVENTS) {
      findings.add(
          HISTORY_TOO_LONG, workflow.position(), workflow.name(), events, AwsLimits.HISTORY_EVENTS);
    }
    if (worstCase.dollars().compareTo(costThreshold) > 0) {
      findings.add(
          RUN_EXPENSIVE,
          workflow.position(),
          workflow.name(),
          worstCase.dollars(),
          worstCase.sum());
    }
  }

  /** A message whose EXPRESS run has failed goes back to the queue, which starts another run. */
  private static void checkRetries(WorkflowModel workflow, WorstCase worstCase, Findings findings) {
    for (WorstCase.Stage stage : worstCase.stages()) {
      long tries = stage.tries() * AwsLimits.QUEUE_RECEIVES;
      if (tries > AwsLimits.TRIES_ADVISED) {
        findings.add(
            RETRIES_MULTIPLY,
            stage.stage().position().valueOf(Retry.class, "maxAttempts"),
            stage.stage().stageClass().simple(),
            tries,
            stage.tries(),
            workflow.name(),
            AwsLimits.QUEUE_RECEIVES);
      }
    }
  }
}
