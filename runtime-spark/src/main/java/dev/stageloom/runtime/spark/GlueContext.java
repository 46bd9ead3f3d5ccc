package dev.stageloom.runtime.spark;

import dev.stageloom.annotations.StageContext;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The context of a Glue stage. It can be used inside Spark's functions. */
final class GlueContext implements StageContext, Serializable {

  private static final long serialVersionUID = 1L;

  private final String executionId;
  private final String currentStage;
  private final @Nullable String previousStage;
  private final String workflowBucket;

  GlueContext(GlueArguments arguments) {
    this.executionId = arguments.executionId();
    this.currentStage = arguments.output().stage();
    this.previousStage = arguments.previousStage().orElse(null);
    this.workflowBucket = arguments.output().bucket();
  }

  @Override
  public String executionId() {
    return executionId;
  }

  @Override
  public String currentStage() {
    return currentStage;
  }

  @Override
  public Optional<String> previousStage() {
    return Optional.ofNullable(previousStage);
  }

  @Override
  public String workflowBucket() {
    return workflowBucket;
  }
}
