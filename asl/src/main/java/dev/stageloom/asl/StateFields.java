package dev.stageloom.asl;

import dev.stageloom.asl.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the fields that several types of state have in common. */
final class StateFields {

  /** The fields of a state that uses JSONPath, and what takes their place. */
  private static final Map<String, String> JSON_PATH_ONLY =
      Map.ofEntries(
          Map.entry("InputPath", "Arguments"),
          Map.entry("OutputPath", "Output"),
          Map.entry("Parameters", "Arguments"),
          Map.entry("ResultPath", "Output"),
          Map.entry("ResultSelector", "Output"),
          Map.entry("Result", "Output"),
          Map.entry("ItemsPath", "Items"),
          Map.entry("Iterator", "ItemProcessor"),
          Map.entry("MaxConcurrencyPath", "MaxConcurrency"),
          Map.entry("TimeoutSecondsPath", "TimeoutSeconds"),
          Map.entry("HeartbeatSecondsPath", "HeartbeatSeconds"),
          Map.entry("SecondsPath", "Seconds"),
          Map.entry("TimestampPath", "Timestamp"),
          Map.entry("ErrorPath", "Error"),
          Map.entry("CausePath", "Cause"),
          Map.entry("Variable", "Condition"),
          Map.entry("And", "Condition"),
          Map.entry("Or", "Condition"),
          Map.entry("Not", "Condition"));

  /** The fields in which null is a value. */
  private static final Set<String> NULLABLE = Set.of("Arguments", "Output", "ItemSelector");

  private final JsonObject json;

  StateFields(JsonObject json) {
    this.json = json;
    Optional<String> language = json.optionalString("QueryLanguage");
    if (language.isPresent() && !language.get().equals(StateMachine.QUERY_LANGUAGE)) {
      throw json.problem("QueryLanguage", "must be \"JSONata\", but is \"" + language.get() + "\"");
    }
    rejectJsonPath(json);
    for (String name : json.names()) {
      if (json.isNull(name) && !NULLABLE.contains(name)) {
        throw json.problem(name, "must not be null");
      }
    }
  }

  JsonObject json() {
    return json;
  }

  String comment() {
    return json.optionalString("Comment").orElse("");
  }

  Optional<JsonTemplate> template(String name) {
    return template(json, name);
  }

  Optional<JsonTemplate> output() {
    return template("Output");
  }

  Map<String, JsonTemplate> assign() {
    return assign(json);
  }

  /** The state to go to; empty for "End": true. One of the two must be there. */
  Optional<String> next() {
    Optional<String> next = json.optionalString("Next");
    boolean end = json.optionalBoolean("End").orElse(false);
    if (next.isPresent() == end) {
      throw json.problem(
          end ? "has both Next and End: leave one out" : "needs either Next or \"End\": true");
    }
    return next;
  }

  List<Retrier> retry() {
    List<Retrier> retriers = new ArrayList<>();
    for (JsonObject item : json.objects("Retry")) {
      item.optionalString("Comment");
      retriers.add(
          located(
              item,
              () ->
                  new Retrier(
                      item.strings("ErrorEquals"),
                      item.optionalInteger("IntervalSeconds")
                          .orElse(Retrier.DEFAULT_INTERVAL_SECONDS),
                      item.optionalInteger("MaxAttempts").orElse(Retrier.DEFAULT_MAX_ATTEMPTS),
                      item.optionalNumber("BackoffRate").orElse(Retrier.DEFAULT_BACKOFF_RATE),
                      item.optionalInteger("MaxDelaySeconds"),
                      jitter(item))));
      rejectUnknown(item);
    }
    return retriers;
  }

  private static JitterStrategy jitter(JsonObject item) {
    String name = item.optionalString("JitterStrategy").orElse(JitterStrategy.NONE.name());
    for (JitterStrategy strategy : JitterStrategy.values()) {
      if (strategy.name().equals(name)) {
        return strategy;
      }
    }
    throw item.problem("JitterStrategy", "must be NONE or FULL, but is \"" + name + "\"");
  }

  List<Catcher> catchers() {
    List<Catcher> catchers = new ArrayList<>();
    for (JsonObject item : json.objects("Catch")) {
      catchers.add(
          located(
              item,
              () ->
                  new Catcher(
                      item.optionalString("Comment").orElse(""),
                      item.strings("ErrorEquals"),
                      item.string("Next"),
                      template(item, "Output"),
                      assign(item))));
      rejectUnknown(item);
    }
    return catchers;
  }

  List<ChoiceRule> rules() {
    List<ChoiceRule> rules = new ArrayList<>();
    for (JsonObject item : json.objects("Choices")) {
      rejectJsonPath(item);
      rules.add(
          located(
              item,
              () ->
                  new ChoiceRule(
                      item.optionalString("Comment").orElse(""),
                      template(item, "Condition")
                          .orElseThrow(() -> item.problem("Condition", "is missing")),
                      item.string("Next"),
                      template(item, "Output"),
                      assign(item))));
      rejectUnknown(item);
    }
    return rules;
  }

  private static Optional<JsonTemplate> template(JsonObject json, String name) {
    if (!json.has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonTemplate.of(json.value(name)));
    } catch (IllegalArgumentException e) {
      throw json.problem(name + ": " + e.getMessage());
    }
  }

  private static Map<String, JsonTemplate> assign(JsonObject json) {
    Map<String, JsonTemplate> assign = new LinkedHashMap<>();
    Optional<JsonObject> variables = json.optionalObject("Assign");
    if (variables.isPresent()) {
      for (String name : variables.get().names()) {
        template(variables.get(), name).ifPresent(template -> assign.put(name, template));
      }
    }
    return assign;
  }

  /** Adds the place of an array's item to what its record finds wrong. */
  private static <T> T located(JsonObject item, Supplier<T> record) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      throw item.problem(String.valueOf(e.getMessage()));
    }
  }

  /** Refuses the fields that were not read. */
  static void rejectUnknown(JsonObject json) {
    for (String name : json.unknownNames()) {
      throw json.problem(name, "is not a field that can be here");
    }
  }

  private static void rejectJsonPath(JsonObject json) {
    for (String name : json.names()) {
      String instead = JSON_PATH_ONLY.get(name);
      if (instead != null) {
        throw json.problem(
            name, "belongs to JSONPath and not to JSONata: use " + instead + " instead");
      }
    }
  }
}
