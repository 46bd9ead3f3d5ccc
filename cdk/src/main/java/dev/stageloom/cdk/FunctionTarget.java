package dev.stageloom.cdk;

import dev.stageloom.asl.workflow.LambdaTask;
import dev.stageloom.asl.workflow.StageTask;
import dev.stageloom.asl.workflow.Substitutions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * A step's function.
 *
 * @param function the function
 */
record FunctionTarget(IFunction function) implements StepTarget {

  /** AWS Lambda quotas, "Timeout": what a function of unknown timeout has at most, in seconds. */
  private static final int MAX_TIMEOUT = 900;

  /** AWS Lambda's own default, in seconds, which is what a function without a timeout has. */
  private static final int DEFAULT_TIMEOUT = 3;

  @Override
  public String substitution(String stage) {
    return Substitutions.functionArn(stage);
  }

  @Override
  public String value() {
    return stage().map(stage -> stage.getVersion().getFunctionArn()).orElseGet(this::arn);
  }

  @Override
  public PolicyStatement permission(StageWorkflow workflow) {
    // Executions that run go on with the version that their definition names: every version.
    return StagePermissions.allow(
        List.of("lambda:InvokeFunction"),
        List.of(stage().map(stage -> stage.functionArn() + ":*").orElseGet(this::arn)));
  }

  /** The stage's construct, if the function is of one. */
  Optional<StageFunction> stage() {
    return StageStacks.stageOf(function.getNode().getScope()) instanceof StageFunction stage
        ? Optional.of(stage)
        : Optional.empty();
  }

  private String arn() {
    return function.getFunctionArn();
  }

  @Override
  public void grantStage(IBucket bucket, String stage, Collection<String> reads) {
    Optional<StageFunction> stageFunction = stage();
    if (stageFunction.isPresent()) {
      stageFunction.get().grantStage(bucket, stage, reads);
    } else {
      StagePermissions.ofFunction(bucket, stage, reads)
          .forEach(statement -> function.getGrantPrincipal().addToPrincipalPolicy(statement));
    }
  }

  @Override
  public boolean hasSnapshots() {
    return stage().map(StageFunction::hasSnapshots).orElse(false);
  }

  @Override
  public WatchedStage watched(String stage) {
    return stage()
        .map(
            own ->
                new WatchedStage(stage, false, own.getFunctionName(), List.of(own.logGroupName())))
        .orElseGet(
            () ->
                new WatchedStage(
                    stage,
                    false,
                    function.getFunctionName(),
                    List.of("/aws/lambda/" + function.getFunctionName())));
  }

  @Override
  public void alarmOnErrors(StageWorkflow workflow, int errors, ITopic topic) {
    stage().ifPresent(own -> own.alarmOnErrors(workflow, errors, topic));
  }

  @Override
  public StageTask task(
      WorkflowStep step, Optional<String> previousStage, RetryConfiguration retries) {
    StepOptions options = step.options();
    return new LambdaTask(
        step.stageName(),
        options.comment(),
        previousStage,
        options.arguments(),
        options.retry().orElse(retries.lambda()),
        timeoutSeconds());
  }

  private int timeoutSeconds() {
    if (!(function instanceof Function own)) {
      return MAX_TIMEOUT;
    }
    return own.getTimeout() == null ? DEFAULT_TIMEOUT : own.getTimeout().toSeconds().intValue();
  }
}
