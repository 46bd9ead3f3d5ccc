package dev.stageloom.processor.read;

import dev.stageloom.annotations.DataLakeFormat;
import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.processor.model.GlueOptions;
import java.util.List;
import java.util.Optional;

/** Reads what a {@code @GlueStage} gives its job beyond its size. */
final class GlueOptionReader {

  private GlueOptionReader() {}

  static GlueOptions read(AnnotationReader annotation) {
    return new GlueOptions(
        annotation.constant("executionClass", ExecutionClass.class),
        annotation.flag("autoScaling"),
        annotation.integer("maxConcurrentRuns"),
        annotation.constant("jobBookmark", JobBookmark.class),
        jobArguments(annotation),
        annotation.strings("connections"),
        given(annotation, "securityConfiguration"),
        new GlueOptions.Libraries(
            annotation.strings("extraJars"),
            annotation.strings("extraFiles"),
            annotation.strings("extraPyFiles"),
            annotation.strings("additionalPythonModules"),
            annotation.constants("dataLakeFormats", DataLakeFormat.class).stream()
                .distinct()
                .toList()),
        new GlueOptions.Monitoring(
            annotation.flag("sparkUi") || !annotation.string("sparkEventLogsPath").isEmpty(),
            given(annotation, "sparkEventLogsPath"),
            annotation.flag("metrics"),
            annotation.flag("observabilityMetrics")));
  }

  private static List<GlueOptions.Argument> jobArguments(AnnotationReader annotation) {
    return annotation.annotations("jobArguments").stream()
        .map(
            argument -> new GlueOptions.Argument(argument.string("name"), argument.string("value")))
        .toList();
  }

  private static Optional<String> given(AnnotationReader annotation, String attribute) {
    String text = annotation.string(attribute);
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
