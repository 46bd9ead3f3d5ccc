package dev.stageloom.processor.estimate;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.workflow.LambdaTask;
import dev.stageloom.processor.model.RetrySettings;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.WorkflowModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run takes when every stage uses its whole timeout on every try that {@code @Retry}
 * allows. Retries of the services' own errors, which are seldom, are not in it.
 *
 * @param stages the stages in order
 * @param wallSeconds the time in seconds, at most a year, which ends a STANDARD execution
 * @param snapshotSeconds the seconds that it takes besides if Lambda has deleted the snapshots of
 *     all its functions, as after two idle weeks
 * @param stateTransitions Step Functions' state transitions
 * @param dollars the price in US dollars, rounded to cents
 */
public record WorstCase(
    List<Stage> stages,
    long wallSeconds,
    long snapshotSeconds,
    long stateTransitions,
    BigDecimal dollars) {

  /** Step Functions ends a STANDARD execution after a year. Source: service quotas. */
  private static final long YEAR_SECONDS = 31_536_000;

  /** Copies the list. */
  public WorstCase {
    stages = List.copyOf(stages);
  }

  /**
   * A stage's part.
   *
   * @param stage the stage
   * @param tries how often it runs
   * @param wallSeconds the tries and the intervals between them
   * @param dollars the price in US dollars
   */
  public record Stage(StageModel stage, long tries, long wallSeconds, double dollars) {}

  /**
   * Adds a workflow up.
   *
   * @param workflow the workflow
   * @return its worst case
   */
  public static WorstCase of(WorkflowModel workflow) {
    List<Stage> stages = new ArrayList<>();
    long seconds = 0;
    long snapshotSeconds = 0;
    long transitions = 1; // The state that reads the start message.
    double dollars = 0;
    for (StageModel model : workflow.stages()) {
      Stage stage = stage(model);
      stages.add(stage);
      seconds += stage.wallSeconds();
      if (model.settings() instanceof StageSettings.Lambda lambda && lambda.startsFromSnapshot()) {
        snapshotSeconds += LambdaTask.SNAPSHOT_WAIT_SECONDS;
      }
      transitions += stage.tries();
      dollars += stage.dollars();
    }
    if (workflow.type() == WorkflowType.STANDARD) {
      dollars += transitions * AwsPrices.STATE_TRANSITION;
    }
    return new WorstCase(
        stages,
        Math.min(seconds, YEAR_SECONDS),
        snapshotSeconds,
        transitions,
        BigDecimal.valueOf(dollars).setScale(2, RoundingMode.HALF_UP));
  }

  private static Stage stage(StageModel model) {
    long tries = 1L + Math.max(0, model.retry().maxAttempts());
    double dollarsATry;
    long secondsATry;
    if (model.settings() instanceof StageSettings.Glue glue) {
      dollarsATry =
          glue.workers()
              * AwsPrices.workerHour(glue.workerType(), glue.options().executionClass())
              * glue.timeout()
              / 60.0;
      secondsATry = (glue.timeout() + (long) glue.options().startMinutes()) * 60;
    } else {
      StageSettings.Lambda lambda = (StageSettings.Lambda) model.settings();
      dollarsATry =
          AwsPrices.LAMBDA_REQUEST
              + lambda.memory()
                  / 1024.0
                  * lambda.timeout()
                  * AwsPrices.gbSecond(lambda.architecture());
      secondsATry = lambda.timeout() + LambdaTask.TIMEOUT_MARGIN_SECONDS;
    }
    double seconds = (double) tries * secondsATry + intervals(model.retry());
    return new Stage(
        model, tries, (long) Math.min(Math.ceil(seconds), YEAR_SECONDS), tries * dollarsATry);
  }

  /** The seconds between the tries, as Step Functions waits them. */
  private static double intervals(RetrySettings retry) {
    double longest =
        retry.maxDelaySeconds().isPresent() ? retry.maxDelaySeconds().get() : Double.MAX_VALUE;
    double interval = retry.intervalSeconds();
    double sum = 0;
    for (long i = 0; i < retry.maxAttempts() && sum < YEAR_SECONDS; i++) {
      if (interval >= longest || retry.backoffRate() == 1) {
        return sum + (retry.maxAttempts() - i) * Math.min(interval, longest);
      }
      sum += interval;
      interval *= retry.backoffRate();
    }
    return sum;
  }

  /**
   * The estimate in one line, for the compiler's output.
   *
   * @param workflow the workflow's name
   * @return the line
   */
  public String line(String workflow) {
    String count = stages.size() == 1 ? "1 stage" : stages.size() + " stages";
    return "Stageloom: workflow "
        + workflow
        + ", "
        + count
        + ": a run takes at most "
        + words(wallSeconds)
        + ", "
        + stateTransitions
        + " state transitions and $"
        + dollars
        + ".";
  }

  private static String words(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    if (seconds < 172_800) {
      return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }
    return seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
  }

  /**
   * The sum behind the price.
   *
   * @return for example {@code HeavyEtlStage 3 tries x $17.60 + EtlStage 3 tries x $0.01}
   */
  public String sum() {
    return stages.stream()
        .sorted((a, b) -> Double.compare(b.dollars(), a.dollars()))
        .limit(4)
        .map(
            s ->
                "%s %d x $%s"
                    .formatted(
                        s.stage().name(),
                        s.tries(),
                        BigDecimal.valueOf(s.dollars() / s.tries())
                            .setScale(2, RoundingMode.HALF_UP)))
        .reduce((a, b) -> a + " + " + b)
        .orElse("");
  }
}
