package dev.stageloom.annotations;

import java.util.Optional;

/** What a running stage can know of its execution: declare it as a parameter of a stage method. */
public interface StageContext {

  /**
   * The execution's id: the name of the Step Functions execution.
   *
   * @return the id, a valid element of an S3 path
   */
  String executionId();

  /**
   * The name of the stage that runs.
   *
   * @return the name
   */
  String currentStage();

  /**
   * The name of the stage whose output is this stage's input.
   *
   * @return the name; empty when the input is the message that started the execution
   */
  Optional<String> previousStage();

  /**
   * The name of the S3 bucket that holds the outputs of the workflow's stages.
   *
   * @return the bucket's name
   */
  String workflowBucket();
}
