package dev.stageloom.cdk;

import java.util.stream.Stream;

/** Checks what a {@link StageJob} is to be against Glue's limits. */
final class JobCheck {

  /** AWS Glue API reference, {@code CreateJob}, {@code Description}. */
  private static final int DESCRIPTION_MAX = 2048;

  private final StageJob.Builder builder;
  private final Problems problems;

  private JobCheck(StageJob.Builder builder) {
    this.builder = builder;
    this.problems = new Problems("Glue stage " + builder.id);
  }

  /**
   * Checks a job.
   *
   * @param builder what the job is to be
   * @throws IllegalArgumentException if something is wrong; the message names all of it
   */
  static void check(StageJob.Builder builder) {
    JobCheck check = new JobCheck(builder);
    check.code();
    check.sizes();
    check.places();
    check.arguments();
    check.problems.throwIfAny();
  }

  private void code() {
    if (builder.script == null) {
      problems.add("there is no script: set scriptResource, scriptFile or scriptLocation");
    }
  }

  private void sizes() {
    int description = builder.description.length();
    if (description > DESCRIPTION_MAX) {
      problems.add("description has " + description + " characters: at most 2048 are allowed");
    }
    problems.requireMin("workers", builder.workers, 2);
    problems.requireRange("timeout (minutes)", builder.timeout, 1, 10_080);
    problems.requireMin("maxConcurrentRuns", builder.maxConcurrentRuns, 1);
  }

  private void places() {
    if (builder.sparkUi && builder.workflowBucket == null && builder.sparkEventLogsPath == null) {
      problems.add("sparkUi has no place: set workflowBucket or sparkEventLogsPath");
    }
    Stream.of(
            builder.extraJars.stream(),
            builder.extraFiles.stream(),
            builder.extraPyFiles.stream(),
            Stream.ofNullable(builder.sparkEventLogsPath))
        .flatMap(uris -> uris)
        .filter(uri -> !S3Uri.isOne(uri))
        .forEach(uri -> problems.add("\"" + uri + "\" is not an S3 URI such as s3://bucket/key"));
  }

  private void arguments() {
    builder.defaultArguments.keySet().stream()
        .filter(name -> !name.startsWith("--"))
        .forEach(name -> problems.add("the argument \"" + name + "\" must start with --"));
  }
}
