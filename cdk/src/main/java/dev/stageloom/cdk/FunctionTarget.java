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

/**
 * A step's function.
 *
 * @param function the function
 * @param stage the stage's construct, if the function is of one
 */
record FunctionTarget(IFunction function, Optional<StageFunction> stage) implements StepTarget {

  /** AWS Lambda quotas, "Timeout": what a function of unknown timeout has at most, in seconds. */
  private static final int MAX_TIMEOUT = 900;

  /** AWS Lambda's own default, in seconds, which is what a function without a timeout has. */
  private static final int DEFAULT_TIMEOUT = 3;

  /** A stage's function. */
  static FunctionTarget of(StageFunction stage) {
    return new FunctionTarget(stage.getFunction(), Optional.of(stage));
  }

  /** Any function, which may be a stage's. */
  static FunctionTarget of(IFunction function) {
    return StageStacks.stageOf(function.getNode().getScope()) instanceof StageFunction stage
        ? of(stage)
        : new FunctionTarget(function, Optional.empty());
  }

  @Override
  public String substitution(String stage) {
    return Substitutions.functionArn(stage);
  }

  @Override
  public String value() {
    return stage.map(own -> own.getVersion().getFunctionArn()).orElseGet(this::arn);
  }

  @Override
  public Optional<String> invocation() {
    // Executions that run go on with the version that their definition names: every version.
    return Optional.of(stage.map(own -> own.functionArn() + ":*").orElseGet(this::arn));
  }

  @Override
  public Optional<PolicyStatement> permission(StageWorkflow workflow) {
    return Optional.empty();
  }

  private String arn() {
    return function.getFunctionArn();
  }

  @Override
  public void grantStage(
      IBucket bucket, StagePermissions permissions, String name, Collection<String> reads) {
    if (stage.isPresent()) {
      stage.get().grantStage(permissions, name, reads);
    } else {
      permissions
          .ofFunction(name, reads)
          .forEach(statement -> function.getGrantPrincipal().addToPrincipalPolicy(statement));
    }
  }

  @Override
  public void allow(PolicyStatement statement) {
    if (stage.isPresent()) {
      stage.get().allow(statement);
    } else {
      function.getGrantPrincipal().addToPrincipalPolicy(statement);
    }
  }

  @Override
  public WatchedStage watched(String name) {
    return stage
        .map(
            own ->
                new WatchedStage(name, false, own.getFunctionName(), List.of(own.logGroupName())))
        .orElseGet(
            () ->
                new WatchedStage(
                    name,
                    false,
                    function.getFunctionName(),
                    List.of("/aws/lambda/" + function.getFunctionName())));
  }

  @Override
  public void alarmOnErrors(StageWorkflow workflow, int errors, String topicArn) {
    stage.ifPresent(own -> own.alarmOnErrors(workflow, errors, topicArn));
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
        timeoutSeconds(),
        stage.map(StageFunction::hasSnapshots).orElse(false));
  }

  private int timeoutSeconds() {
    if (stage.isPresent()) {
      return stage.get().getTimeout();
    }
    if (!(function instanceof Function own)) {
      return MAX_TIMEOUT;
    }
    return own.getTimeout() == null ? DEFAULT_TIMEOUT : own.getTimeout().toSeconds().intValue();
  }
}
