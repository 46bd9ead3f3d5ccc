package dev.stageloom.local.sample;

import dev.stageloom.asl.AslWriter;
import dev.stageloom.asl.manifest.StageKind;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import dev.stageloom.asl.workflow.GlueTask;
import dev.stageloom.asl.workflow.LambdaTask;
import dev.stageloom.asl.workflow.LinearWorkflow;
import dev.stageloom.asl.workflow.OutputFile;
import dev.stageloom.asl.workflow.RetryPolicy;
import dev.stageloom.asl.workflow.StageTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The manifests and definitions of the sample workflows, as the processor writes them. */
public final class SampleWorkflows {

  private static final int RETRIES = 2;
  private static final int RETRY_SECONDS = 20;

  private SampleWorkflows() {}

  /** Lambda, Glue, Lambda. */
  public static WorkflowManifest orders() {
    return workflow(
        "orders",
        "STANDARD",
        List.of(
            lambda("ExtractStage", "STREAM"),
            glue("TotalStage", "5.1"),
            lambda("RankStage", "LIST")));
  }

  /** Lambda only. */
  public static WorkflowManifest quick() {
    return workflow(
        "quick",
        "EXPRESS",
        List.of(lambda("ExtractStage", "STREAM"), lambda("CountStage", "VALUE")));
  }

  /** Lambda, Glue in Python, Lambda. */
  public static WorkflowManifest ordersPython() {
    return workflow(
        "orders-python",
        "STANDARD",
        List.of(
            lambda("ExtractStage", "STREAM"),
            python("orders-python", "TotalStage", "python/total.py"),
            lambda("RankStage", "LIST")));
  }

  /** Lambda, Glue in Python with a single object, Lambda. */
  public static WorkflowManifest singlePython() {
    return workflow(
        "single-python",
        "STANDARD",
        List.of(
            lambda("ExtractStage", "STREAM"),
            python("single-python", "TotalStage", "python/total.py"),
            lambda("RankStage", "LIST")));
  }

  /** Lambda, Glue with Parquet, Glue. */
  public static WorkflowManifest columns() {
    return workflow(
        "columns",
        "STANDARD",
        List.of(
            lambda("ExtractStage", "STREAM"),
            parquet(glue("ColumnsStage", "5.1")),
            glue("BestStage", "5.1")));
  }

  /** Lambda, Glue with Parquet, the same in Python, Glue. */
  public static WorkflowManifest columnsPython() {
    return workflow(
        "columns-python",
        "STANDARD",
        List.of(
            lambda("ExtractStage", "STREAM"),
            parquet(glue("ColumnsStage", "5.1")),
            parquet(python("columns-python", "CopyStage", "python/copy_totals.py")),
            glue("BestStage", "5.1")));
  }

  /** Goes wrong as the message says; Lambda reads what is wrong. */
  public static WorkflowManifest faulty() {
    return workflow(
        "faulty",
        "STANDARD",
        List.of(lambda("FaultyStage", "STREAM"), lambda("CountStage", "VALUE")));
  }

  /** Goes wrong as the message says; Glue, of another Spark version, reads what is wrong. */
  public static WorkflowManifest faultySpark() {
    return workflow(
        "faulty-spark",
        "STANDARD",
        List.of(lambda("FaultyStage", "STREAM"), glue("TotalStage", "5.0")));
  }

  /** A stage that was compiled for another Scala. */
  public static WorkflowManifest ordersGlue6() {
    return workflow(
        "orders-glue-6",
        "STANDARD",
        List.of(lambda("ExtractStage", "STREAM"), glue("TotalStage", "6.0")));
  }

  /**
   * Writes all of them to where a class path looks for them.
   *
   * @param classes a folder of the class path
   */
  public static void write(Path classes) throws IOException {
    for (WorkflowManifest workflow :
        List.of(
            orders(),
            ordersPython(),
            singlePython(),
            columns(),
            columnsPython(),
            quick(),
            faulty(),
            faultySpark(),
            ordersGlue6())) {
      Path manifest =
          classes.resolve(WorkflowManifest.DIRECTORY).resolve(workflow.workflow() + ".json");
      Files.createDirectories(manifest.getParent());
      Files.writeString(manifest, workflow.toJson());
      Files.writeString(
          classes.resolve(workflow.definition()),
          AslWriter.write(linear(workflow).toStateMachine()));
    }
  }

  private static WorkflowManifest workflow(
      String name, String type, List<WorkflowManifest.Stage> stages) {
    return new WorkflowManifest(
        name,
        "The sample workflow " + name + ".",
        type,
        new WorkflowTrigger.Queue(),
        "p.Workflow",
        "p.Workflow_Stack",
        WorkflowManifest.DIRECTORY + name + ".asl.json",
        new WorkflowManifest.WorstCase(0, 0, 0, 0),
        stages);
  }

  private static WorkflowManifest.Stage lambda(String name, String shape) {
    return stage(
        name,
        StageKind.LAMBDA,
        name + "_Handler",
        shape,
        Optional.of(new WorkflowManifest.Lambda(1024, 300, 512, "java21", "x86_64", true, false)),
        Optional.empty());
  }

  private static WorkflowManifest.Stage glue(String name, String version) {
    return stage(
        name,
        StageKind.GLUE,
        name + "_GlueJob",
        "DATASET",
        Optional.empty(),
        Optional.of(
            new WorkflowManifest.Glue(
                2,
                120,
                "G.1X",
                version,
                "META-INF/stageloom/glue/x.scala",
                Optional.empty(),
                WorkflowManifest.GlueOptions.DEFAULT)));
  }

  private static WorkflowManifest.Stage python(String workflow, String name, String module) {
    return stage(
        name,
        StageKind.GLUE,
        "",
        "DATASET",
        Optional.empty(),
        Optional.of(
            new WorkflowManifest.Glue(
                2,
                120,
                "G.1X",
                "5.1",
                "META-INF/stageloom/glue/" + workflow + "." + name + ".py",
                Optional.of(module),
                WorkflowManifest.GlueOptions.DEFAULT)));
  }

  private static WorkflowManifest.Stage parquet(WorkflowManifest.Stage stage) {
    return new WorkflowManifest.Stage(
        stage.name(),
        stage.kind(),
        stage.stageClass(),
        stage.entryPoint(),
        stage.method(),
        stage.description(),
        stage.inputs(),
        stage.arguments(),
        Optional.of(
            new WorkflowManifest.Output("DATASET", "java.lang.Object", "PARQUET", "NONE", false)),
        stage.retry(),
        stage.lambda(),
        stage.glue());
  }

  private static WorkflowManifest.Stage stage(
      String name,
      StageKind kind,
      String entryPoint,
      String shape,
      Optional<WorkflowManifest.Lambda> lambda,
      Optional<WorkflowManifest.Glue> glue) {
    String pack = SampleWorkflows.class.getPackageName() + ".";
    return new WorkflowManifest.Stage(
        name,
        kind,
        pack + name,
        entryPoint.isEmpty() ? "" : pack + entryPoint,
        "run",
        "",
        List.of(),
        List.of(),
        Optional.of(
            new WorkflowManifest.Output(
                shape, "java.lang.Object", "JSON", "NONE", kind == StageKind.LAMBDA)),
        new WorkflowManifest.Retry(RETRIES, RETRY_SECONDS, 2, Optional.empty()),
        lambda,
        glue);
  }

  private static LinearWorkflow linear(WorkflowManifest workflow) {
    RetryPolicy retry = new RetryPolicy(RETRIES, RETRY_SECONDS, 2, Optional.empty());
    List<StageTask> tasks = new ArrayList<>();
    Optional<String> previous = Optional.empty();
    for (WorkflowManifest.Stage stage : workflow.stages()) {
      tasks.add(
          stage.kind() == StageKind.LAMBDA
              ? new LambdaTask(stage.name(), "", previous, List.of(), retry, 300, true)
              : new GlueTask(
                  stage.name(),
                  "",
                  previous,
                  List.of(),
                  retry,
                  120,
                  GlueTask.START_MINUTES,
                  OutputFile.valueOf(stage.output().orElseThrow().format())));
      previous = Optional.of(stage.name());
    }
    return new LinearWorkflow(workflow.workflow(), workflow.description(), tasks);
  }
}
