package dev.stageloom.cdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.lambda.IFunction;

/** A step that invokes a Lambda function. */
public final class LambdaStep implements WorkflowStep {

  private final String stageName;
  private final @Nullable String functionKey;
  private final @Nullable IFunction function;
  private final @Nullable StageFunction stageFunction;
  private final StepOptions options;

  private LambdaStep(
      String stageName,
      @Nullable String functionKey,
      @Nullable IFunction function,
      @Nullable StageFunction stageFunction,
      StepOptions options) {
    this.stageName = stageName;
    this.functionKey = functionKey;
    this.function = function;
    this.stageFunction = stageFunction;
    this.options = options;
  }

  /**
   * A step whose function is given to the configuration by a key.
   *
   * @param stageName the stage's name
   * @param functionKey the key in {@link WorkflowConfiguration.Builder#lambdaFunctions}
   */
  public LambdaStep(String stageName, String functionKey) {
    this(stageName, functionKey, StepOptions.none());
  }

  /**
   * A step whose function is given to the configuration by a key.
   *
   * @param stageName the stage's name
   * @param functionKey the key in {@link WorkflowConfiguration.Builder#lambdaFunctions}
   * @param options what else the step has
   */
  public LambdaStep(String stageName, String functionKey, StepOptions options) {
    this(stageName, functionKey, null, null, options);
  }

  /**
   * A step with a stage's function.
   *
   * @param stageName the stage's name
   * @param function the function
   * @return the step
   */
  public static LambdaStep of(String stageName, StageFunction function) {
    return of(stageName, function, StepOptions.none());
  }

  /**
   * A step with a stage's function.
   *
   * @param stageName the stage's name
   * @param function the function
   * @param options what else the step has
   * @return the step
   */
  public static LambdaStep of(String stageName, StageFunction function, StepOptions options) {
    return new LambdaStep(stageName, null, function.getFunction(), function, options);
  }

  /**
   * A step with any function. It is invoked by its ARN, so a version or an alias will do. Its role
   * gets access to the workflow bucket; that of an imported function must have it already.
   *
   * @param stageName the stage's name
   * @param function the function
   * @param options what else the step has
   * @return the step
   */
  public static LambdaStep of(String stageName, IFunction function, StepOptions options) {
    return new LambdaStep(stageName, null, function, null, options);
  }

  @Override
  public String stageName() {
    return stageName;
  }

  @Override
  public StepOptions options() {
    return options;
  }

  /**
   * The key of the function, if it is not given directly.
   *
   * @return the key or null
   */
  @Nullable String functionKey() {
    return functionKey;
  }

  /**
   * The function, if it is given directly.
   *
   * @return the function or null
   */
  @Nullable IFunction function() {
    return function;
  }

  /**
   * The stage's construct, if the function is given by it.
   *
   * @return the construct or null
   */
  @Nullable StageFunction stageFunction() {
    return stageFunction;
  }
}
