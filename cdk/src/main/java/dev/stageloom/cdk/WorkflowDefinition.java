package dev.stageloom.cdk;

import dev.stageloom.asl.AslException;
import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.AslWriter;
import dev.stageloom.asl.StateMachine;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import dev.stageloom.asl.workflow.LinearWorkflow;
import dev.stageloom.asl.workflow.StageTask;
import dev.stageloom.asl.workflow.Substitutions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;

/**
 * A state machine's definition in the Amazon States Language, with names in it for what is known
 * only during deployment.
 *
 * @param text the definition
 * @param substitutions the values of the names in it
 */
record WorkflowDefinition(String text, Map<String, String> substitutions) {

  /**
   * AWS CloudFormation quotas, "Template body size": 1 MB for all of a stack; a longer definition
   * is an object in S3 beside it. In characters.
   */
  private static final int IN_TEMPLATE_MAX = 200_000;

  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

  /**
   * The definition of a workflow.
   *
   * @param config the workflow
   * @param targets what each step runs
   * @return the definition
   * @throws IllegalArgumentException if the definition on the class path is not one of these steps
   */
  static WorkflowDefinition of(
      WorkflowConfiguration config, Map<WorkflowStep, StepTarget> targets) {
    StateMachine stateMachine =
        config
            .definition()
            .map(text -> read(config, text))
            .orElseGet(() -> ofSteps(config, targets));
    String text = AslWriter.write(stateMachine);

    Map<String, String> values = new LinkedHashMap<>();
    targets.forEach(
        (step, target) -> values.put(target.substitution(step.stageName()), target.value()));
    TreeSet<String> used = new TreeSet<>();
    NAME.matcher(text).results().map((MatchResult match) -> match.group(1)).forEach(used::add);
    values.keySet().stream()
        .filter(name -> !used.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw notOfTheseSteps(config, "does not use ${" + name + "}, which a step gives");
            });

    values.put(Substitutions.WORKFLOW_BUCKET, config.workflowBucket().getBucketName());
    values.put(Substitutions.PARTITION, Aws.PARTITION);
    Map<String, String> substitutions = new TreeMap<>();
    for (String name : used) {
      String value = values.get(name);
      if (value == null) {
        throw notOfTheseSteps(config, "uses ${" + name + "}, which no step gives");
      }
      substitutions.put(name, value);
    }
    return new WorkflowDefinition(text, substitutions);
  }

  /**
   * The definition as the state machine takes it.
   *
   * @return the text, or a file to be uploaded if it is long
   */
  DefinitionBody body() {
    if (text.length() <= IN_TEMPLATE_MAX) {
      return DefinitionBody.fromString(text);
    }
    try {
      Path file = Files.createTempFile("stageloom", ".asl.json");
      file.toFile().deleteOnExit();
      Files.writeString(file, Json.writeCompact(Json.parse(text)));
      return DefinitionBody.fromFile(file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the definition to a file", e);
    }
  }

  private static StateMachine read(WorkflowConfiguration config, String text) {
    try {
      return AslReader.read(text);
    } catch (AslException | JsonException e) {
      throw new IllegalArgumentException(
          "workflow \""
              + config.workflowName()
              + "\": its definition on the class path is not valid:\n"
              + e.getMessage(),
          e);
    }
  }

  private static StateMachine ofSteps(
      WorkflowConfiguration config, Map<WorkflowStep, StepTarget> targets) {
    List<StageTask> stages = new ArrayList<>();
    targets.forEach(
        (step, target) ->
            stages.add(target.task(step, config.previousStage(step), config.retryConfig())));
    return new LinearWorkflow(config.workflowName(), config.description(), stages).toStateMachine();
  }

  private static IllegalArgumentException notOfTheseSteps(
      WorkflowConfiguration config, String difference) {
    return new IllegalArgumentException(
        "workflow \""
            + config.workflowName()
            + "\": its definition "
            + difference
            + ": the definition and the stack are of different builds, so build both with: mvn"
            + " package");
  }
}
