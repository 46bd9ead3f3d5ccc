package dev.stageloom.asl.manifest;

import dev.stageloom.asl.json.JsonObject;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trigger's JSON form in the manifest: its kind and the fields of the kind. */
final class TriggerJson {

  private TriggerJson() {}

  static Map<String, @Nullable Object> write(WorkflowTrigger trigger) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (trigger instanceof WorkflowTrigger.Schedule schedule) {
      json.put("kind", "SCHEDULE");
      json.put("expression", schedule.expression());
      json.put("timeZone", schedule.timeZone());
      json.put("input", schedule.input().isEmpty() ? null : schedule.input());
    } else if (trigger instanceof WorkflowTrigger.ObjectCreated created) {
      json.put("kind", "OBJECT_CREATED");
      json.put("bucket", created.bucket().isEmpty() ? null : created.bucket());
      json.put("prefix", created.prefix());
      json.put("suffix", created.suffix());
    } else if (trigger instanceof WorkflowTrigger.Event event) {
      json.put("kind", "EVENT");
      json.put("pattern", event.pattern());
    } else {
      json.put("kind", trigger instanceof WorkflowTrigger.Queue ? "QUEUE" : "NONE");
    }
    return json;
  }

  static WorkflowTrigger read(JsonObject json) {
    String kind = json.string("kind");
    return switch (kind) {
      case "QUEUE" -> new WorkflowTrigger.Queue();
      case "SCHEDULE" ->
          new WorkflowTrigger.Schedule(
              json.string("expression"),
              json.string("timeZone"),
              json.optionalString("input").orElse(""));
      case "OBJECT_CREATED" ->
          new WorkflowTrigger.ObjectCreated(
              json.optionalString("bucket").orElse(""),
              json.string("prefix"),
              json.string("suffix"));
      case "EVENT" -> new WorkflowTrigger.Event(json.string("pattern"));
      case "NONE" -> new WorkflowTrigger.None();
      default ->
          throw json.problem(
              "kind",
              "must be QUEUE, SCHEDULE, OBJECT_CREATED, EVENT or NONE, but is \"" + kind + "\"");
    };
  }
}
