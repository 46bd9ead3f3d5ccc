package dev.stageloom.processor.model;

import dev.stageloom.annotations.DataLakeFormat;
import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.asl.workflow.GlueTask;
import java.util.List;
import java.util.Optional;

/**
 * What a Glue job is given beyond its size.
 *
 * @param executionClass whether it runs on workers of its own
 * @param autoScaling whether the number of workers changes during a run
 * @param maxConcurrentRuns how many runs there may be at the same time
 * @param jobBookmark what happens to the job's bookmark
 * @param jobArguments Glue's own arguments
 * @param connections the names of Glue's connections
 * @param securityConfiguration the name of Glue's security configuration
 * @param libraries what is on the job's paths besides the module's own code
 * @param monitoring what the job tells of itself
 */
public record GlueOptions(
    ExecutionClass executionClass,
    boolean autoScaling,
    int maxConcurrentRuns,
    JobBookmark jobBookmark,
    List<Argument> jobArguments,
    List<String> connections,
    Optional<String> securityConfiguration,
    Libraries libraries,
    Monitoring monitoring) {

  /** How many runs there may be at the same time where the stage does not say it. */
  public static final int MAX_CONCURRENT_RUNS = 10;

  /** Copies the lists. */
  public GlueOptions {
    jobArguments = List.copyOf(jobArguments);
    connections = List.copyOf(connections);
  }

  /**
   * One of Glue's own arguments.
   *
   * @param name the name as the user wrote it, which should begin with {@code --}
   * @param value the value
   */
  public record Argument(String name, String value) {}

  /**
   * What is on the job's paths besides the module's own code.
   *
   * @param extraJars S3 URIs of jars
   * @param extraFiles S3 URIs of other files
   * @param extraPyFiles S3 URIs of Python modules
   * @param additionalPythonModules what pip installs
   * @param dataLakeFormats the table formats
   */
  public record Libraries(
      List<String> extraJars,
      List<String> extraFiles,
      List<String> extraPyFiles,
      List<String> additionalPythonModules,
      List<DataLakeFormat> dataLakeFormats) {

    /** Copies the lists. */
    public Libraries {
      extraJars = List.copyOf(extraJars);
      extraFiles = List.copyOf(extraFiles);
      extraPyFiles = List.copyOf(extraPyFiles);
      additionalPythonModules = List.copyOf(additionalPythonModules);
      dataLakeFormats = List.copyOf(dataLakeFormats);
    }
  }

  /**
   * What the job tells of itself.
   *
   * @param sparkUi whether it writes Spark's event logs
   * @param sparkEventLogsPath their folder's S3 URI; empty for one in the workflow bucket
   * @param metrics whether it sends job metrics
   * @param observabilityMetrics whether it sends observability metrics
   */
  public record Monitoring(
      boolean sparkUi,
      Optional<String> sparkEventLogsPath,
      boolean metrics,
      boolean observabilityMetrics) {}

  /**
   * Whether the job runs on spare capacity.
   *
   * @return false for workers of its own
   */
  public boolean isFlex() {
    return executionClass == ExecutionClass.FLEX;
  }

  /**
   * The time that a run may take until the job's own timeout begins.
   *
   * @return the minutes
   */
  public int startMinutes() {
    return isFlex() ? GlueTask.FLEX_START_MINUTES : GlueTask.START_MINUTES;
  }
}
