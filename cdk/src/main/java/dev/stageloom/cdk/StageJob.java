package dev.stageloom.cdk;

import dev.stageloom.annotations.DataLakeFormat;
import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.annotations.WorkerType;
import dev.stageloom.asl.workflow.GlueTask;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * A Glue stage: the Spark job with its script and jar, its two log groups, and its own role.
 *
 * <p>The job never retries by itself ({@code MaxRetries} 0): the state machine does. Its logs are
 * in {@code /aws-glue/jobs/<jobName>/error} (Spark and the user's loggers) and {@code
 * /aws-glue/jobs/<jobName>/output} (standard output), as Glue 5.0 and later name them. With Glue
 * 4.0, Spark's log is in {@code /aws-glue/jobs/<jobName>/logs-v2}.
 *
 * <p>Its role gets access to the workflow bucket when the job becomes a step of a workflow, since
 * only then it is known which outputs it reads; outside of {@link WorkflowFactory}, {@link
 * #grantStage} does it.
 */
public final class StageJob extends Construct {

  private final JobResources resources;
  private final int timeoutMinutes;
  private final boolean flex;
  private final @Nullable IBucket workflowBucket;

  private StageJob(Builder builder, Optional<String> existing) {
    super(builder.scope, builder.id);
    this.timeoutMinutes = builder.timeout;
    this.flex = builder.executionClass == ExecutionClass.FLEX;
    this.workflowBucket = builder.workflowBucket;
    this.resources =
        existing.isPresent()
            ? JobResources.existing(this, builder, existing.get())
            : JobResources.create(this, builder);
  }

  /**
   * The job.
   *
   * @return the job's resource, to be changed
   * @throws IllegalStateException if the job exists already and is only used here
   */
  public CfnJob getJob() {
    return created(resources.job());
  }

  private <T> T created(@Nullable T resource) {
    if (resource == null) {
      throw new IllegalStateException(
          "the Glue job "
              + name()
              + " of the stage "
              + getNode().getId()
              + " exists already (WorkflowResources.job): it is not a resource of this stack");
    }
    return resource;
  }

  /**
   * The job's name.
   *
   * @return a reference to the job that becomes its name during deployment; whatever uses it is
   *     deployed after the job
   */
  public String getJobName() {
    CfnJob job = resources.job();
    return job == null ? name() : job.getRef();
  }

  /**
   * Whether this is the job of a name.
   *
   * @param name a name, or what {@link #getJobName()} returns
   * @return whether it is
   */
  boolean hasName(String name) {
    return name.equals(name()) || name.equals(getJobName());
  }

  /** The names of the log groups, without references to them. */
  List<String> logGroupNames() {
    JobLogs logs = resources.logs();
    return logs == null ? List.of() : logs.names();
  }

  /** The job's name without a reference to it, which would be one more between nested stacks. */
  String name() {
    return resources.name();
  }

  /**
   * The role that the job runs as.
   *
   * @return the role that was created or passed in
   * @throws IllegalStateException if the job exists already and its role was not passed in
   */
  public IRole getRole() {
    return created(resources.role()).role();
  }

  /**
   * The log group of Spark and of the user's loggers.
   *
   * @return the log group
   * @throws IllegalStateException if the job exists already
   */
  public LogGroup getErrorLogGroup() {
    return created(resources.logs()).errors();
  }

  /**
   * The log group of what the job prints. With Glue 4.0 it is {@code /aws-glue/jobs/output}, which
   * all jobs of the account share.
   *
   * @return the log group
   * @throws IllegalStateException if the job exists already
   */
  public ILogGroup getOutputLogGroup() {
    return created(resources.logs()).output();
  }

  /**
   * The job's timeout.
   *
   * @return the timeout in minutes
   */
  public int getTimeout() {
    return timeoutMinutes;
  }

  /** How long a run may take until the job's own timeout begins, in minutes. */
  int startMinutes() {
    return flex ? GlueTask.FLEX_START_MINUTES : GlueTask.START_MINUTES;
  }

  /**
   * Lets the job read the outputs of stages and write its own. {@link WorkflowFactory} calls this
   * for every step. An existing job whose role was not passed in must be allowed to by its owner.
   *
   * @param workflowBucket the bucket with the outputs
   * @param stage the name of the job's stage
   * @param reads the names of the stages whose outputs it reads
   * @throws IllegalArgumentException if the job was created for another bucket
   */
  public void grantStage(IBucket workflowBucket, String stage, Collection<String> reads) {
    if (this.workflowBucket != null
        && !this.workflowBucket.getBucketArn().equals(workflowBucket.getBucketArn())) {
      throw new IllegalArgumentException(
          "the Glue job "
              + getNode().getPath()
              + " was created for another workflow bucket than the workflow's: pass the same bucket"
              + " to both");
    }
    if (resources.role() != null) {
      resources.role().allow(new StagePermissions(workflowBucket).ofJob(stage, reads));
    }
  }

  /** Gives the job's role a permission. */
  void allow(PolicyStatement statement) {
    if (resources.role() != null) {
      resources.role().allow(List.of(statement));
    }
  }

  /** Builds a {@link StageJob}; a script is required. */
  public static final class Builder {

    final Construct scope;
    final String id;
    @Nullable Function<Construct, JobScript> script;
    @Nullable Function<Construct, Asset> pythonModules;
    String className = "GlueApp";
    String description = "";
    @Nullable String jobName;
    GlueVersion glueVersion = GlueVersion.V5_1;
    WorkerType workerType = WorkerType.G_1X;
    int workers = 2;
    int timeout = 120;
    int maxConcurrentRuns = 10;
    ExecutionClass executionClass = ExecutionClass.STANDARD;
    boolean autoScaling;
    JobBookmark jobBookmark = JobBookmark.DISABLE;
    List<String> extraJars = List.of();
    List<String> extraFiles = List.of();
    List<String> extraPyFiles = List.of();
    List<String> additionalPythonModules = List.of();
    List<DataLakeFormat> dataLakeFormats = List.of();
    List<String> connections = List.of();
    @Nullable String securityConfiguration;
    boolean sparkUi;
    @Nullable String sparkEventLogsPath;
    boolean metrics = true;
    boolean observabilityMetrics = true;
    final Map<String, String> defaultArguments = new LinkedHashMap<>();
    @Nullable Path glueJar;
    @Nullable IBucket workflowBucket;
    WorkflowResources resources = WorkflowResources.none();

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    /**
     * Starts a job.
     *
     * @param scope the stack, or a construct in it
     * @param id the construct's id: the stage's name
     * @return a builder
     */
    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    /**
     * A script on the class path, such as the Scala driver that is generated for a Glue stage. It
     * is uploaded as an asset.
     *
     * @param owner a class whose class loader finds the script
     * @param resource the script's name on the class path, ending with {@code .scala} or {@code
     *     .py}
     * @return this builder
     */
    public Builder scriptResource(Class<?> owner, String resource) {
      this.script = job -> JobScript.onClassPath(job, owner, resource);
      return this;
    }

    /**
     * A script on this machine. It is uploaded as an asset.
     *
     * @param file the file, ending with {@code .scala} or {@code .py}
     * @return this builder
     */
    public Builder scriptFile(Path file) {
      this.script = job -> JobScript.inFile(job, file);
      return this;
    }

    /**
     * A script in S3.
     *
     * @param uri the S3 URI, ending with {@code .scala} or {@code .py}
     * @return this builder
     */
    public Builder scriptLocation(String uri) {
      this.script = job -> JobScript.inS3(uri);
      return this;
    }

    /**
     * A Python file on the class path that the script imports, and with it Stageloom's own library
     * for jobs in Python. They are uploaded as one asset.
     *
     * @param owner a class whose class loader finds the file, and the module {@code runtime-spark}
     * @param resource the file's name on the class path, ending with {@code .py}
     * @return this builder
     */
    public Builder pythonModule(Class<?> owner, String resource) {
      this.pythonModules = job -> PythonModules.asset(job, owner, resource);
      return this;
    }

    /**
     * The Scala script's object with the {@code main} method; {@code GlueApp} by default.
     *
     * @param className the object's name
     * @return this builder
     */
    public Builder className(String className) {
      this.className = className;
      return this;
    }

    /**
     * What the stage does.
     *
     * @param description at most 2,048 characters; empty for none
     * @return this builder
     */
    public Builder description(String description) {
      this.description = description;
      return this;
    }

    /**
     * The job's name; without it {@code <stackName>-<id>}, cut and with a hash if that is too long.
     *
     * @param jobName letters, digits, {@code -} and {@code _}, at most 255
     * @return this builder
     */
    public Builder jobName(String jobName) {
      this.jobName = jobName;
      return this;
    }

    /**
     * The Glue version; 5.1 by default.
     *
     * @param glueVersion the version
     * @return this builder
     */
    public Builder glueVersion(GlueVersion glueVersion) {
      this.glueVersion = glueVersion;
      return this;
    }

    /**
     * The size of each worker; G.1X by default.
     *
     * @param workerType the worker type
     * @return this builder
     */
    public Builder workerType(WorkerType workerType) {
      this.workerType = workerType;
      return this;
    }

    /**
     * The number of workers; 2 by default.
     *
     * @param workers at least 2
     * @return this builder
     */
    public Builder workers(int workers) {
      this.workers = workers;
      return this;
    }

    /**
     * The timeout; 120 minutes by default.
     *
     * @param minutes 1 to 10,080
     * @return this builder
     */
    public Builder timeout(int minutes) {
      this.timeout = minutes;
      return this;
    }

    /**
     * How many executions may run the job at the same time; 10 by default. The state machine lets
     * further ones wait.
     *
     * @param runs at least 1
     * @return this builder
     */
    public Builder maxConcurrentRuns(int runs) {
      this.maxConcurrentRuns = runs;
      return this;
    }

    /**
     * Whether the job runs on workers of its own, or on spare capacity, for which a run waits up to
     * 20 minutes; STANDARD by default.
     *
     * @param executionClass the execution class
     * @return this builder
     */
    public Builder executionClass(ExecutionClass executionClass) {
      this.executionClass = executionClass;
      return this;
    }

    /**
     * Whether Glue takes idle workers away, so that {@link #workers} is the most that it gives; it
     * does not by default.
     *
     * @param autoScaling whether it does
     * @return this builder
     */
    public Builder autoScaling(boolean autoScaling) {
      this.autoScaling = autoScaling;
      return this;
    }

    /**
     * Whether Glue's own sources remember what earlier runs have read; they do not by default.
     *
     * @param jobBookmark what happens to the bookmark
     * @return this builder
     */
    public Builder jobBookmark(JobBookmark jobBookmark) {
      this.jobBookmark = jobBookmark;
      return this;
    }

    /**
     * Jars in S3 that are on the job's class path besides its own.
     *
     * @param uris their S3 URIs
     * @return this builder
     */
    public Builder extraJars(String... uris) {
      this.extraJars = List.of(uris);
      return this;
    }

    /**
     * Files in S3 that Glue puts into the working directory of the job's script.
     *
     * @param uris their S3 URIs
     * @return this builder
     */
    public Builder extraFiles(String... uris) {
      this.extraFiles = List.of(uris);
      return this;
    }

    /**
     * Python modules in S3 that the script can import.
     *
     * @param uris their S3 URIs
     * @return this builder
     */
    public Builder extraPyFiles(String... uris) {
      this.extraPyFiles = List.of(uris);
      return this;
    }

    /**
     * Python packages that pip installs when the job starts.
     *
     * @param modules requirements, or S3 URIs of wheels
     * @return this builder
     */
    public Builder additionalPythonModules(String... modules) {
      this.additionalPythonModules = List.of(modules);
      return this;
    }

    /**
     * The open table formats whose libraries the job needs.
     *
     * @param formats the formats
     * @return this builder
     */
    public Builder dataLakeFormats(DataLakeFormat... formats) {
      this.dataLakeFormats = List.of(formats);
      return this;
    }

    /**
     * Connections of AWS Glue that the job uses, besides those of {@link WorkflowResources}.
     *
     * @param names the connections' names
     * @return this builder
     */
    public Builder connections(String... names) {
      this.connections = List.of(names);
      return this;
    }

    /**
     * The security configuration of AWS Glue that the job has. The role may use its log groups; it
     * must be allowed to use the configuration's keys: {@code key.grantEncryptDecrypt(getRole())}.
     *
     * @param name the security configuration's name
     * @return this builder
     */
    public Builder securityConfiguration(String name) {
      this.securityConfiguration = name;
      return this;
    }

    /**
     * Whether the job writes the event logs from which Spark's UI is shown; it does not by default.
     * They go to {@code spark-event-logs/<id>/} in the {@link #workflowBucket}, or to the {@link
     * #sparkEventLogsPath}.
     *
     * @param sparkUi whether it does
     * @return this builder
     */
    public Builder sparkUi(boolean sparkUi) {
      this.sparkUi = sparkUi;
      return this;
    }

    /**
     * Where Spark's event logs go, with {@link #sparkUi}.
     *
     * @param uri the S3 URI of a folder
     * @return this builder
     */
    public Builder sparkEventLogsPath(String uri) {
      this.sparkEventLogsPath = uri;
      return this;
    }

    /**
     * Whether the job sends Glue's job metrics to CloudWatch; it does by default.
     *
     * @param metrics whether it does
     * @return this builder
     */
    public Builder metrics(boolean metrics) {
      this.metrics = metrics;
      return this;
    }

    /**
     * Whether the job sends Glue's observability metrics to CloudWatch; it does by default.
     *
     * @param metrics whether it does
     * @return this builder
     */
    public Builder observabilityMetrics(boolean metrics) {
      this.observabilityMetrics = metrics;
      return this;
    }

    /**
     * A default argument of the job, beside or in place of those that are set here.
     *
     * @param name the argument's name, with {@code --} at its start
     * @param value the value
     * @return this builder
     */
    public Builder defaultArgument(String name, String value) {
      this.defaultArguments.put(name, value);
      return this;
    }

    /**
     * The jar with the stage's classes; without it, a Scala job takes {@link
     * WorkflowResources#glueJar} of the resources, and a Python job has none.
     *
     * @param jar the jar
     * @return this builder
     */
    public Builder glueJar(Path jar) {
      this.glueJar = jar;
      return this;
    }

    /**
     * The workflow bucket that the job is made for. A workflow with another bucket then refuses the
     * job.
     *
     * @param workflowBucket the bucket
     * @return this builder
     */
    public Builder workflowBucket(IBucket workflowBucket) {
      this.workflowBucket = workflowBucket;
      return this;
    }

    /**
     * The resources to take the jar, the settings and what exists from; by default {@link
     * WorkflowResources#none()}.
     *
     * @param resources the resources
     * @return this builder
     */
    public Builder resources(WorkflowResources resources) {
      this.resources = resources;
      return this;
    }

    /**
     * Creates the job with its role and its log groups; nothing if {@link WorkflowResources#job}
     * names an existing one.
     *
     * @return the construct
     * @throws IllegalArgumentException if an attribute is outside of Glue's limits; the message
     *     names all of them
     * @throws IllegalStateException if the script or the jar is not there; the message says how to
     *     build it
     */
    public StageJob build() {
      Optional<String> existing = resources.job(id);
      if (existing.isEmpty()) {
        JobCheck.check(this);
      }
      return new StageJob(this, existing);
    }
  }
}
