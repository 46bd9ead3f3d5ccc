package dev.stageloom.cdk;

/** A step of a workflow: {@link LambdaStep} or {@link GlueStep}. */
public sealed interface WorkflowStep permits LambdaStep, GlueStep {

  /**
   * The stage's name: of its state and of its folder in the workflow bucket.
   *
   * @return 1 to 60 letters, digits, {@code -} and {@code _}, starting with a letter
   */
  String stageName();

  /**
   * What the step has beside its stage.
   *
   * @return the options
   */
  StepOptions options();
}
