package dev.stageloom.processor.read;

import static dev.stageloom.processor.diagnostic.Diagnostic.TRIGGERS_CONFLICT;

import dev.stageloom.asl.trigger.WorkflowTrigger;
import dev.stageloom.processor.diagnostic.Findings;
import java.util.ArrayList;
import java.util.List;

/** Reads what starts a workflow's executions. */
final class TriggerReader {

  private TriggerReader() {}

  /** The trigger that the annotation gives; the first one, after saying so, if it gives several. */
  static WorkflowTrigger read(AnnotationReader workflow, String name, Findings findings) {
    List<Given> triggers = new ArrayList<>();
    if (workflow.isGiven("queue") && workflow.flag("queue")) {
      triggers.add(new Given("queue", "a queue", new WorkflowTrigger.Queue()));
    }
    workflow
        .annotation("schedule")
        .ifPresent(
            schedule ->
                triggers.add(
                    new Given(
                        "schedule",
                        "a schedule",
                        new WorkflowTrigger.Schedule(
                            schedule.string("expression"),
                            schedule.string("timeZone"),
                            schedule.string("input")))));
    workflow
        .annotation("objectCreated")
        .ifPresent(
            created ->
                triggers.add(
                    new Given(
                        "objectCreated",
                        "new objects",
                        new WorkflowTrigger.ObjectCreated(
                            created.string("bucket"),
                            created.string("prefix"),
                            created.string("suffix")))));
    workflow
        .annotation("event")
        .ifPresent(
            event ->
                triggers.add(
                    new Given(
                        "event", "events", new WorkflowTrigger.Event(event.string("value")))));
    if (triggers.isEmpty()) {
      return workflow.flag("queue") ? new WorkflowTrigger.Queue() : new WorkflowTrigger.None();
    }
    Given first = triggers.get(0);
    for (Given other : triggers.subList(1, triggers.size())) {
      findings.add(
          TRIGGERS_CONFLICT,
          workflow.position(other.attribute()),
          name,
          first.words(),
          other.words());
    }
    return first.trigger();
  }

  /**
   * A trigger that the user gave.
   *
   * @param attribute the annotation's attribute
   * @param words what it is in a message
   * @param trigger the trigger
   */
  private record Given(String attribute, String words, WorkflowTrigger trigger) {}
}
