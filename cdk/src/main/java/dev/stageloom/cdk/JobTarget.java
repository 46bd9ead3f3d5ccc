package dev.stageloom.cdk;

import dev.stageloom.asl.workflow.GlueTask;
import dev.stageloom.asl.workflow.StageTask;
import dev.stageloom.asl.workflow.Substitutions;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A step's Glue job.
 *
 * @param name the job's name
 * @param job the job's construct; null if the job is not one of this stack
 */
record JobTarget(String name, @Nullable StageJob job) implements StepTarget {

  /** AWS Glue API reference, {@code Timeout}: what a job has at most, in minutes (7 days). */
  private static final int MAX_TIMEOUT = 10_080;

  /**
   * The target of a step.
   *
   * @param scope the scope of the workflow
   * @param step the step
   * @return the job that was given, or the one in the stack that has the name, or the name alone
   */
  static JobTarget of(Construct scope, GlueStep step) {
    StageJob given = step.job();
    if (given != null) {
      return new JobTarget(given.getJobName(), given);
    }
    String name = Objects.requireNonNull(step.jobName());
    return Stack.of(scope).getNode().findAll().stream()
        .filter(StageJob.class::isInstance)
        .map(StageJob.class::cast)
        .filter(job -> job.hasName(name))
        .findFirst()
        .map(job -> new JobTarget(job.getJobName(), job))
        .orElseGet(() -> new JobTarget(name, null));
  }

  @Override
  public String substitution(String stage) {
    return Substitutions.jobName(stage);
  }

  @Override
  public String value() {
    return name;
  }

  @Override
  public Optional<String> invocation() {
    return Optional.empty();
  }

  @Override
  public Optional<PolicyStatement> permission(StageWorkflow workflow) {
    return Optional.of(
        StagePermissions.allow(
            List.of(
                "glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"),
            List.of(
                Stack.of(workflow)
                    .formatArn(
                        ArnComponents.builder()
                            .service("glue")
                            .resource("job")
                            .resourceName(job == null ? name : job.name())
                            .build()))));
  }

  @Override
  public void grantStage(
      IBucket bucket, StagePermissions permissions, String stage, Collection<String> reads) {
    if (job != null) {
      job.grantStage(bucket, stage, reads);
    }
  }

  @Override
  public void allow(PolicyStatement statement) {
    if (job != null) {
      job.allow(statement);
    }
  }

  @Override
  public WatchedStage watched(String stage) {
    return job == null
        ? new WatchedStage(stage, true, name, List.of())
        : new WatchedStage(stage, true, job.name(), job.logGroupNames());
  }

  /** Failed runs are told by the workflow's rule of its jobs. */
  @Override
  public void alarmOnErrors(StageWorkflow workflow, int errors, String topicArn) {}

  @Override
  public StageTask task(
      WorkflowStep step, Optional<String> previousStage, RetryConfiguration retries) {
    StepOptions options = step.options();
    return new GlueTask(
        step.stageName(),
        options.comment(),
        previousStage,
        options.arguments(),
        options.retry().orElse(retries.glue()),
        job == null ? MAX_TIMEOUT : job.getTimeout(),
        job == null ? GlueTask.FLEX_START_MINUTES : job.startMinutes(),
        options.output());
  }
}
