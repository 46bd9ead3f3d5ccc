package dev.stageloom.processor.check;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known before of the message that a trigger gives to the first stage.
 *
 * @param example such a message, as {@link Json} reads it
 * @param isWhole whether it has the fields of the example only
 * @param giver what gives it
 * @param advice what the first stage may take
 */
record TriggerMessage(@Nullable Object example, boolean isWhole, String giver, String advice) {

  /**
   * The fields of the detail of the event {@code Object Created}. Source: Amazon S3 user guide,
   * "EventBridge event message structure".
   */
  private static final List<String> OBJECT_FIELDS =
      List.of(
          "version", "bucket", "object", "request-id", "requester", "source-ip-address", "reason");

  private static final String OR_MAP = " or a Map<String, Object>";

  /** What a trigger gives; empty if that is whatever somebody sends. */
  static Optional<TriggerMessage> of(WorkflowTrigger trigger) {
    if (trigger instanceof WorkflowTrigger.Schedule schedule) {
      return schedule.inputProblem().isPresent()
          ? Optional.empty()
          : Optional.of(
              new TriggerMessage(
                  Json.parse(schedule.inputAt(Instant.EPOCH, "a")),
                  true,
                  "the schedule",
                  schedule.input().isEmpty()
                      ? "dev.stageloom.annotations.event.ScheduledStart" + OR_MAP
                      : "what the schedule's input is"));
    }
    if (trigger instanceof WorkflowTrigger.ObjectCreated) {
      Map<String, Object> detail = new LinkedHashMap<>();
      OBJECT_FIELDS.forEach(field -> detail.put(field, ""));
      return Optional.of(
          new TriggerMessage(
              detail,
              true,
              "S3's event",
              "dev.stageloom.annotations.event.ObjectCreatedEvent" + OR_MAP));
    }
    if (trigger instanceof WorkflowTrigger.Event) {
      return Optional.of(
          new TriggerMessage(
              Map.of(), false, "the event", "a record with fields of the event's detail" + OR_MAP));
    }
    return Optional.empty();
  }

  /**
   * Whether it may be of the same kind as another value.
   *
   * @param sample a value as {@link Json} reads it; null if it is not known
   */
  boolean mayBe(@Nullable Object sample) {
    return sample == null || example == null || kind(sample).equals(kind(example));
  }

  /** Whether it may have a field. */
  boolean mayHave(String field) {
    return !isWhole || (example instanceof Map<?, ?> fields && fields.containsKey(field));
  }

  /** What it is. */
  String words() {
    return example instanceof Map<?, ?> fields && !fields.isEmpty()
        ? "a JSON object with the fields " + String.join(", ", names(fields.keySet()))
        : kind(example);
  }

  private static List<String> names(Set<?> fields) {
    List<String> names = new ArrayList<>();
    for (Object field : fields) {
      names.add(String.valueOf(field));
    }
    return names;
  }

  private static String kind(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return "a JSON object";
    }
    if (value instanceof List<?>) {
      return "a JSON array";
    }
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Number) {
      return "a number";
    }
    return value == null ? "null" : "true or false";
  }
}
