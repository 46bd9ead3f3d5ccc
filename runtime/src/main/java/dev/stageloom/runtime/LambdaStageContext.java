package dev.stageloom.runtime;

import dev.stageloom.annotations.StageContext;
import java.util.Optional;

/** The context of a stage that runs on Lambda, from its event. */
record LambdaStageContext(
    String executionId, String currentStage, Optional<String> previousStage, String workflowBucket)
    implements StageContext {}
