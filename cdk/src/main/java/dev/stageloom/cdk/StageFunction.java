package dev.stageloom.cdk;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.LambdaRuntime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.SnapStartProperty;
import software.amazon.awscdk.services.lambda.CfnFunction.TracingConfigProperty;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.amazon.awscdk.services.lambda.Version;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A Lambda stage: the function with active tracing and its published version, its log group, and
 * its own role.
 *
 * <p>Its role gets access to the workflow bucket when the function becomes a step of a workflow,
 * since only then it is known which outputs it reads; outside of {@link WorkflowFactory}, {@link
 * #grantStage} does it.
 */
public final class StageFunction extends Construct {

  /** AWS Lambda API reference, {@code CreateFunction}, {@code Handler}. */
  private static final int HANDLER_MAX = 128;

  /** AWS Lambda API reference, {@code CreateFunction}, {@code Description}. */
  private static final int DESCRIPTION_MAX = 256;

  /** AWS Lambda developer guide, "Lambda SnapStart", limitations: no more {@code /tmp} in MB. */
  private static final int SNAP_START_STORAGE_MAX = 512;

  private static final Map<LambdaRuntime, Runtime> RUNTIMES =
      Stream.of(LambdaRuntime.values())
          .collect(
              Collectors.toMap(
                  runtime -> runtime,
                  runtime -> new Runtime(runtime.identifier(), RuntimeFamily.JAVA)));

  private static final Pattern WHITESPACE = Pattern.compile("\\s");

  private final StageRole role;
  private final ILogGroup logGroup;
  private final String logGroupName;
  private final Function function;
  private final String functionName;
  private final Version version;
  private final boolean snapStart;
  private final int timeoutSeconds;
  private final String id;
  private final Construct scope;
  private final StagePlace place;
  private @Nullable CfnAlarm errorAlarm;

  private StageFunction(Builder builder) {
    super(builder.scope, builder.id);
    WorkflowSettings settings = builder.resources.settings();
    int memory = settings.memory(builder.id).orElse(builder.memory);
    builder.check(memory);
    this.id = builder.id;
    this.scope = builder.scope;
    this.place = StageStacks.place(this, builder.id, builder.scope);
    this.functionName =
        builder.functionName == null
            ? PhysicalNames.function(place.names(), builder.id)
            : PhysicalNames.requireFunction(builder.functionName);
    this.timeoutSeconds = builder.timeout;
    Optional<ILogGroup> existing = builder.resources.logGroup(this, builder.id);
    this.logGroupName =
        existing.map(ILogGroup::getLogGroupName).orElse("/aws/lambda/" + functionName);
    this.logGroup =
        existing.orElseGet(
            () ->
                LogGroups.create(
                    place.construct(),
                    "LogGroup",
                    logGroupName,
                    settings.logRetentionDays(),
                    builder.resources.encryptionKey(builder.scope)));
    this.role =
        StageRole.of(
            place.construct(), builder.resources.role(this, builder.id), "lambda.amazonaws.com");
    role.allow(
        List.of(
            StagePermissions.allow(
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                List.of(logGroup.getLogGroupArn())),
            // X-Ray has no resources to name.
            StagePermissions.allow(
                List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), List.of("*"))));
    Optional<Network> network = builder.resources.network(builder.scope);
    network.ifPresent(n -> role.allow(NetworkPermissions.ofFunction(functionArn())));
    Function.Builder properties =
        Function.Builder.create(place.construct(), "Function")
            .functionName(functionName)
            .description(builder.description.isEmpty() ? null : builder.description)
            .runtime(RUNTIMES.get(builder.runtime))
            .architecture(
                switch (builder.architecture) {
                  case X86_64 -> software.amazon.awscdk.services.lambda.Architecture.X86_64;
                  case ARM_64 -> software.amazon.awscdk.services.lambda.Architecture.ARM_64;
                })
            .handler(builder.handler)
            .code(
                builder.code == null
                    ? builder.resources.lambdaCode(this, place.stack())
                    : builder.code)
            .memorySize(memory)
            .timeout(Duration.seconds(builder.timeout))
            .ephemeralStorageSize(Size.mebibytes(builder.ephemeralStorage))
            .role(role.role())
            .logGroup(logGroup)
            // Executions that run go on with the version that their definition names.
            .currentVersionOptions(
                VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build());
    network.ifPresent(n -> connect(properties, n));
    this.snapStart =
        builder.snapStart
            && settings.snapStart()
            && builder.ephemeralStorage <= SNAP_START_STORAGE_MAX;
    this.function = properties.build();
    // Function's own tracing property adds its permissions as a policy resource of their own; the
    // role above has them already, and a stack may hold 500 resources.
    CfnFunction resource = (CfnFunction) function.getNode().getDefaultChild();
    resource.setTracingConfig(TracingConfigProperty.builder().mode("Active").build());
    if (snapStart) {
      // Function's own property warns that it needs a version, although there is one.
      resource.setSnapStart(SnapStartProperty.builder().applyOn("PublishedVersions").build());
    }
    this.version = function.getCurrentVersion();
  }

  private static void connect(Function.Builder properties, Network network) {
    properties.vpc(network.vpc());
    network.subnets().ifPresent(properties::vpcSubnets);
    if (!network.securityGroups().isEmpty()) {
      properties.securityGroups(network.securityGroups());
    }
  }

  /**
   * The function.
   *
   * @return the function, to be changed or to grant it more
   */
  public Function getFunction() {
    return function;
  }

  /**
   * The function's name.
   *
   * @return the name that was set or made of the stack's name and the stage's
   */
  public String getFunctionName() {
    return functionName;
  }

  /**
   * The version of the function that is deployed: the one that the state machine invokes. A version
   * stays when another one takes its place.
   *
   * @return the version
   */
  public Version getVersion() {
    return version;
  }

  /**
   * The role that the function runs as.
   *
   * @return the role that was created or passed in
   */
  public IRole getRole() {
    return role.role();
  }

  /**
   * The function's log group.
   *
   * @return the log group that was created or passed in
   */
  public ILogGroup getLogGroup() {
    return logGroup;
  }

  /**
   * The function's timeout.
   *
   * @return the timeout in seconds
   */
  public int getTimeout() {
    return timeoutSeconds;
  }

  /**
   * The alarm that the function fails again and again.
   *
   * @return the alarm; empty if the function is not a step of a workflow, or that has no alarms
   */
  public Optional<CfnAlarm> getErrorAlarm() {
    return Optional.ofNullable(errorAlarm);
  }

  /**
   * Lets the function read the outputs of stages and write its own. {@link WorkflowFactory} calls
   * this for every step.
   *
   * @param workflowBucket the bucket with the outputs
   * @param stage the name of the function's stage
   * @param reads the names of the stages whose outputs it reads
   */
  public void grantStage(IBucket workflowBucket, String stage, Collection<String> reads) {
    grantStage(new StagePermissions(workflowBucket), stage, reads);
  }

  /** Whether the function starts from a snapshot. */
  boolean hasSnapshots() {
    return snapStart;
  }

  /** The log group's name, without a reference to it if it is one of the stack. */
  String logGroupName() {
    return logGroupName;
  }

  /**
   * The function's ARN without a reference to it, which would be one more between nested stacks.
   */
  String functionArn() {
    return place.functionArns() + functionName;
  }

  /** Lets the function read the outputs of stages and write its own. */
  void grantStage(StagePermissions permissions, String stage, Collection<String> reads) {
    role.allow(permissions.ofFunction(stage, reads));
  }

  /** Gives the function's role a permission. */
  void allow(PolicyStatement statement) {
    role.allow(List.of(statement));
  }

  /**
   * Creates the alarm of the function's errors; a second workflow's topic is told by the same one.
   */
  void alarmOnErrors(StageWorkflow workflow, int errors, String topicArn) {
    if (errorAlarm != null) {
      List<String> actions = new ArrayList<>(Objects.requireNonNull(errorAlarm.getAlarmActions()));
      actions.add(topicArn);
      errorAlarm.setAlarmActions(actions);
      return;
    }
    // In another stack the alarm would need the workflow's topic, and the workflow the function.
    boolean together = workflow.isInStackOf(scope);
    errorAlarm =
        Alarms.create(
            together ? place.construct() : workflow,
            together ? "ErrorAlarm" : id + ".ErrorAlarm",
            PhysicalNames.ofWatcher(together ? place.names() : workflow.names(), id + "-Errors"),
            "The function failed "
                + errors
                + " times or more within five minutes. Its log group tells why.",
            new Alarms.Metric("AWS/Lambda", "Errors", Map.of("FunctionName", functionName), "Sum"),
            300,
            errors,
            topicArn);
  }

  /** Builds a {@link StageFunction}; the handler is required. */
  public static final class Builder {

    private final Construct scope;
    private final String id;
    private String handler = "";
    private String description = "";
    private @Nullable String functionName;
    private LambdaRuntime runtime = LambdaRuntime.JAVA_25;
    private Architecture architecture = Architecture.X86_64;
    private int memory = 1024;
    private int timeout = 300;
    private int ephemeralStorage = 512;
    private boolean snapStart = true;
    private @Nullable Code code;
    private WorkflowResources resources = WorkflowResources.none();

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    /**
     * Starts a function.
     *
     * @param scope the stack, or a construct in it
     * @param id the construct's id: the stage's name
     * @return a builder
     */
    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    /**
     * The handler's class.
     *
     * @param handler the binary name of a class that implements {@code RequestHandler} or {@code
     *     RequestStreamHandler}, or {@code class::method}; at most 128 characters
     * @return this builder
     */
    public Builder handler(String handler) {
      this.handler = handler;
      return this;
    }

    /**
     * What the stage does.
     *
     * @param description at most 256 characters; empty for none
     * @return this builder
     */
    public Builder description(String description) {
      this.description = description;
      return this;
    }

    /**
     * The function's name; without it {@code <stackName>-<id>}, cut and with a hash if that is too
     * long.
     *
     * @param functionName letters, digits, {@code -} and {@code _}, at most 64
     * @return this builder
     */
    public Builder functionName(String functionName) {
      this.functionName = functionName;
      return this;
    }

    /**
     * The Lambda runtime; Java 25 by default.
     *
     * @param runtime the runtime
     * @return this builder
     */
    public Builder runtime(LambdaRuntime runtime) {
      this.runtime = runtime;
      return this;
    }

    /**
     * The instruction set; 64-bit x86 by default.
     *
     * @param architecture the architecture
     * @return this builder
     */
    public Builder architecture(Architecture architecture) {
      this.architecture = architecture;
      return this;
    }

    /**
     * The memory; 1,024 MB by default.
     *
     * @param megabytes 128 to 10,240
     * @return this builder
     */
    public Builder memory(int megabytes) {
      this.memory = megabytes;
      return this;
    }

    /**
     * The timeout; 300 s by default.
     *
     * @param seconds 1 to 900
     * @return this builder
     */
    public Builder timeout(int seconds) {
      this.timeout = seconds;
      return this;
    }

    /**
     * The size of {@code /tmp}; 512 MB by default.
     *
     * @param megabytes 512 to 10,240
     * @return this builder
     */
    public Builder ephemeralStorage(int megabytes) {
      this.ephemeralStorage = megabytes;
      return this;
    }

    /**
     * Whether the function starts from a snapshot of its initialized runtime (SnapStart); it does
     * by default, unless it has more than 512 MB of {@code /tmp}, for which Lambda has no
     * snapshots. What a static initializer of the stage makes, such as random numbers or open
     * connections, is then the same in every start.
     *
     * @param snapStart whether it does
     * @return this builder
     */
    public Builder snapStart(boolean snapStart) {
      this.snapStart = snapStart;
      return this;
    }

    /**
     * The code; without it {@link WorkflowResources#lambdaCode} of the resources.
     *
     * @param code holds the handler's class and all it needs
     * @return this builder
     */
    public Builder code(Code code) {
      this.code = code;
      return this;
    }

    /**
     * The resources to take the code, the settings and what exists from; by default {@link
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
     * Creates the function with its role and its log group.
     *
     * @return the construct
     * @throws IllegalArgumentException if an attribute is outside of Lambda's limits; the message
     *     names all of them
     * @throws IllegalStateException if the code's jar is not there; the message says how to build
     *     it
     */
    public StageFunction build() {
      return new StageFunction(this);
    }

    private void check(int memory) {
      Problems problems = new Problems("Lambda stage " + id);
      if (handler.isEmpty()) {
        problems.add("there is no handler: set handler to the name of the handler's class");
      } else if (handler.length() > HANDLER_MAX || WHITESPACE.matcher(handler).find()) {
        problems.add(
            "handler is \"" + handler + "\": at most 128 characters without spaces are allowed");
      }
      if (description.length() > DESCRIPTION_MAX) {
        problems.add(
            "description has " + description.length() + " characters: at most 256 are allowed");
      }
      problems.requireRange("memory (MB)", memory, 128, 10_240);
      problems.requireRange("timeout (seconds)", timeout, 1, 900);
      problems.requireRange("ephemeralStorage (MB)", ephemeralStorage, 512, 10_240);
      problems.throwIfAny();
    }
  }
}
