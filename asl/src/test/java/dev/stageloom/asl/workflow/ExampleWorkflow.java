package dev.stageloom.asl.workflow;

import java.util.List;
import java.util.Optional;

/** A workflow with every kind of stage and argument. */
public final class ExampleWorkflow {

  private static final RetryPolicy LAMBDA_RETRY = new RetryPolicy(2, 20, 2, Optional.empty());
  private static final RetryPolicy GLUE_RETRY = new RetryPolicy(2, 300, 1.5, Optional.of(600));

  private ExampleWorkflow() {}

  /**
   * Two Lambda stages around two Glue stages.
   *
   * @return the workflow
   */
  public static LinearWorkflow mixed() {
    TaskArgument runDate = new TaskArgument("run-date", Optional.empty());
    TaskArgument region = new TaskArgument("region", Optional.of("it's 100 % ${here}"));
    return new LinearWorkflow(
        "ceap-candidates",
        "Scores candidates",
        List.of(
            new LambdaTask(
                "EtlStage",
                "Extracts orders",
                Optional.empty(),
                List.of(runDate, region),
                LAMBDA_RETRY,
                300,
                true),
            new GlueTask(
                "HeavyEtlStage",
                "",
                Optional.of("EtlStage"),
                List.of(runDate, region),
                GLUE_RETRY,
                240),
            new GlueTask("Audit_Log", "", Optional.of("EtlStage"), List.of(), noRetry(), 5),
            new LambdaTask(
                "Store-Stage",
                "Costs ${nothing}",
                Optional.of("HeavyEtlStage"),
                List.of(),
                noRetry(),
                30,
                false)));
  }

  /**
   * One Glue stage that reads the start message.
   *
   * @return the workflow
   */
  public static LinearWorkflow glueOnly() {
    return new LinearWorkflow(
        "nightly",
        "",
        List.of(new GlueTask("Load", "", Optional.empty(), List.of(), GLUE_RETRY, 60)));
  }

  /**
   * A policy without retries.
   *
   * @return the policy
   */
  static RetryPolicy noRetry() {
    return new RetryPolicy(0, 1, 1, Optional.empty());
  }
}
