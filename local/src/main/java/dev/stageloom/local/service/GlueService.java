package dev.stageloom.local.service;

import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.asl.ErrorNames;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.local.interpreter.TaskFailure;
import dev.stageloom.runtime.spark.GlueInvocation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Runs generated Glue jobs on the run's one Spark session. */
final class GlueService implements AutoCloseable {

  private final Map<String, WorkflowManifest.Stage> stages;
  private final ClassLoader loader;
  private final LocalSpark spark;
  private final PythonJobs python;
  private final RunLog log;
  private final ServiceListener listener;

  /**
   * Prepares the service.
   *
   * @param stages the stages by the names of their jobs
   */
  GlueService(
      Map<String, WorkflowManifest.Stage> stages,
      ClassLoader loader,
      LocalSpark spark,
      PythonJobs python,
      RunLog log,
      ServiceListener listener) {
    this.stages = Map.copyOf(stages);
    this.loader = loader;
    this.spark = spark;
    this.python = python;
    this.log = log;
    this.listener = listener;
  }

  /** The task {@code glue:startJobRun.sync}. */
  Map<String, Object> startJobRun(String state, Map<?, ?> arguments)
      throws TaskFailure, InterruptedException {
    String job = TaskArguments.string(state, arguments, "JobName");
    WorkflowManifest.Stage stage = stages.get(job);
    if (stage == null) {
      throw new TaskFailure(
          "Glue.EntityNotFoundException", "Entity Not Found: the job " + job, null);
    }
    String[] jobArguments = jobArguments(state, arguments.get("Arguments"));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("Id", "jr_" + UUID.randomUUID().toString().replace("-", ""));
    run.put("JobName", job);
    try {
      listener.completed(call(stage, jobArguments));
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // Glue, too, reports whatever ends a job.
      log.failure(stage.name(), e);
      run.put("JobRunState", "FAILED");
      run.put("ErrorMessage", e.toString());
      String error =
          e instanceof ServiceException ? ServiceException.ERROR : ErrorNames.TASK_FAILED;
      throw new TaskFailure(error, Json.writeCompact(run), e);
    }
    run.put("JobRunState", "SUCCEEDED");
    return run;
  }

  private StageSummary call(WorkflowManifest.Stage stage, String[] arguments) throws Exception {
    SparkVersionCheck.check(stage, listener);
    if (stage.glue().flatMap(WorkflowManifest.Glue::pythonModule).isPresent()) {
      return python.run(stage, arguments);
    }
    Method entryPoint = entryPoint(stage.entryPoint());
    SparkSession session = spark.session(startUp -> listener.ready(stage.name(), startUp));
    return GlueInvocation.run(
        session,
        stage.name(),
        arguments,
        (running, args) -> run(entryPoint, running, args),
        line -> log.line(stage.name(), line));
  }

  private static StageSummary run(Method entryPoint, SparkSession session, String[] arguments)
      throws Exception {
    try {
      return (StageSummary) entryPoint.invoke(null, session, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception exception ? exception : e;
    }
  }

  private Method entryPoint(String name) {
    try {
      return Class.forName(name, true, loader).getMethod("run", SparkSession.class, String[].class);
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      throw new ServiceException(
          "the generated Glue job "
              + name
              + " is not on the class path, or is of another version of Stageloom: compile the"
              + " workflow again",
          e);
    }
  }

  /** Job arguments as Glue passes them to a main method: the name, then the value. */
  private static String[] jobArguments(String state, @Nullable Object arguments)
      throws TaskFailure {
    List<String> flat = new ArrayList<>();
    for (Map.Entry<?, ?> entry : TaskArguments.object(state, arguments).entrySet()) {
      if (!(entry.getValue() instanceof String value)) {
        throw TaskArguments.invalid(
            state, "the job argument " + entry.getKey() + " is not a string");
      }
      flat.add((String) entry.getKey());
      flat.add(value);
    }
    return flat.toArray(String[]::new);
  }

  @Override
  public void close() {
    spark.close();
  }
}
