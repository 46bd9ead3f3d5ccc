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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.glue.CfnJob.ConnectionsListProperty;
import software.amazon.awscdk.services.glue.CfnJob.ExecutionPropertyProperty;
import software.amazon.awscdk.services.glue.CfnJob.JobCommandProperty;
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

  /** AWS Glue API reference, {@code CreateJob}, {@code Description}. */
  private static final int DESCRIPTION_MAX = 2048;

  /** Null for an existing job without a role that was given; the others for any existing job. */
  private final @Nullable StageRole role;

  private final @Nullable JobLogs logs;
  private final @Nullable CfnJob job;
  private final String name;
  private final int timeoutMinutes;
  private final boolean flex;
  private final @Nullable IBucket workflowBucket;

  /** An existing job. */
  private StageJob(Builder builder, String existing) {
    super(builder.scope, builder.id);
    this.name = existing;
    this.timeoutMinutes = builder.timeout;
    this.workflowBucket = builder.workflowBucket;
    this.role =
        builder
            .resources
            .role(this, builder.id)
            .map(given -> new StageRole(given, null))
            .orElse(null);
    this.flex = builder.executionClass == ExecutionClass.FLEX;
    this.logs = null;
    this.job = null;
  }

  private StageJob(Builder builder, Function<Construct, JobScript> scriptFinder) {
    super(builder.scope, builder.id);
    WorkflowSettings settings = builder.resources.settings();
    StagePlace place = StageStacks.place(this, builder.id, builder.scope);
    Construct resources = place.construct();
    this.name =
        builder.jobName == null
            ? PhysicalNames.job(place.names(), builder.id)
            : PhysicalNames.requireJob(builder.jobName);
    this.timeoutMinutes = builder.timeout;
    this.flex = builder.executionClass == ExecutionClass.FLEX;
    this.workflowBucket = builder.workflowBucket;
    JobScript script = scriptFinder.apply(resources);
    this.logs =
        new JobLogs(
            resources,
            builder.glueVersion,
            name,
            settings.logRetentionDays(),
            builder.resources.encryptionKey(builder.scope));
    JobArguments arguments = new JobArguments(builder, this, resources, script, logs.arguments());
    this.role =
        StageRole.of(resources, builder.resources.role(this, builder.id), "glue.amazonaws.com");
    role.allow(permissions(arguments.downloads(), logs.arns()));
    if (builder.sparkUi) {
      EventLogs eventLogs =
          builder.sparkEventLogsPath == null
              ? EventLogs.of(Objects.requireNonNull(builder.workflowBucket), builder.id)
              : EventLogs.at(builder.sparkEventLogsPath);
      arguments.writeEventLogs(eventLogs);
      role.allow(eventLogs.permissions());
    }
    CfnJob.Builder properties =
        CfnJob.Builder.create(resources, "Job")
            .name(name)
            .description(builder.description.isEmpty() ? null : builder.description)
            .role(role.role().getRoleArn())
            .command(
                JobCommandProperty.builder()
                    .name("glueetl")
                    .scriptLocation(script.location())
                    .pythonVersion(script.language().equals("python") ? "3" : null)
                    .build())
            .glueVersion(builder.glueVersion.identifier())
            .workerType(builder.workerType.identifier())
            .numberOfWorkers(settings.workers(builder.id).orElse(builder.workers))
            .timeout(builder.timeout)
            .executionClass(flex ? builder.executionClass.name() : null)
            .maxRetries(0)
            .executionProperty(
                ExecutionPropertyProperty.builder()
                    .maxConcurrentRuns(
                        settings.maxConcurrentRuns(builder.id).orElse(builder.maxConcurrentRuns))
                    .build())
            .defaultArguments(arguments.values());
    Optional<String> securityConfiguration =
        settings
            .securityConfiguration(builder.id)
            .or(() -> Optional.ofNullable(builder.securityConfiguration));
    if (securityConfiguration.isPresent()) {
      properties.securityConfiguration(securityConfiguration.get());
      role.allow(
          List.of(
              encryptedLogs(
                  JobLogs.encrypted(builder.glueVersion, name, securityConfiguration.get()))));
    }
    Set<String> connections =
        new LinkedHashSet<>(settings.connections(builder.id).orElse(builder.connections));
    builder
        .resources
        .network(builder.scope)
        .ifPresent(network -> connections.addAll(network.glueConnections()));
    if (!connections.isEmpty()) {
      List<String> names = List.copyOf(connections);
      role.allow(NetworkPermissions.ofJob(Stack.of(this), names));
      properties.connections(ConnectionsListProperty.builder().connections(names).build());
    }
    this.job = properties.build();
    // Else Glue could create the groups first, without a retention.
    job.getNode().addDependency(logs.created().toArray(LogGroup[]::new));
  }

  private static List<PolicyStatement> permissions(List<String> downloads, List<String> logGroups) {
    return List.of(
        StagePermissions.allow(List.of("s3:GetObject"), downloads),
        StagePermissions.allow(
            List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"), logGroups),
        // Metrics have no resources to name; the condition is the namespace of Glue's own.
        PolicyStatement.Builder.create()
            .actions(List.of("cloudwatch:PutMetricData"))
            .resources(List.of("*"))
            .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", "Glue")))
            .build());
  }

  /**
   * With a security configuration that encrypts logs, Glue itself makes the log groups, under the
   * names of the configuration and the role, and gives them the key. Source: AWS Glue developer
   * guide, "Logging for AWS Glue jobs", custom logging.
   */
  private PolicyStatement encryptedLogs(String logGroups) {
    return StagePermissions.allow(
        List.of(
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "logs:AssociateKmsKey"),
        List.of(
            Stack.of(this)
                .formatArn(
                    ArnComponents.builder()
                        .service("logs")
                        .resource("log-group")
                        .resourceName(logGroups)
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build())));
  }

  /**
   * The job.
   *
   * @return the job's resource, to be changed
   * @throws IllegalStateException if the job exists already and is only used here
   */
  public CfnJob getJob() {
    return created(job);
  }

  private <T> T created(@Nullable T resource) {
    if (resource == null) {
      throw new IllegalStateException(
          "the Glue job "
              + name
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
    return job == null ? name : job.getRef();
  }

  /**
   * Whether this is the job of a name.
   *
   * @param name a name, or what {@link #getJobName()} returns
   * @return whether it is
   */
  boolean hasName(String name) {
    return name.equals(this.name) || name.equals(getJobName());
  }

  /** The names of the log groups, without references to them. */
  List<String> logGroupNames() {
    return logs == null ? List.of() : logs.names();
  }

  /** The job's name without a reference to it, which would be one more between nested stacks. */
  String name() {
    return name;
  }

  /**
   * The role that the job runs as.
   *
   * @return the role that was created or passed in
   * @throws IllegalStateException if the job exists already and its role was not passed in
   */
  public IRole getRole() {
    return created(role).role();
  }

  /**
   * The log group of Spark and of the user's loggers.
   *
   * @return the log group
   * @throws IllegalStateException if the job exists already
   */
  public LogGroup getErrorLogGroup() {
    return created(logs).errors();
  }

  /**
   * The log group of what the job prints. With Glue 4.0 it is {@code /aws-glue/jobs/output}, which
   * all jobs of the account share.
   *
   * @return the log group
   * @throws IllegalStateException if the job exists already
   */
  public ILogGroup getOutputLogGroup() {
    return created(logs).output();
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
    if (role != null) {
      role.allow(new StagePermissions(workflowBucket).ofJob(stage, reads));
    }
  }

  /** Gives the job's role a permission. */
  void allow(PolicyStatement statement) {
    if (role != null) {
      role.allow(List.of(statement));
    }
  }

  /** Builds a {@link StageJob}; a script is required. */
  public static final class Builder {

    private final Construct scope;
    private final String id;
    private @Nullable Function<Construct, JobScript> script;
    @Nullable Function<Construct, Asset> pythonModules;
    String className = "GlueApp";
    private String description = "";
    private @Nullable String jobName;
    private GlueVersion glueVersion = GlueVersion.V5_1;
    private WorkerType workerType = WorkerType.G_1X;
    private int workers = 2;
    private int timeout = 120;
    private int maxConcurrentRuns = 10;
    private ExecutionClass executionClass = ExecutionClass.STANDARD;
    boolean autoScaling;
    JobBookmark jobBookmark = JobBookmark.DISABLE;
    List<String> extraJars = List.of();
    List<String> extraFiles = List.of();
    List<String> extraPyFiles = List.of();
    List<String> additionalPythonModules = List.of();
    List<DataLakeFormat> dataLakeFormats = List.of();
    private List<String> connections = List.of();
    private @Nullable String securityConfiguration;
    private boolean sparkUi;
    private @Nullable String sparkEventLogsPath;
    boolean metrics = true;
    boolean observabilityMetrics = true;
    final Map<String, String> defaultArguments = new LinkedHashMap<>();
    @Nullable Path glueJar;
    private @Nullable IBucket workflowBucket;
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
      if (existing.isPresent()) {
        return new StageJob(this, existing.get());
      }
      Problems problems = new Problems("Glue stage " + id);
      if (script == null) {
        problems.add("there is no script: set scriptResource, scriptFile or scriptLocation");
      }
      if (description.length() > DESCRIPTION_MAX) {
        problems.add(
            "description has " + description.length() + " characters: at most 2048 are allowed");
      }
      problems.requireMin("workers", workers, 2);
      problems.requireRange("timeout (minutes)", timeout, 1, 10_080);
      problems.requireMin("maxConcurrentRuns", maxConcurrentRuns, 1);
      if (sparkUi && workflowBucket == null && sparkEventLogsPath == null) {
        problems.add("sparkUi has no place: set workflowBucket or sparkEventLogsPath");
      }
      Stream.of(
              extraJars.stream(),
              extraFiles.stream(),
              extraPyFiles.stream(),
              Stream.ofNullable(sparkEventLogsPath))
          .flatMap(uris -> uris)
          .filter(uri -> !S3Uri.isOne(uri))
          .forEach(uri -> problems.add("\"" + uri + "\" is not an S3 URI such as s3://bucket/key"));
      defaultArguments.keySet().stream()
          .filter(name -> !name.startsWith("--"))
          .forEach(name -> problems.add("the argument \"" + name + "\" must start with --"));
      problems.throwIfAny();
      return new StageJob(this, Objects.requireNonNull(script));
    }
  }
}
