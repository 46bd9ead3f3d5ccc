package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.BOOKMARK_CONCURRENCY;
import static dev.stageloom.processor.diagnostic.Diagnostic.FLEX_WORKER_TYPE;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_CONCURRENT_RUNS;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.GlueOptions;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;

/** The rules for what a Glue job is given beyond its size. */
final class GlueOptionChecks {

  private GlueOptionChecks() {}

  static void check(StageModel stage, StageSettings.Glue glue, Findings findings) {
    GlueOptions options = glue.options();
    SourcePosition position = stage.position();
    if (options.isFlex() && !AwsLimits.FLEX_WORKERS.contains(glue.workerType())) {
      findings.add(
          FLEX_WORKER_TYPE,
          position.valueOf(GlueStage.class, "executionClass"),
          stage.stageClass().simple(),
          glue.workerType().identifier());
    }
    if (options.maxConcurrentRuns() < 1) {
      findings.add(
          GLUE_CONCURRENT_RUNS,
          position.valueOf(GlueStage.class, "maxConcurrentRuns"),
          options.maxConcurrentRuns());
    }
    if (options.jobBookmark() == JobBookmark.ENABLE && options.maxConcurrentRuns() > 1) {
      findings.add(
          BOOKMARK_CONCURRENCY,
          position.valueOf(GlueStage.class, "jobBookmark"),
          stage.stageClass().simple(),
          options.maxConcurrentRuns());
    }
  }
}
