package dev.stageloom.asl;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import dev.stageloom.asl.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads state machines, and refuses what Step Functions would not take or Stageloom does not know:
 * another query language than JSONata, unknown fields, values out of their bounds, and all that
 * {@link StateMachine#problems()} finds. Distributed Map states are refused, too.
 */
public final class AslReader {

  private final List<String> problems = new ArrayList<>();

  private AslReader() {}

  /**
   * Reads a definition.
   *
   * @param text the JSON text
   * @return the machine
   * @throws AslException if it is not a state machine that Step Functions would take; with every
   *     problem found
   */
  public static StateMachine read(String text) {
    @Nullable Object json;
    try {
      json = Json.parse(text);
    } catch (JsonException e) {
      throw new AslException(List.of("the definition is not JSON: " + e.getMessage()));
    }
    return fromJson(json);
  }

  /**
   * Reads a definition from JSON values.
   *
   * @param json what {@link Json#parse} returned
   * @return the machine
   * @throws AslException if it is not a state machine that Step Functions would take; with every
   *     problem found
   */
  public static StateMachine fromJson(@Nullable Object json) {
    return new AslReader().machine(json);
  }

  private StateMachine machine(@Nullable Object json) {
    try {
      JsonObject fields = JsonObject.of("the definition", json);
      String language = fields.optionalString("QueryLanguage").orElse("JSONPath");
      if (!language.equals(StateMachine.QUERY_LANGUAGE)) {
        throw fields.problem(
            "QueryLanguage",
            "must be \"JSONata\", but is \"" + language + "\" (the default is \"JSONPath\")");
      }
      Optional<String> version = fields.optionalString("Version");
      if (version.isPresent() && !version.get().equals("1.0")) {
        throw fields.problem("Version", "must be \"1.0\", but is \"" + version.get() + "\"");
      }
      StateMachine machine =
          new StateMachine(
              fields.optionalString("Comment").orElse(""),
              fields.string("StartAt"),
              fields.optionalInteger("TimeoutSeconds"),
              states(fields));
      StateFields.rejectUnknown(fields);
      if (problems.isEmpty()) {
        problems.addAll(machine.problems());
      }
      if (problems.isEmpty()) {
        return machine;
      }
    } catch (JsonException e) {
      problems.add(0, message(e));
    } catch (IllegalArgumentException e) {
      problems.add(0, "the definition: " + message(e));
    }
    throw new AslException(problems);
  }

  /** Reads all states, and notes the problems of those that cannot be read. */
  private Map<String, State> states(JsonObject graph) {
    JsonObject all = graph.object("States");
    Map<String, State> states = new LinkedHashMap<>();
    for (String name : all.names()) {
      String where = "state \"" + name + "\"";
      try {
        states.put(name, state(JsonObject.of(where, all.value(name))));
      } catch (JsonException e) {
        problems.add(message(e));
      } catch (IllegalArgumentException e) {
        problems.add(where + ": " + message(e));
      }
    }
    return states;
  }

  private State state(JsonObject json) {
    StateFields fields = new StateFields(json);
    String type = json.string("Type");
    State state =
        switch (type) {
          case "Task" -> task(fields);
          case "Pass" ->
              new Pass(fields.comment(), fields.output(), fields.assign(), fields.next());
          case "Choice" ->
              new Choice(
                  fields.comment(),
                  fields.rules(),
                  json.optionalString("Default"),
                  fields.output(),
                  fields.assign());
          case "Wait" ->
              new Wait(
                  fields.comment(),
                  fields.template("Seconds"),
                  fields.template("Timestamp"),
                  fields.output(),
                  fields.assign(),
                  fields.next());
          case "Parallel" -> parallel(fields, json);
          case "Map" -> map(fields, json);
          case "Succeed" -> new Succeed(fields.comment(), fields.output());
          case "Fail" ->
              new Fail(fields.comment(), fields.template("Error"), fields.template("Cause"));
          default ->
              throw json.problem(
                  "Type",
                  "must be Task, Pass, Choice, Wait, Parallel, Map, Succeed or Fail, but is \""
                      + type
                      + "\"");
        };
    StateFields.rejectUnknown(json);
    return state;
  }

  private static Task task(StateFields fields) {
    return new Task(
        fields.comment(),
        fields.json().string("Resource"),
        fields.template("Arguments"),
        fields.template("TimeoutSeconds"),
        fields.template("HeartbeatSeconds"),
        fields.output(),
        fields.assign(),
        fields.retry(),
        fields.catchers(),
        fields.next());
  }

  private Parallel parallel(StateFields fields, JsonObject json) {
    List<Branch> branches = new ArrayList<>();
    for (JsonObject branch : json.objects("Branches")) {
      branches.add(branch(branch));
      StateFields.rejectUnknown(branch);
    }
    return new Parallel(
        fields.comment(),
        fields.template("Arguments"),
        branches,
        fields.output(),
        fields.assign(),
        fields.retry(),
        fields.catchers(),
        fields.next());
  }

  private MapState map(StateFields fields, JsonObject json) {
    JsonObject processor = json.object("ItemProcessor");
    Optional<JsonObject> config = processor.optionalObject("ProcessorConfig");
    if (config.isPresent()) {
      String mode = config.get().optionalString("Mode").orElse("INLINE");
      if (!mode.equals("INLINE")) {
        throw config.get().problem("Mode", "must be INLINE: " + mode + " is not supported");
      }
      StateFields.rejectUnknown(config.get());
    }
    Branch itemProcessor = branch(processor);
    StateFields.rejectUnknown(processor);
    return new MapState(
        fields.comment(),
        fields.template("Items"),
        fields.template("ItemSelector"),
        itemProcessor,
        fields.template("MaxConcurrency"),
        fields.output(),
        fields.assign(),
        fields.retry(),
        fields.catchers(),
        fields.next());
  }

  private Branch branch(JsonObject json) {
    return new Branch(
        json.optionalString("Comment").orElse(""), json.string("StartAt"), states(json));
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
