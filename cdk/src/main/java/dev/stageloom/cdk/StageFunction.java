package dev.stageloom.cdk;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.LambdaRuntime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.TracingConfigProperty;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A Lambda stage: the function with active tracing, its log group with 14 days of retention, and
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

  private static final Pattern WHITESPACE = Pattern.compile("\\s");

  private final PolicyDocument permissions;
  private final Role role;
  private final LogGroup logGroup;
  private final Function function;
  private final int timeoutSeconds;

  private StageFunction(Builder builder) {
    super(builder.scope, builder.id);
    builder.check();
    String name =
        builder.functionName == null
            ? PhysicalNames.function(this, builder.id)
            : PhysicalNames.requireFunction(builder.functionName, ": change functionName");
    this.timeoutSeconds = builder.timeout;
    this.logGroup =
        LogGroup.Builder.create(this, "LogGroup")
            .logGroupName("/aws/lambda/" + name)
            .retention(RetentionDays.TWO_WEEKS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.permissions = new PolicyDocument();
    permissions.addStatements(
        StagePermissions.allow(
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            List.of(logGroup.getLogGroupArn())),
        StagePermissions.allow(
            List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), List.of("*")));
    this.role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .inlinePolicies(Map.of("Stage", permissions))
            .build();
    this.function =
        Function.Builder.create(this, "Function")
            .functionName(name)
            .description(builder.description.isEmpty() ? null : builder.description)
            .runtime(new Runtime(builder.runtime.identifier(), RuntimeFamily.JAVA))
            .architecture(
                switch (builder.architecture) {
                  case X86_64 -> software.amazon.awscdk.services.lambda.Architecture.X86_64;
                  case ARM_64 -> software.amazon.awscdk.services.lambda.Architecture.ARM_64;
                })
            .handler(builder.handler)
            .code(builder.code == null ? builder.resources.lambdaCode(this) : builder.code)
            .memorySize(builder.memory)
            .timeout(Duration.seconds(builder.timeout))
            .ephemeralStorageSize(Size.mebibytes(builder.ephemeralStorage))
            .role(role)
            .logGroup(logGroup)
            .build();
    // Function's own tracing property adds its permissions as a policy resource of their own; the
    // role above has them already, and a stack may hold 500 resources.
    CfnFunction resource = (CfnFunction) function.getNode().getDefaultChild();
    resource.setTracingConfig(TracingConfigProperty.builder().mode("Active").build());
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
   * The role that the function runs as.
   *
   * @return the role
   */
  public Role getRole() {
    return role;
  }

  /**
   * The function's log group.
   *
   * @return the log group
   */
  public LogGroup getLogGroup() {
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
   * Lets the function read the outputs of stages and write its own. {@link WorkflowFactory} calls
   * this for every step.
   *
   * @param workflowBucket the bucket with the outputs
   * @param stage the name of the function's stage
   * @param reads the names of the stages whose outputs it reads
   */
  public void grantStage(IBucket workflowBucket, String stage, Collection<String> reads) {
    permissions.addStatements(
        StagePermissions.ofFunction(workflowBucket, stage, reads).toArray(PolicyStatement[]::new));
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
     * The function's name; without it {@code <stackName>-<id>}.
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
     * The resources to take the code from; by default {@link WorkflowResources#none()}.
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

    private void check() {
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
