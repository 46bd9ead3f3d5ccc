package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.asl.workflow.OutputFile;
import dev.stageloom.asl.workflow.Substitutions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.s3.IBucket;

/** Checks a {@link WorkflowConfiguration} while it is built, and reports all problems at once. */
final class ConfigurationCheck {

  private static final Pattern WORKFLOW_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  private final WorkflowConfiguration.Builder builder;
  private final Problems problems;

  /**
   * Prepares the check.
   *
   * @param builder what is to be built
   */
  ConfigurationCheck(WorkflowConfiguration.Builder builder) {
    this.builder = builder;
    this.problems =
        new Problems(
            "workflow"
                + (builder.workflowName.isEmpty() ? "" : " \"" + builder.workflowName + "\""));
  }

  /**
   * Checks everything.
   *
   * @return the configuration
   * @throws IllegalArgumentException if there is a problem
   */
  WorkflowConfiguration configuration() {
    checkName();
    checkSteps();
    checkTrigger();
    Optional<String> definition = readDefinition();
    IBucket bucket = builder.workflowBucket;
    if (bucket == null) {
      problems.add(
          "there is no workflowBucket: pass one, such as"
              + " WorkflowFactory.createWorkflowBucket(this)");
    }
    problems.throwIfAny();
    if (bucket == null) {
      throw new AssertionError("a missing bucket is a problem");
    }
    return new WorkflowConfiguration(builder, bucket, definition);
  }

  private void checkName() {
    String name = builder.workflowName;
    if (name.isEmpty()) {
      problems.add("there is no workflowName");
    } else if (!WORKFLOW_NAME.matcher(name).matches()) {
      problems.add(
          "workflowName must be a letter and then letters, digits and '-': \"" + name + "\"");
    }
  }

  private void checkTrigger() {
    Trigger trigger = builder.chosenTrigger();
    trigger.problems().forEach(problems::add);
    if (builder.sourceQueue != null && !(trigger instanceof Trigger.Queue)) {
      problems.add("there is a sourceQueue, and the trigger is not a queue: leave out one of them");
    }
    if (trigger instanceof Trigger.ObjectCreated created
        && builder.workflowBucket != null
        && created.bucketName().equals(builder.workflowBucket.getBucketName())
        && OutputLocation.EXECUTIONS_PREFIX.startsWith(
            created
                .prefix()
                .substring(
                    0,
                    Math.min(
                        created.prefix().length(), OutputLocation.EXECUTIONS_PREFIX.length())))) {
      problems.add(
          "the trigger takes new objects of the workflow bucket with the prefix \""
              + created.prefix()
              + "\", which the stages write themselves: take another prefix or another bucket");
    }
  }

  private void checkSteps() {
    if (builder.steps.isEmpty()) {
      problems.add("there are no steps: add at least one");
    }
    List<String> earlier = new ArrayList<>();
    List<String> earlierOutputs = new ArrayList<>();
    List<String> parquet = new ArrayList<>();
    Map<String, String> substitutions = new HashMap<>();
    for (WorkflowStep step : builder.steps) {
      String stage = step.stageName();
      checkStage(stage, earlier, substitutions);
      checkTarget(step);
      checkReads(step, earlier, earlierOutputs);
      checkParquet(step, earlierOutputs, parquet);
      earlier.add(stage);
      if (step.options().hasOutput()) {
        earlierOutputs.add(stage);
      }
      if (step.options().output() == OutputFile.PARQUET) {
        parquet.add(stage);
      }
    }
  }

  private void checkStage(String stage, List<String> earlier, Map<String, String> substitutions) {
    try {
      OutputLocation.requireStage(stage);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return;
    }
    if (earlier.contains(stage)) {
      problems.add("two steps have the stage name \"" + stage + "\": give one another name");
      return;
    }
    String other = substitutions.put(Substitutions.functionArn(stage), stage);
    if (other != null) {
      problems.add(
          "the stage names \""
              + other
              + "\" and \""
              + stage
              + "\" differ in '-' and '_' only: give one another name");
    }
  }

  private void checkTarget(WorkflowStep step) {
    if (step instanceof LambdaStep lambda) {
      String key = lambda.functionKey();
      if (key != null && !builder.lambdaFunctions.containsKey(key)) {
        problems.add(
            "the step "
                + step.stageName()
                + " has the function key \""
                + key
                + "\", and lambdaFunctions has "
                + (builder.lambdaFunctions.isEmpty()
                    ? "no function"
                    : "only " + new TreeSet<>(builder.lambdaFunctions.keySet())));
      }
    } else if (builder.workflowType == WorkflowType.EXPRESS) {
      problems.add(
          "the step "
              + step.stageName()
              + " is a Glue job, and an EXPRESS workflow cannot wait for one: make it a Lambda"
              + " step, or set workflowType(WorkflowType.STANDARD)");
    }
  }

  private void checkReads(WorkflowStep step, List<String> earlier, List<String> earlierOutputs) {
    for (String read : step.options().alsoReads()) {
      if (!earlier.contains(read)) {
        problems.add(
            "the step "
                + step.stageName()
                + " reads the output of \""
                + read
                + "\", which is not a step before it");
      } else if (!earlierOutputs.contains(read)) {
        problems.add(
            "the step "
                + step.stageName()
                + " reads the output of "
                + read
                + ", which is a step without an output");
      }
    }
  }

  private void checkParquet(WorkflowStep step, List<String> earlierOutputs, List<String> parquet) {
    if (!(step instanceof LambdaStep)) {
      return;
    }
    if (step.options().output() == OutputFile.PARQUET) {
      problems.add(
          "the step " + step.stageName() + " is a Lambda function, which writes no Parquet");
    }
    List<String> reads = new ArrayList<>(step.options().alsoReads());
    if (!earlierOutputs.isEmpty()) {
      reads.add(earlierOutputs.get(earlierOutputs.size() - 1));
    }
    reads.stream()
        .filter(parquet::contains)
        .distinct()
        .forEach(
            read ->
                problems.add(
                    "the step "
                        + step.stageName()
                        + " is a Lambda function, which cannot read the Parquet output of "
                        + read));
  }

  private Optional<String> readDefinition() {
    Class<?> owner = builder.definitionOwner;
    String resource = builder.definitionResource;
    if (owner == null || resource == null) {
      return Optional.empty();
    }
    try (InputStream in = owner.getResourceAsStream("/" + resource)) {
      if (in == null) {
        problems.add(
            "the definition "
                + resource
                + " is not on the class path of "
                + owner.getName()
                + ": it is generated together with the stack, so build both with: mvn package");
        return Optional.empty();
      }
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      problems.add("cannot read the definition " + resource + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
