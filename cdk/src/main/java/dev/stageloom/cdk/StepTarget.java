package dev.stageloom.cdk;

import dev.stageloom.asl.workflow.StageTask;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/** The function or the job that a step runs. */
sealed interface StepTarget permits FunctionTarget, JobTarget {

  /**
   * The name in the definition that stands for this target, such as {@code EtlStageFunctionArn}.
   *
   * @param stage the stage's name
   * @return the name
   */
  String substitution(String stage);

  /**
   * What takes the place of that name: the function's ARN or the job's name.
   *
   * @return the value
   */
  String value();

  /**
   * What the state machine must be allowed to invoke.
   *
   * @return the ARN of a function or of all its versions; empty for a job
   */
  Optional<String> invocation();

  /**
   * What the state machine must be allowed to run this, beside an invocation.
   *
   * @param workflow the workflow's construct
   * @return the statement; empty for a function
   */
  Optional<PolicyStatement> permission(StageWorkflow workflow);

  /**
   * Lets the function or the job read and write in the workflow bucket, if its role can be changed.
   *
   * @param bucket the workflow bucket
   * @param permissions the permissions in it
   * @param stage the stage's name
   * @param reads the names of the stages whose outputs it reads
   */
  void grantStage(
      IBucket bucket, StagePermissions permissions, String stage, Collection<String> reads);

  /**
   * Gives the function or the job another permission, if its role can be changed.
   *
   * @param statement the permission
   */
  void allow(PolicyStatement statement);

  /**
   * What the dashboard and the saved query know of the step's stage.
   *
   * @param stage the stage's name
   * @return the stage
   */
  WatchedStage watched(String stage);

  /**
   * Creates the alarm of the stage's errors, if it is a function of this app.
   *
   * @param workflow the workflow's construct
   * @param errors how many within five minutes raise it
   * @param topicArn the ARN of the topic that it tells
   */
  void alarmOnErrors(StageWorkflow workflow, int errors, String topicArn);

  /**
   * The step's task in the definition.
   *
   * @param step the step
   * @param previousStage the stage whose output is its input; empty for the start message
   * @param retries the retries of steps without their own
   * @return the task
   */
  StageTask task(WorkflowStep step, Optional<String> previousStage, RetryConfiguration retries);
}
