package dev.stageloom.processor.generate;

import dev.stageloom.annotations.DataLakeFormat;
import dev.stageloom.asl.manifest.StageKind;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.processor.estimate.WorstCase;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.GlueOptions;
import dev.stageloom.processor.model.OutputForm;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.PythonScript;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generates a workflow's manifest: what local runs, the CDK app and reports read. */
public final class ManifestGenerator {

  private ManifestGenerator() {}

  /**
   * The manifest.
   *
   * @param workflow a workflow without errors
   * @param worstCase what a run of it takes at most
   * @return the resource
   */
  public static GeneratedFile.Resource generate(WorkflowModel workflow, WorstCase worstCase) {
    List<WorkflowManifest.Stage> stages = new ArrayList<>();
    for (int i = 0; i < workflow.steps().size(); i++) {
      stages.add(stage(workflow, workflow.steps().get(i).stage(), workflow.producerNameFor(i)));
    }
    WorkflowManifest manifest =
        new WorkflowManifest(
            workflow.name(),
            workflow.description(),
            workflow.type().name(),
            workflow.trigger(),
            workflow.workflowClass().binary(),
            workflow.stackClass().binary(),
            workflow.resource(".asl.json"),
            new WorkflowManifest.WorstCase(
                worstCase.wallSeconds(),
                worstCase.snapshotSeconds(),
                worstCase.stateTransitions(),
                worstCase.dollars().doubleValue()),
            stages);
    return new GeneratedFile.Resource(workflow.resource(".json"), manifest.toJson());
  }

  private static WorkflowManifest.Stage stage(
      WorkflowModel workflow, StageModel stage, Optional<String> producer) {
    List<WorkflowManifest.Input> inputs = new ArrayList<>();
    for (Parameter parameter : stage.parameters()) {
      Optional<WorkflowManifest.Input> input = input(parameter, producer);
      if (input.isPresent()) {
        inputs.add(input.get());
      }
    }
    List<WorkflowManifest.Argument> arguments = new ArrayList<>();
    for (Parameter.ArgumentValue a : stage.arguments()) {
      arguments.add(
          new WorkflowManifest.Argument(a.argument(), a.type().qualified(), a.defaultValue()));
    }
    return new WorkflowManifest.Stage(
        stage.name(),
        stage.isGlue() ? StageKind.GLUE : StageKind.LAMBDA,
        stage.stageClass().binary(),
        stage.isPython() ? "" : stage.entryPoint().binary(),
        stage.method(),
        stage.description(),
        inputs,
        arguments,
        stage.output().isPresent()
            ? Optional.of(output(stage.output().get(), stage.form()))
            : Optional.empty(),
        new WorkflowManifest.Retry(
            stage.retry().maxAttempts(),
            stage.retry().intervalSeconds(),
            stage.retry().backoffRate(),
            stage.retry().maxDelaySeconds()),
        stage.settings() instanceof StageSettings.Lambda lambda
            ? Optional.of(
                new WorkflowManifest.Lambda(
                    lambda.memory(),
                    lambda.timeout(),
                    lambda.ephemeralStorage(),
                    lambda.runtime().identifier(),
                    lambda.architecture().identifier(),
                    lambda.startsFromSnapshot(),
                    lambda.failOnUnknownFields()))
            : Optional.empty(),
        stage.settings() instanceof StageSettings.Glue glue
            ? Optional.of(
                new WorkflowManifest.Glue(
                    glue.workers(),
                    glue.timeout(),
                    glue.workerType().identifier(),
                    glue.glueVersion().identifier(),
                    GlueJobGenerator.scriptPath(workflow, stage),
                    glue.script().map(PythonScript::path),
                    options(glue.options())))
            : Optional.empty());
  }

  private static WorkflowManifest.GlueOptions options(GlueOptions options) {
    GlueOptions.Libraries libraries = options.libraries();
    GlueOptions.Monitoring monitoring = options.monitoring();
    Map<String, String> arguments = new LinkedHashMap<>();
    for (GlueOptions.Argument argument : options.jobArguments()) {
      arguments.put(argument.name(), argument.value());
    }
    return new WorkflowManifest.GlueOptions(
        options.executionClass().name(),
        options.autoScaling(),
        options.maxConcurrentRuns(),
        options.jobBookmark().identifier(),
        arguments,
        options.connections(),
        options.securityConfiguration(),
        new WorkflowManifest.GlueLibraries(
            libraries.extraJars(),
            libraries.extraFiles(),
            libraries.extraPyFiles(),
            libraries.additionalPythonModules(),
            libraries.dataLakeFormats().stream().map(DataLakeFormat::identifier).toList()),
        new WorkflowManifest.GlueMonitoring(
            monitoring.sparkUi(),
            monitoring.sparkEventLogsPath(),
            monitoring.metrics(),
            monitoring.observabilityMetrics()));
  }

  private static WorkflowManifest.Output output(DataType data, OutputForm form) {
    return new WorkflowManifest.Output(
        data.shape().name(),
        data.item().qualified(),
        form.format().name(),
        form.compression().name(),
        form.singleObject());
  }

  private static Optional<WorkflowManifest.Input> input(
      Parameter parameter, Optional<String> producer) {
    if (parameter instanceof Parameter.Input input) {
      return Optional.of(
          new WorkflowManifest.Input(
              input.name(),
              producer.isPresent() ? "STAGE" : "MESSAGE",
              producer,
              input.type().shape().name(),
              input.type().item().qualified()));
    }
    if (parameter instanceof Parameter.FromStage from) {
      return Optional.of(
          new WorkflowManifest.Input(
              from.name(),
              "STAGE",
              Optional.of(from.stageName()),
              from.type().shape().name(),
              from.type().item().qualified()));
    }
    return Optional.empty();
  }
}
