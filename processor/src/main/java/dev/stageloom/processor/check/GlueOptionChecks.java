package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.BOOKMARK_CONCURRENCY;
import static dev.stageloom.processor.diagnostic.Diagnostic.FLEX_WORKER_TYPE;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_ARGUMENTS_SIZE;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_CONCURRENT_RUNS;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_OPTION_VALUE;
import static dev.stageloom.processor.diagnostic.Diagnostic.PYTHON_ONLY;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.GlueOptions;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for what a Glue job is given beyond its size. */
final class GlueOptionChecks {

  private static final Pattern S3_URI = Pattern.compile("s3://[^/,\\s]+/[^,\\s]+");
  private static final Pattern PYTHON_MODULE = Pattern.compile("[^,\\s][^,]*");

  /** Source: AWS Glue API reference, NameString ("single-line string", 1 to 255). */
  private static final Pattern RESOURCE_NAME = Pattern.compile("\\S.{0,254}");

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
    checkNames(stage, options, findings);
    checkLibraries(stage, options.libraries(), findings);
    options
        .monitoring()
        .sparkEventLogsPath()
        .ifPresent(path -> checkUris(stage, "sparkEventLogsPath", List.of(path), findings));
    JobArgumentChecks.check(stage, options, findings);
    int bytes = JobArgumentChecks.bytes(stage, options);
    if (bytes > AwsLimits.GLUE_ARGUMENTS) {
      findings.add(GLUE_ARGUMENTS_SIZE, position, stage.stageClass().simple(), bytes);
    }
  }

  private static void checkNames(StageModel stage, GlueOptions options, Findings findings) {
    Map<String, List<String>> names =
        Map.of(
            "connections",
            options.connections(),
            "securityConfiguration",
            options.securityConfiguration().stream().toList());
    names.forEach(
        (attribute, values) ->
            checkValues(
                stage,
                attribute,
                values,
                RESOURCE_NAME,
                "a name has 1 to 255 characters",
                "Write the name that it has in Glue",
                findings));
  }

  private static void checkLibraries(
      StageModel stage, GlueOptions.Libraries libraries, Findings findings) {
    checkUris(stage, "extraJars", libraries.extraJars(), findings);
    checkUris(stage, "extraFiles", libraries.extraFiles(), findings);
    checkUris(stage, "extraPyFiles", libraries.extraPyFiles(), findings);
    checkValues(
        stage,
        "additionalPythonModules",
        libraries.additionalPythonModules(),
        PYTHON_MODULE,
        "Glue separates modules by commas",
        "Write one requirement in each string, such as \"pyarrow==15.0.2\"",
        findings);
    if (!stage.isPython()) {
      refuse("extraPyFiles", libraries.extraPyFiles(), stage, findings);
      refuse("additionalPythonModules", libraries.additionalPythonModules(), stage, findings);
    }
  }

  private static void refuse(
      String attribute, List<String> values, StageModel stage, Findings findings) {
    if (!values.isEmpty()) {
      findings.add(
          PYTHON_ONLY,
          stage.position().valueOf(GlueStage.class, attribute),
          attribute,
          stage.stageClass().simple());
    }
  }

  private static void checkUris(
      StageModel stage, String attribute, List<String> uris, Findings findings) {
    checkValues(
        stage,
        attribute,
        uris,
        S3_URI,
        "it is no S3 URI, or has a comma or space in it",
        "Write a URI such as \"s3://my-bucket/path\"; what is in the project belongs into the jar"
            + " of its jobs",
        findings);
  }

  private static void checkValues(
      StageModel stage,
      String attribute,
      List<String> values,
      Pattern allowed,
      String reason,
      String fix,
      Findings findings) {
    for (String value : values) {
      if (!allowed.matcher(value).matches()) {
        findings.add(
            GLUE_OPTION_VALUE,
            stage.position().valueOf(GlueStage.class, attribute),
            value,
            attribute,
            stage.stageClass().simple(),
            reason,
            fix);
      }
    }
  }
}
