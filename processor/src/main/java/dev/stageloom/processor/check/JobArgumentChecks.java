package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.ARGUMENT_SECRET;
import static dev.stageloom.processor.diagnostic.Diagnostic.JOB_ARGUMENT;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.GlueOptions;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules for {@code jobArguments}, and for the size of all arguments of a Glue job. */
final class JobArgumentChecks {

  private static final String PREFIX = "--";

  /** The attributes of {@code @GlueStage} that set an argument. */
  private static final Map<String, String> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("additional-python-modules", "additionalPythonModules"),
          Map.entry("datalake-formats", "dataLakeFormats"),
          Map.entry("enable-auto-scaling", "autoScaling"),
          Map.entry("enable-metrics", "metrics"),
          Map.entry("enable-observability-metrics", "observabilityMetrics"),
          Map.entry("enable-spark-ui", "sparkUi"),
          Map.entry("extra-files", "extraFiles"),
          Map.entry("extra-jars", "extraJars"),
          Map.entry("extra-py-files", "extraPyFiles"),
          Map.entry("job-bookmark-option", "jobBookmark"),
          Map.entry("spark-event-logs-path", "sparkEventLogsPath"),
          Map.entry("spark-ui-event-logs-path", "sparkEventLogsPath"));

  private JobArgumentChecks() {}

  static void check(StageModel stage, GlueOptions options, Findings findings) {
    SourcePosition position = stage.position().valueOf(GlueStage.class, "jobArguments");
    Set<String> seen = new HashSet<>();
    for (GlueOptions.Argument argument : options.jobArguments()) {
      String name = argument.name();
      Optional<Refusal> refusal =
          seen.add(name)
              ? refusal(name, stage)
              : Optional.of(new Refusal("it is there twice", "Keep one of them"));
      if (refusal.isPresent()) {
        findings.add(
            JOB_ARGUMENT,
            position,
            name,
            stage.stageClass().simple(),
            refusal.get().reason(),
            refusal.get().fix());
      } else if (!AwsLimits.GLUE_RESERVED_ARGUMENTS.contains(name.substring(PREFIX.length()))
          && StageChecks.SECRET.matcher(name).find()) {
        findings.add(ARGUMENT_SECRET, position, name, stage.stageClass().simple());
      }
    }
  }

  /** Why an argument is refused, and what to do instead, both without a period. */
  private record Refusal(String reason, String fix) {}

  private static Optional<Refusal> refusal(String written, StageModel stage) {
    if (!written.matches("--[^\\s=]+")) {
      return Optional.of(
          new Refusal(
              "a name begins with -- and has neither spaces nor =", "Write it as in \"--conf\""));
    }
    String name = written.substring(PREFIX.length());
    String attribute = ATTRIBUTES.get(name);
    if (attribute != null) {
      return Optional.of(
          new Refusal("the attribute " + attribute + " sets it", "Use " + attribute));
    }
    if (AwsLimits.GLUE_INTERNAL_ARGUMENTS.contains(name)) {
      return Optional.of(new Refusal("Glue sets it itself", "Remove it"));
    }
    if (AwsLimits.GLUE_LOG_ARGUMENTS.contains(name)) {
      return Optional.of(
          new Refusal(
              "Stageloom gives the job log groups of its own, and Glue 5.0 and later ignore what"
                  + " was for continuous logging",
              "Remove it"));
    }
    if (name.equals("class")
        || name.equals("job-language")
        || StageChecks.CONTRACT_ARGUMENTS.contains(name.replace('_', '-'))) {
      return Optional.of(new Refusal("Stageloom sets it itself", "Remove it"));
    }
    for (Parameter.ArgumentValue argument : stage.arguments()) {
      if (argument.argument().equals(name)) {
        return Optional.of(
            new Refusal(
                "the state machine passes the @Argument of that name",
                "Give the @Argument a defaultValue"));
      }
    }
    return Optional.empty();
  }

  /** The bytes of the names and values that are known when the stage is compiled. */
  static int bytes(StageModel stage, GlueOptions options) {
    int bytes = 0;
    for (Parameter.ArgumentValue argument : stage.arguments()) {
      bytes += bytes(PREFIX + argument.argument(), argument.defaultValue().orElse(""));
    }
    for (GlueOptions.Argument argument : options.jobArguments()) {
      bytes += bytes(argument.name(), argument.value());
    }
    GlueOptions.Libraries libraries = options.libraries();
    return bytes
        + bytes("--extra-jars", libraries.extraJars())
        + bytes("--extra-files", libraries.extraFiles())
        + bytes("--extra-py-files", libraries.extraPyFiles())
        + bytes("--additional-python-modules", libraries.additionalPythonModules());
  }

  private static int bytes(String name, List<String> values) {
    return values.isEmpty() ? 0 : bytes(name, String.join(",", values));
  }

  private static int bytes(String name, String value) {
    return name.getBytes(StandardCharsets.UTF_8).length
        + value.getBytes(StandardCharsets.UTF_8).length;
  }
}
