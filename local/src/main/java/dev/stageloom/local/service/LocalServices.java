package dev.stageloom.local.service;

import dev.stageloom.asl.manifest.StageKind;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.asl.workflow.Substitutions;
import dev.stageloom.local.interpreter.TaskFailure;
import dev.stageloom.local.interpreter.TaskInvoker;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the tasks of one workflow, as Lambda and Glue would. */
public final class LocalServices implements TaskInvoker, AutoCloseable {

  private static final String PARTITION = "aws";
  private static final String FUNCTION_ARN = "arn:aws:lambda:local:000000000000:function:";
  private static final String INVOKE = "arn:" + PARTITION + ":states:::lambda:invoke";
  private static final String START_JOB = "arn:" + PARTITION + ":states:::glue:startJobRun.sync";

  private final WorkflowManifest workflow;
  private final LocalStorage storage;
  private final LambdaService lambda;
  private final GlueService glue;

  /**
   * Prepares the services. Nothing of a stage is loaded before it is run.
   *
   * @param workflow the workflow
   * @param loader sees the workflow's classes
   * @param storage the local S3
   * @param work where Spark and others put temporary files; the caller deletes it
   * @param log the run's log
   * @param listener hears what the services do
   */
  public LocalServices(
      WorkflowManifest workflow,
      ClassLoader loader,
      LocalStorage storage,
      java.nio.file.Path work,
      RunLog log,
      ServiceListener listener) {
    this.workflow = workflow;
    this.storage = storage;
    Map<String, WorkflowManifest.Stage> functions = new LinkedHashMap<>();
    Map<String, WorkflowManifest.Stage> jobs = new LinkedHashMap<>();
    for (WorkflowManifest.Stage stage : workflow.stages()) {
      if (stage.kind() == StageKind.LAMBDA) {
        functions.put(functionArn(stage), stage);
      } else {
        jobs.put(jobName(stage), stage);
      }
    }
    this.lambda = new LambdaService(workflow.workflow(), functions, loader, storage, log, listener);
    LocalSpark spark = new LocalSpark(workflow.workflow(), storage, work, log);
    this.glue =
        new GlueService(
            jobs, loader, spark, new PythonJobs(loader, spark, work, log), log, listener);
  }

  /**
   * What takes the place of the deployment's values in the definition.
   *
   * @return the values by the names of {@link Substitutions}
   */
  public Map<String, String> substitutions() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(Substitutions.PARTITION, PARTITION);
    values.put(Substitutions.WORKFLOW_BUCKET, storage.bucket());
    for (WorkflowManifest.Stage stage : workflow.stages()) {
      if (stage.kind() == StageKind.LAMBDA) {
        values.put(Substitutions.functionArn(stage.name()), functionArn(stage));
      } else {
        values.put(Substitutions.jobName(stage.name()), jobName(stage));
      }
    }
    return values;
  }

  /** A job in Python has no class of its own. */
  private static String jobName(WorkflowManifest.Stage stage) {
    return stage.entryPoint().isEmpty() ? stage.name() : stage.entryPoint();
  }

  private static String functionArn(WorkflowManifest.Stage stage) {
    return FUNCTION_ARN + stage.entryPoint();
  }

  @Override
  public Object invoke(String stateName, String resource, Object arguments)
      throws TaskFailure, InterruptedException {
    return switch (resource) {
      case INVOKE -> lambda.invoke(stateName, TaskArguments.object(stateName, arguments));
      case START_JOB -> glue.startJobRun(stateName, TaskArguments.object(stateName, arguments));
      default ->
          throw TaskArguments.invalid(
              stateName,
              "the resource "
                  + resource
                  + " cannot be run locally; "
                  + INVOKE
                  + " and "
                  + START_JOB
                  + " can");
    };
  }

  /** Stops Spark and closes the S3 client, if they were started. */
  @Override
  public void close() {
    try {
      glue.close();
    } finally {
      lambda.close();
    }
  }
}
