package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.COMPRESSION_UNREADABLE;
import static dev.stageloom.processor.diagnostic.Diagnostic.OUTPUT_FORM_UNUSED;
import static dev.stageloom.processor.diagnostic.Diagnostic.PARQUET_UNREADABLE;
import static dev.stageloom.processor.diagnostic.Diagnostic.SCRIPT_COMPRESSION;
import static dev.stageloom.processor.diagnostic.Diagnostic.SINGLE_PARQUET;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.WorkflowModel;

/** The rules for how outputs are written, and for who can read them. */
final class OutputFormChecks {

  private static final String COMPRESSION = "compression";
  private static final String FORMAT = "format";
  private static final String SINGLE_OBJECT = "singleObject";

  private OutputFormChecks() {}

  /** Checks what a stage writes. */
  static void check(StageModel stage, Findings findings) {
    SourcePosition position =
        stage.position().valueOf(stage.isGlue() ? GlueStage.class : LambdaStage.class, COMPRESSION);
    if (stage.form().isCompressed() && stage.output().isEmpty()) {
      findings.add(OUTPUT_FORM_UNUSED, position, stage.stageClass().simple(), COMPRESSION);
    }
    if (stage.form().isParquet() && stage.output().isEmpty()) {
      findings.add(
          OUTPUT_FORM_UNUSED,
          stage.position().valueOf(GlueStage.class, FORMAT),
          stage.stageClass().simple(),
          FORMAT);
    }
    if (stage.isGlue() && stage.form().singleObject()) {
      SourcePosition single = stage.position().valueOf(GlueStage.class, SINGLE_OBJECT);
      if (stage.output().isEmpty()) {
        findings.add(OUTPUT_FORM_UNUSED, single, stage.stageClass().simple(), SINGLE_OBJECT);
      } else if (stage.form().isParquet()) {
        findings.add(SINGLE_PARQUET, single, stage.stageClass().simple());
      }
    }
    if (stage.isPython() && stage.form().isZstd()) {
      findings.add(SCRIPT_COMPRESSION, position, stage.stageClass().simple());
    }
  }

  /** Checks that each stage can read what it reads. */
  static void check(WorkflowModel workflow, Findings findings) {
    for (int i = 0; i < workflow.steps().size(); i++) {
      WorkflowModel.Step step = workflow.steps().get(i);
      for (StageModel producer : workflow.producersFor(i)) {
        if (producer.form().isParquet() && !step.stage().isGlue()) {
          String consumer = step.stage().stageClass().simple();
          String source = producer.stageClass().simple();
          findings.add(
              PARQUET_UNREADABLE,
              step.position(),
              workflow.name(),
              consumer,
              source,
              source,
              consumer);
        } else if (!producer.form().isParquet() && step.stage().isPython()) {
          checkScriptReads(workflow, step, producer, findings);
        }
      }
    }
  }

  /** Spark's own JSON reader tells gzip by a file's name, and has zstd of a native library only. */
  private static void checkScriptReads(
      WorkflowModel workflow, WorkflowModel.Step step, StageModel producer, Findings findings) {
    Compression compression = producer.form().compression();
    String reason;
    String fix;
    if (compression == Compression.ZSTD) {
      reason = "Spark's own JSON reader needs libraries for it that Glue does not promise";
      fix = producer.isGlue() ? "Use Compression.GZIP" : "Remove compression there";
    } else if (compression == Compression.GZIP && producer.form().singleObject()) {
      reason =
          "Spark's own JSON reader tells it by a file's extension, which a single object has not";
      fix = "Remove compression there";
    } else {
      return;
    }
    String consumer = step.stage().stageClass().simple();
    findings.add(
        COMPRESSION_UNREADABLE,
        step.position(),
        workflow.name(),
        consumer,
        compression.contentEncoding(),
        producer.stageClass().simple(),
        reason,
        fix,
        consumer);
  }
}
