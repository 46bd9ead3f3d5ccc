package dev.stageloom.cdk;

import org.jspecify.annotations.Nullable;

/** A step that runs a Glue job and waits for its end. STANDARD workflows only. */
public final class GlueStep implements WorkflowStep {

  private final String stageName;
  private final @Nullable String jobName;
  private final @Nullable StageJob job;
  private final StepOptions options;

  private GlueStep(
      String stageName, @Nullable String jobName, @Nullable StageJob job, StepOptions options) {
    this.stageName = stageName;
    this.jobName = jobName;
    this.job = job;
    this.options = options;
  }

  /**
   * A step with a job by its name. If the job is a {@link StageJob} of the same stack, its role
   * gets access to the workflow bucket; the role of any other job must have it already.
   *
   * @param stageName the stage's name
   * @param jobName the job's name, such as {@link StageJob#getJobName()}
   */
  public GlueStep(String stageName, String jobName) {
    this(stageName, jobName, StepOptions.none());
  }

  /**
   * A step with a job by its name. If the job is a {@link StageJob} of the same stack, its role
   * gets access to the workflow bucket; the role of any other job must have it already.
   *
   * @param stageName the stage's name
   * @param jobName the job's name, such as {@link StageJob#getJobName()}
   * @param options what else the step has
   */
  public GlueStep(String stageName, String jobName, StepOptions options) {
    this(stageName, jobName, null, options);
  }

  /**
   * A step with a stage's job.
   *
   * @param stageName the stage's name
   * @param job the job
   * @return the step
   */
  public static GlueStep of(String stageName, StageJob job) {
    return of(stageName, job, StepOptions.none());
  }

  /**
   * A step with a stage's job.
   *
   * @param stageName the stage's name
   * @param job the job
   * @param options what else the step has
   * @return the step
   */
  public static GlueStep of(String stageName, StageJob job, StepOptions options) {
    return new GlueStep(stageName, null, job, options);
  }

  @Override
  public String stageName() {
    return stageName;
  }

  @Override
  public StepOptions options() {
    return options;
  }

  /**
   * The job's name, if the job is not given directly.
   *
   * @return the name or null
   */
  @Nullable String jobName() {
    return jobName;
  }

  /**
   * The job, if it is given directly.
   *
   * @return the job or null
   */
  @Nullable StageJob job() {
    return job;
  }
}
