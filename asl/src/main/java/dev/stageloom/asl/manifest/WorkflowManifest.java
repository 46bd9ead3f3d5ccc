package dev.stageloom.asl.manifest;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Stageloom knows of a compiled workflow: its stages, what they read and write, their limits,
 * and the names of what was generated for them.
 *
 * @param workflow the workflow's name
 * @param description what the workflow does; empty for no description
 * @param type {@code STANDARD} or {@code EXPRESS}
 * @param trigger what starts its executions
 * @param workflowClass the binary name of the workflow class
 * @param stackClass the binary name of the generated CDK stack
 * @param definition the path of the state machine's definition on the class path
 * @param worstCase what one run can take at most
 * @param stages the stages in the order in which they run
 */
public record WorkflowManifest(
    String workflow,
    String description,
    String type,
    WorkflowTrigger trigger,
    String workflowClass,
    String stackClass,
    String definition,
    WorstCase worstCase,
    List<Stage> stages) {

  /** The version of the manifest's format. */
  public static final int VERSION = 1;

  /** The directory of the class path that holds manifests and definitions. */
  public static final String DIRECTORY = "META-INF/stageloom/";

  /** Copies the list. */
  public WorkflowManifest {
    stages = List.copyOf(stages);
  }

  /**
   * What one run takes when every stage uses its whole timeout on every try.
   *
   * @param wallSeconds the time in seconds
   * @param snapshotSeconds the seconds that it takes besides if Lambda has deleted the snapshots of
   *     all its functions, as after two idle weeks
   * @param stateTransitions Step Functions' state transitions
   * @param usDollars the price in US dollars, of us-east-1
   */
  public record WorstCase(
      long wallSeconds, long snapshotSeconds, long stateTransitions, double usDollars) {}

  /**
   * A stage.
   *
   * @param name the stage's name
   * @param kind what it runs on
   * @param stageClass the binary name of the stage class
   * @param entryPoint the binary name of the generated handler or job; empty for a stage in Python
   * @param method the name of the stage method
   * @param description what the stage does; empty for no description
   * @param inputs the data parameters, in the order of the method
   * @param arguments the values of the execution's input that the stage takes
   * @param output what the stage writes; empty for a stage without an output
   * @param retry how the stage is run again after a failure of its own
   * @param lambda the function's settings, for a Lambda stage
   * @param glue the job's settings, for a Glue stage
   */
  public record Stage(
      String name,
      StageKind kind,
      String stageClass,
      String entryPoint,
      String method,
      String description,
      List<Input> inputs,
      List<Argument> arguments,
      Optional<Output> output,
      Retry retry,
      Optional<Lambda> lambda,
      Optional<Glue> glue) {

    /** Copies the lists. */
    public Stage {
      inputs = List.copyOf(inputs);
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A data parameter of a stage method.
   *
   * @param parameter the parameter's name
   * @param source {@code MESSAGE} for the message that started the execution, {@code STAGE} for a
   *     stage's output
   * @param stage the name of the stage whose output it is; empty for the message
   * @param shape {@code VALUE}, {@code LIST}, {@code STREAM}, {@code ITERATOR} or {@code DATASET}
   * @param type the type of the value or of the items, as Java source names it
   */
  public record Input(
      String parameter, String source, Optional<String> stage, String shape, String type) {}

  /**
   * A value of the execution's input.
   *
   * @param name the field of the input
   * @param type the parameter's type, as Java source names it
   * @param defaultValue the value to take when the input has none; empty for a required argument
   */
  public record Argument(String name, String type, Optional<String> defaultValue) {}

  /**
   * What a stage writes.
   *
   * @param shape {@code VALUE}, {@code LIST}, {@code STREAM}, {@code ITERATOR} or {@code DATASET}
   * @param type the type of the value or of the items, as Java source names it
   * @param format {@code JSON} or {@code PARQUET}
   * @param compression {@code NONE}, {@code GZIP} or {@code ZSTD}
   * @param singleObject whether it is one object, as a Lambda stage's always is
   */
  public record Output(
      String shape, String type, String format, String compression, boolean singleObject) {}

  /**
   * How a stage is run again after a failure of its own.
   *
   * @param maxAttempts the number of retries after the first try
   * @param intervalSeconds the seconds before the first retry
   * @param backoffRate what the delay is multiplied with after each retry
   * @param maxDelaySeconds the longest delay in seconds
   */
  public record Retry(
      int maxAttempts,
      int intervalSeconds,
      double backoffRate,
      Optional<Integer> maxDelaySeconds) {}

  /**
   * The settings of a Lambda function.
   *
   * @param memory the memory in MB
   * @param timeout the timeout in seconds
   * @param ephemeralStorage the size of {@code /tmp} in MB
   * @param runtime Lambda's name of the runtime, such as {@code java25}
   * @param architecture Lambda's name of the instruction set, such as {@code x86_64}
   * @param snapStart whether the function starts from a snapshot
   * @param failOnUnknownFields whether fields that the stage's types do not have are refused
   */
  public record Lambda(
      int memory,
      int timeout,
      int ephemeralStorage,
      String runtime,
      String architecture,
      boolean snapStart,
      boolean failOnUnknownFields) {}

  /**
   * The settings of a Glue job.
   *
   * @param workers the number of workers
   * @param timeout the timeout in minutes
   * @param workerType Glue's name of the worker type, such as {@code G.1X}
   * @param glueVersion the Glue version, such as {@code 5.1}
   * @param script the path of the generated script on the class path
   * @param pythonModule the path of the stage's own code on the class path, for a stage in Python
   * @param options what else the job is given
   */
  public record Glue(
      int workers,
      int timeout,
      String workerType,
      String glueVersion,
      String script,
      Optional<String> pythonModule,
      GlueOptions options) {}

  /**
   * What a Glue job is given beyond its size. The attributes of {@code @GlueStage} of the same
   * names say what each is.
   *
   * @param executionClass {@code STANDARD} or {@code FLEX}
   * @param autoScaling whether the number of workers changes during a run
   * @param maxConcurrentRuns how many runs there may be at the same time
   * @param jobBookmark Glue's value of {@code --job-bookmark-option}
   * @param jobArguments Glue's own arguments by name, in the order in which they are declared
   * @param connections the names of Glue's connections
   * @param securityConfiguration the name of Glue's security configuration
   * @param libraries what is on the job's paths
   * @param monitoring what the job tells of itself
   */
  public record GlueOptions(
      String executionClass,
      boolean autoScaling,
      int maxConcurrentRuns,
      String jobBookmark,
      Map<String, String> jobArguments,
      List<String> connections,
      Optional<String> securityConfiguration,
      GlueLibraries libraries,
      GlueMonitoring monitoring) {

    /** What a job has whose stage says nothing. */
    public static final GlueOptions DEFAULT =
        new GlueOptions(
            "STANDARD",
            false,
            10,
            "job-bookmark-disable",
            Map.of(),
            List.of(),
            Optional.empty(),
            new GlueLibraries(List.of(), List.of(), List.of(), List.of(), List.of()),
            new GlueMonitoring(false, Optional.empty(), true, true));

    /** Copies the collections. */
    public GlueOptions {
      jobArguments = Collections.unmodifiableMap(new LinkedHashMap<>(jobArguments));
      connections = List.copyOf(connections);
    }
  }

  /**
   * What is on a Glue job's paths besides the module's own code.
   *
   * @param extraJars S3 URIs of jars
   * @param extraFiles S3 URIs of other files
   * @param extraPyFiles S3 URIs of Python modules
   * @param additionalPythonModules what pip installs
   * @param dataLakeFormats Glue's names of the table formats
   */
  public record GlueLibraries(
      List<String> extraJars,
      List<String> extraFiles,
      List<String> extraPyFiles,
      List<String> additionalPythonModules,
      List<String> dataLakeFormats) {

    /** Copies the lists. */
    public GlueLibraries {
      extraJars = List.copyOf(extraJars);
      extraFiles = List.copyOf(extraFiles);
      extraPyFiles = List.copyOf(extraPyFiles);
      additionalPythonModules = List.copyOf(additionalPythonModules);
      dataLakeFormats = List.copyOf(dataLakeFormats);
    }
  }

  /**
   * What a Glue job tells of itself.
   *
   * @param sparkUi whether it writes Spark's event logs
   * @param sparkEventLogsPath their folder's S3 URI; empty for one in the workflow bucket
   * @param metrics whether it sends job metrics
   * @param observabilityMetrics whether it sends observability metrics
   */
  public record GlueMonitoring(
      boolean sparkUi,
      Optional<String> sparkEventLogsPath,
      boolean metrics,
      boolean observabilityMetrics) {}

  /**
   * Writes the manifest, indented, with a newline at the end.
   *
   * @return the JSON text
   */
  public String toJson() {
    return Json.write(ManifestJson.write(this)) + "\n";
  }

  /**
   * Reads a manifest.
   *
   * @param text the JSON text
   * @return the manifest
   * @throws ManifestException if it is not a manifest of this version
   */
  public static WorkflowManifest fromJson(String text) {
    return ManifestJson.read(text);
  }
}
