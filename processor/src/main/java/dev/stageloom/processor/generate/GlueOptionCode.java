package dev.stageloom.processor.generate;

import dev.stageloom.annotations.DataLakeFormat;
import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.GlueOptions;
import java.util.List;

/** The calls on the builder of a Glue stage's construct that differ from its defaults. */
final class GlueOptionCode {

  private static final String ANNOTATIONS = "dev.stageloom.annotations";
  private static final ClassName DATA_LAKE_FORMAT = new ClassName(ANNOTATIONS, "DataLakeFormat");
  private static final ClassName EXECUTION_CLASS = new ClassName(ANNOTATIONS, "ExecutionClass");
  private static final ClassName JOB_BOOKMARK = new ClassName(ANNOTATIONS, "JobBookmark");

  private GlueOptionCode() {}

  /** Whether the calls name the workflow's bucket: Spark's event logs are in it. */
  static boolean usesWorkflowBucket(GlueOptions options) {
    GlueOptions.Monitoring monitoring = options.monitoring();
    return monitoring.sparkUi() && monitoring.sparkEventLogsPath().isEmpty();
  }

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
    addTexts("connections", options.connections(), code);
    options
        .securityConfiguration()
        .ifPresent(name -> addTexts("securityConfiguration", List.of(name), code));
    addLibraries(options.libraries(), code);
    addMonitoring(options.monitoring(), code);
    for (GlueOptions.Argument argument : options.jobArguments()) {
      addTexts("defaultArgument", List.of(argument.name(), argument.value()), code);
    }
  }

  // .extraJars("s3://my-libraries/geo.jar")
  // .dataLakeFormats(DataLakeFormat.ICEBERG)
  private static void addLibraries(GlueOptions.Libraries libraries, JavaSource code) {
    addTexts("extraJars", libraries.extraJars(), code);
    addTexts("extraFiles", libraries.extraFiles(), code);
    addTexts("extraPyFiles", libraries.extraPyFiles(), code);
    addTexts("additionalPythonModules", libraries.additionalPythonModules(), code);
    if (!libraries.dataLakeFormats().isEmpty()) {
      code.add("        .dataLakeFormats(");
      String separator = "";
      for (DataLakeFormat format : libraries.dataLakeFormats()) {
        code.add(separator, DATA_LAKE_FORMAT, ".", format.name());
        separator = ", ";
      }
      code.line(")");
    }
  }

  // .workflowBucket(workflowBucket)
  // .sparkUi(true)
  // .metrics(false)
  private static void addMonitoring(GlueOptions.Monitoring monitoring, JavaSource code) {
    if (monitoring.sparkUi()) {
      if (monitoring.sparkEventLogsPath().isPresent()) {
        addTexts("sparkEventLogsPath", List.of(monitoring.sparkEventLogsPath().get()), code);
      } else {
        code.line("        .workflowBucket(workflowBucket)");
      }
      code.line("        .sparkUi(true)");
    }
    if (!monitoring.metrics()) {
      code.line("        .metrics(false)");
    }
    if (!monitoring.observabilityMetrics()) {
      code.line("        .observabilityMetrics(false)");
    }
  }

  private static void addTexts(String method, List<String> texts, JavaSource code) {
    if (texts.isEmpty()) {
      return;
    }
    code.add("        .", method, "(");
    String separator = "";
    for (String text : texts) {
      code.add(separator, JavaSource.literal(text));
      separator = ", ";
    }
    code.line(")");
  }
}
