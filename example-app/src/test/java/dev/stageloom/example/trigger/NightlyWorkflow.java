package dev.stageloom.example.trigger;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Schedule;
import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.event.ScheduledStart;
import java.time.Instant;

/** Started by a schedule. */
@Workflow(
    name = "nightly",
    schedule = @Schedule(expression = "cron(0 3 * * ? *)", timeZone = "Europe/Berlin"))
public final class NightlyWorkflow {

  /** Takes the time. */
  @LambdaStage
  static final class PlanStage {
    public Plan plan(ScheduledStart start) {
      return new Plan(start.scheduledTime(), start.scheduleExecutionId());
    }
  }

  /** What came. */
  public record Plan(Instant at, String id) {}
}
