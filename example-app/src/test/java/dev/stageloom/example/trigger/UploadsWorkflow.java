package dev.stageloom.example.trigger;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.ObjectCreated;
import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.event.ObjectCreatedEvent;

/** Started by new objects. */
@Workflow(
    name = "uploads",
    objectCreated = @ObjectCreated(bucket = "shop-uploads", prefix = "in/", suffix = ".csv"))
final class UploadsWorkflow {

  /** Takes the object's place. */
  @LambdaStage
  static final class ReadStage {
    public ObjectCreatedEvent read(ObjectCreatedEvent created) {
      return created;
    }
  }
}
