package dev.stageloom.asl.manifest;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import dev.stageloom.asl.json.JsonObject;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The manifest's JSON form. Every field is always written; what is missing is null. */
final class ManifestJson {

  private ManifestJson() {}

  static Map<String, @Nullable Object> write(WorkflowManifest manifest) {
    List<Object> stages = new ArrayList<>();
    for (WorkflowManifest.Stage stage : manifest.stages()) {
      stages.add(stage(stage));
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("manifestVersion", WorkflowManifest.VERSION);
    json.put("workflow", manifest.workflow());
    json.put("description", manifest.description());
    json.put("type", manifest.type());
    json.put("trigger", TriggerJson.write(manifest.trigger()));
    json.put("workflowClass", manifest.workflowClass());
    json.put("stackClass", manifest.stackClass());
    json.put("definition", manifest.definition());
    json.put("worstCase", worstCase(manifest.worstCase()));
    json.put("stages", stages);
    return json;
  }

  private static Map<String, @Nullable Object> worstCase(WorkflowManifest.WorstCase worstCase) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("wallSeconds", worstCase.wallSeconds());
    json.put("snapshotSeconds", worstCase.snapshotSeconds());
    json.put("stateTransitions", worstCase.stateTransitions());
    json.put("usDollars", worstCase.usDollars());
    return json;
  }

  private static Map<String, @Nullable Object> stage(WorkflowManifest.Stage stage) {
    List<Object> inputs = new ArrayList<>();
    for (WorkflowManifest.Input input : stage.inputs()) {
      inputs.add(input(input));
    }
    List<Object> arguments = new ArrayList<>();
    for (WorkflowManifest.Argument argument : stage.arguments()) {
      arguments.add(argument(argument));
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", stage.name());
    json.put("kind", stage.kind().name());
    json.put("stageClass", stage.stageClass());
    json.put("entryPoint", stage.entryPoint());
    json.put("method", stage.method());
    json.put("description", stage.description());
    json.put("inputs", inputs);
    json.put("arguments", arguments);
    json.put("output", stage.output().isPresent() ? output(stage.output().get()) : null);
    json.put("retry", retry(stage.retry()));
    json.put("lambda", stage.lambda().isPresent() ? lambda(stage.lambda().get()) : null);
    json.put("glue", stage.glue().isPresent() ? glue(stage.glue().get()) : null);
    return json;
  }

  private static Map<String, @Nullable Object> input(WorkflowManifest.Input input) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("parameter", input.parameter());
    json.put("source", input.source());
    json.put("stage", input.stage().orElse(null));
    json.put("shape", input.shape());
    json.put("type", input.type());
    return json;
  }

  private static Map<String, @Nullable Object> argument(WorkflowManifest.Argument argument) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", argument.name());
    json.put("type", argument.type());
    json.put("defaultValue", argument.defaultValue().orElse(null));
    return json;
  }

  private static Map<String, @Nullable Object> output(WorkflowManifest.Output output) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("shape", output.shape());
    json.put("type", output.type());
    json.put("format", output.format());
    json.put("compression", output.compression());
    json.put("singleObject", output.singleObject());
    return json;
  }

  private static Map<String, @Nullable Object> retry(WorkflowManifest.Retry retry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("maxAttempts", retry.maxAttempts());
    json.put("intervalSeconds", retry.intervalSeconds());
    json.put("backoffRate", retry.backoffRate());
    json.put("maxDelaySeconds", retry.maxDelaySeconds().orElse(null));
    return json;
  }

  private static Map<String, @Nullable Object> lambda(WorkflowManifest.Lambda lambda) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("memory", lambda.memory());
    json.put("timeout", lambda.timeout());
    json.put("ephemeralStorage", lambda.ephemeralStorage());
    json.put("runtime", lambda.runtime());
    json.put("architecture", lambda.architecture());
    json.put("snapStart", lambda.snapStart());
    json.put("failOnUnknownFields", lambda.failOnUnknownFields());
    return json;
  }

  private static Map<String, @Nullable Object> glue(WorkflowManifest.Glue glue) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("workers", glue.workers());
    json.put("timeout", glue.timeout());
    json.put("workerType", glue.workerType());
    json.put("glueVersion", glue.glueVersion());
    json.put("script", glue.script());
    json.put("pythonModule", glue.pythonModule().orElse(null));
    json.put("options", options(glue.options()));
    return json;
  }

  private static Map<String, @Nullable Object> options(WorkflowManifest.GlueOptions options) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("executionClass", options.executionClass());
    json.put("autoScaling", options.autoScaling());
    json.put("maxConcurrentRuns", options.maxConcurrentRuns());
    json.put("jobBookmark", options.jobBookmark());
    json.put("jobArguments", options.jobArguments());
    json.put("connections", options.connections());
    json.put("securityConfiguration", options.securityConfiguration().orElse(null));
    WorkflowManifest.GlueLibraries libraries = options.libraries();
    json.put("extraJars", libraries.extraJars());
    json.put("extraFiles", libraries.extraFiles());
    json.put("extraPyFiles", libraries.extraPyFiles());
    json.put("additionalPythonModules", libraries.additionalPythonModules());
    json.put("dataLakeFormats", libraries.dataLakeFormats());
    WorkflowManifest.GlueMonitoring monitoring = options.monitoring();
    json.put("sparkUi", monitoring.sparkUi());
    json.put("sparkEventLogsPath", monitoring.sparkEventLogsPath().orElse(null));
    json.put("metrics", monitoring.metrics());
    json.put("observabilityMetrics", monitoring.observabilityMetrics());
    return json;
  }

  static WorkflowManifest read(String text) {
    try {
      JsonObject json = JsonObject.of("the workflow manifest", Json.parse(text));
      int version = json.integer("manifestVersion");
      if (version != WorkflowManifest.VERSION) {
        throw new ManifestException(
            "the workflow manifest has the version "
                + version
                + ", and this Stageloom reads version "
                + WorkflowManifest.VERSION
                + ": compile the workflow and run it with the same version of Stageloom");
      }
      return new WorkflowManifest(
          json.string("workflow"),
          json.string("description"),
          json.string("type"),
          json.optionalObject("trigger")
              .map(TriggerJson::read)
              .orElseGet(WorkflowTrigger.Queue::new),
          json.string("workflowClass"),
          json.string("stackClass"),
          json.string("definition"),
          readWorstCase(json.object("worstCase")),
          json.objects("stages").stream().map(ManifestJson::readStage).toList());
    } catch (JsonException e) {
      throw new ManifestException(String.valueOf(e.getMessage()), e);
    }
  }

  private static WorkflowManifest.WorstCase readWorstCase(JsonObject json) {
    return new WorkflowManifest.WorstCase(
        (long) json.number("wallSeconds"),
        json.optionalInteger("snapshotSeconds").orElse(0),
        (long) json.number("stateTransitions"),
        json.number("usDollars"));
  }

  private static WorkflowManifest.Stage readStage(JsonObject json) {
    return new WorkflowManifest.Stage(
        json.string("name"),
        readKind(json),
        json.string("stageClass"),
        json.string("entryPoint"),
        json.string("method"),
        json.string("description"),
        json.objects("inputs").stream().map(ManifestJson::readInput).toList(),
        json.objects("arguments").stream().map(ManifestJson::readArgument).toList(),
        json.optionalObject("output").map(ManifestJson::readOutput),
        readRetry(json.object("retry")),
        json.optionalObject("lambda").map(ManifestJson::readLambda),
        json.optionalObject("glue").map(ManifestJson::readGlue));
  }

  private static StageKind readKind(JsonObject json) {
    String name = json.string("kind");
    for (StageKind kind : List.of(StageKind.values())) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw json.problem("kind", "must be LAMBDA or GLUE, but is \"" + name + "\"");
  }

  private static WorkflowManifest.Input readInput(JsonObject json) {
    return new WorkflowManifest.Input(
        json.string("parameter"),
        json.string("source"),
        json.optionalString("stage"),
        json.string("shape"),
        json.string("type"));
  }

  private static WorkflowManifest.Argument readArgument(JsonObject json) {
    return new WorkflowManifest.Argument(
        json.string("name"), json.string("type"), json.optionalString("defaultValue"));
  }

  private static WorkflowManifest.Output readOutput(JsonObject json) {
    return new WorkflowManifest.Output(
        json.string("shape"),
        json.string("type"),
        json.optionalString("format").orElse("JSON"),
        json.optionalString("compression").orElse("NONE"),
        json.optionalBoolean("singleObject").orElse(false));
  }

  private static WorkflowManifest.Retry readRetry(JsonObject json) {
    Optional<Integer> maxDelaySeconds = json.optionalInteger("maxDelaySeconds");
    return new WorkflowManifest.Retry(
        json.integer("maxAttempts"),
        json.integer("intervalSeconds"),
        json.number("backoffRate"),
        maxDelaySeconds);
  }

  private static WorkflowManifest.Lambda readLambda(JsonObject json) {
    return new WorkflowManifest.Lambda(
        json.integer("memory"),
        json.integer("timeout"),
        json.integer("ephemeralStorage"),
        json.string("runtime"),
        json.string("architecture"),
        json.optionalBoolean("snapStart").orElse(false),
        json.optionalBoolean("failOnUnknownFields").orElse(false));
  }

  private static WorkflowManifest.Glue readGlue(JsonObject json) {
    return new WorkflowManifest.Glue(
        json.integer("workers"),
        json.integer("timeout"),
        json.string("workerType"),
        json.string("glueVersion"),
        json.string("script"),
        json.optionalString("pythonModule"),
        json.optionalObject("options")
            .map(ManifestJson::readOptions)
            .orElse(WorkflowManifest.GlueOptions.DEFAULT));
  }

  private static WorkflowManifest.GlueOptions readOptions(JsonObject json) {
    JsonObject arguments = json.object("jobArguments");
    Map<String, String> jobArguments = new LinkedHashMap<>();
    for (String name : arguments.names()) {
      jobArguments.put(name, arguments.string(name));
    }
    return new WorkflowManifest.GlueOptions(
        json.string("executionClass"),
        json.flag("autoScaling"),
        json.integer("maxConcurrentRuns"),
        json.string("jobBookmark"),
        jobArguments,
        json.strings("connections"),
        json.optionalString("securityConfiguration"),
        new WorkflowManifest.GlueLibraries(
            json.strings("extraJars"),
            json.strings("extraFiles"),
            json.strings("extraPyFiles"),
            json.strings("additionalPythonModules"),
            json.strings("dataLakeFormats")),
        new WorkflowManifest.GlueMonitoring(
            json.flag("sparkUi"),
            json.optionalString("sparkEventLogsPath"),
            json.flag("metrics"),
            json.flag("observabilityMetrics")));
  }
}
