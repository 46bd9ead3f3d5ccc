package dev.stageloom.cdk;

import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.WorkerType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.glue.CfnJob.ConnectionsListProperty;
import software.amazon.awscdk.services.glue.CfnJob.ExecutionPropertyProperty;
import software.amazon.awscdk.services.glue.CfnJob.JobCommandProperty;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * A Glue stage: the Spark job with its script and jar, its two log groups, and its own role.
 *
 * <p>The job never retries by itself ({@code MaxRetries} 0): the state machine does. Its logs are
 * in {@code /aws-glue/jobs/<jobName>/error} (Spark and the user's loggers) and {@code
 * /aws-glue/jobs/<jobName>/output} (standard output), as Glue 5.0 and later name them.
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

  private final @Nullable LogGroup errorLogGroup;
  private final @Nullable LogGroup outputLogGroup;
  private final @Nullable CfnJob job;
  private final String name;
  private final int timeoutMinutes;
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
    this.errorLogGroup = null;
    this.outputLogGroup = null;
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
    this.workflowBucket = builder.workflowBucket;
    JobScript script = scriptFinder.apply(resources);
    String logGroupPrefix = "/aws-glue/jobs/" + name;
    Optional<IKey> key = builder.resources.encryptionKey(builder.scope);
    this.errorLogGroup =
        LogGroups.create(
            resources,
            "ErrorLogGroup",
            logGroupPrefix + "/error",
            settings.logRetentionDays(),
            key);
    this.outputLogGroup =
        LogGroups.create(
            resources,
            "OutputLogGroup",
            logGroupPrefix + "/output",
            settings.logRetentionDays(),
            key);

    List<String> downloads = new ArrayList<>();
    downloads.add(script.objectArn());
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("--job-language", script.language());
    if (script.language().equals("scala")) {
      arguments.put("--class", builder.className);
    }
    if (script.language().equals("scala") || builder.glueJar != null) {
      String path =
          builder.glueJar == null
              ? builder.resources.glueJar(this).toString()
              : JarFiles.GLUE.find(this, builder.glueJar);
      Asset jar = Asset.Builder.create(resources, "Jar").path(path).build();
      arguments.put("--extra-jars", jar.getS3ObjectUrl());
      downloads.add(jar.getBucket().arnForObjects(jar.getS3ObjectKey()));
    }
    if (builder.pythonModules != null) {
      Asset modules = builder.pythonModules.apply(resources);
      arguments.put("--extra-py-files", modules.getS3ObjectUrl());
      downloads.add(modules.getBucket().arnForObjects(modules.getS3ObjectKey()));
    }
    arguments.put("--custom-logGroup-prefix", logGroupPrefix);
    arguments.put("--enable-metrics", "true");
    arguments.put("--enable-observability-metrics", "true");
    arguments.put("--enable-job-insights", "true");
    arguments.putAll(builder.defaultArguments);

    this.role =
        StageRole.of(resources, builder.resources.role(this, builder.id), "glue.amazonaws.com");
    role.allow(permissions(downloads, errorLogGroup, outputLogGroup));
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
            .maxRetries(0)
            .executionProperty(
                ExecutionPropertyProperty.builder()
                    .maxConcurrentRuns(builder.maxConcurrentRuns)
                    .build())
            .defaultArguments(arguments);
    List<String> connections =
        builder.resources.network(builder.scope).map(Network::glueConnections).orElse(List.of());
    if (!connections.isEmpty()) {
      role.allow(NetworkPermissions.ofJob(Stack.of(this), connections));
      properties.connections(ConnectionsListProperty.builder().connections(connections).build());
    }
    this.job = properties.build();
    // Else Glue could create the groups first, without a retention.
    job.getNode().addDependency(errorLogGroup, outputLogGroup);
  }

  private static List<PolicyStatement> permissions(
      List<String> downloads, LogGroup errorLogGroup, LogGroup outputLogGroup) {
    return List.of(
        StagePermissions.allow(List.of("s3:GetObject"), downloads),
        StagePermissions.allow(
            List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
            List.of(errorLogGroup.getLogGroupArn(), outputLogGroup.getLogGroupArn())),
        // Metrics have no resources to name; the condition is the namespace of Glue's own.
        PolicyStatement.Builder.create()
            .actions(List.of("cloudwatch:PutMetricData"))
            .resources(List.of("*"))
            .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", "Glue")))
            .build());
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
    return job == null
        ? List.of()
        : List.of("/aws-glue/jobs/" + name + "/error", "/aws-glue/jobs/" + name + "/output");
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
    return created(errorLogGroup);
  }

  /**
   * The log group of what the job prints.
   *
   * @return the log group
   * @throws IllegalStateException if the job exists already
   */
  public LogGroup getOutputLogGroup() {
    return created(outputLogGroup);
  }

  /**
   * The job's timeout.
   *
   * @return the timeout in minutes
   */
  public int getTimeout() {
    return timeoutMinutes;
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
    private @Nullable Function<Construct, Asset> pythonModules;
    private String className = "GlueApp";
    private String description = "";
    private @Nullable String jobName;
    private GlueVersion glueVersion = GlueVersion.V5_1;
    private WorkerType workerType = WorkerType.G_1X;
    private int workers = 2;
    private int timeout = 120;
    private int maxConcurrentRuns = 10;
    private final Map<String, String> defaultArguments = new LinkedHashMap<>();
    private @Nullable Path glueJar;
    private @Nullable IBucket workflowBucket;
    private WorkflowResources resources = WorkflowResources.none();

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
      defaultArguments.keySet().stream()
          .filter(name -> !name.startsWith("--"))
          .forEach(name -> problems.add("the argument \"" + name + "\" must start with --"));
      problems.throwIfAny();
      return new StageJob(this, Objects.requireNonNull(script));
    }
  }
}
