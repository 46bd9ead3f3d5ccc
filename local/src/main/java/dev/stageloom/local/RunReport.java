package dev.stageloom.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param workflow the workflow's name
 * @param executionId the execution's id
 * @param started when it started
 * @param total the time from the first to the last step of the run
 * @param waited what of that time was spent on waiting before retries
 * @param stages the stages, in the order of the workflow
 * @param failure why it failed; empty if it succeeded
 * @param logFile what the stages logged
 * @param reportFile this report as JSON
 */
public record RunReport(
    String workflow,
    String executionId,
    Instant started,
    Duration total,
    Duration waited,
    List<StageReport> stages,
    Optional<RunFailure> failure,
    Path logFile,
    Path reportFile) {

  /** Copies the list. */
  public RunReport {
    stages = List.copyOf(stages);
  }

  /**
   * Whether every stage succeeded.
   *
   * @return whether the execution succeeded
   */
  public boolean succeeded() {
    return failure.isEmpty();
  }

  /**
   * One stage.
   *
   * @param name the stage's name
   * @return what became of it
   * @throws IllegalArgumentException if the workflow has no such stage
   */
  public StageReport stage(String name) {
    return stages.stream()
        .filter(stage -> stage.stage().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "workflow "
                        + workflow
                        + " has no stage "
                        + name
                        + "; it has "
                        + String.join(", ", stages.stream().map(StageReport::stage).toList())));
  }

  /**
   * What a stage wrote.
   *
   * @param stage the stage's name
   * @return its output, to read
   * @throws IllegalArgumentException if the workflow has no such stage, or the stage wrote nothing
   */
  public StageOutput output(String stage) {
    StageReport report = stage(stage);
    return report
        .output()
        .map(StageOutput::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "stage "
                        + stage
                        + " wrote no output: it "
                        + switch (report.status()) {
                          case SUCCEEDED -> "has none";
                          case FAILED -> "failed";
                          case NOT_RUN -> "was not run";
                        }));
  }

  /**
   * The stages' own time.
   *
   * @return what all tries of all stages took
   */
  public Duration stageTime() {
    return stages.stream().map(StageReport::time).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * The time that the runner itself took: the start of the S3 server, the interpreter, the end.
   *
   * @return the total without the stages and the waiting
   */
  public Duration overhead() {
    return total.minus(waited).minus(stageTime());
  }
}
