package dev.stageloom.processor.generate;

import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.GlueOptions;

/** The calls on the builder of a Glue stage's construct that differ from its defaults. */
final class GlueOptionCode {

  private static final String ANNOTATIONS = "dev.stageloom.annotations";
  private static final ClassName EXECUTION_CLASS = new ClassName(ANNOTATIONS, "ExecutionClass");
  private static final ClassName JOB_BOOKMARK = new ClassName(ANNOTATIONS, "JobBookmark");

  private GlueOptionCode() {}

  // .executionClass(ExecutionClass.FLEX)
  // .maxConcurrentRuns(1)
  static void add(GlueOptions options, JavaSource code) {
    if (options.executionClass() != ExecutionClass.STANDARD) {
      code.add("        .executionClass(", EXECUTION_CLASS, ".")
          .line(options.executionClass().name(), ")");
    }
    if (options.autoScaling()) {
      code.line("        .autoScaling(true)");
    }
    if (options.maxConcurrentRuns() != GlueOptions.MAX_CONCURRENT_RUNS) {
      code.line("        .maxConcurrentRuns(" + options.maxConcurrentRuns() + ")");
    }
    if (options.jobBookmark() != JobBookmark.DISABLE) {
      code.add("        .jobBookmark(", JOB_BOOKMARK, ".").line(options.jobBookmark().name(), ")");
    }
  }
}
