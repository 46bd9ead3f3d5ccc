package dev.stageloom.asl;

import dev.stageloom.asl.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes state machines as JSON. The order of the fields is fixed, so that the same machine gives
 * the same bytes.
 */
public final class AslWriter {

  private AslWriter() {}

  /**
   * Writes a machine for people, indented, with a newline at the end.
   *
   * @param machine the machine
   * @return the JSON text
   */
  public static String write(StateMachine machine) {
    return Json.write(toJson(machine)) + "\n";
  }

  /**
   * Writes a machine on one line: for a template, whose size is limited.
   *
   * @param machine the machine
   * @return the JSON text
   */
  public static String writeCompact(StateMachine machine) {
    return Json.writeCompact(toJson(machine));
  }

  /**
   * The machine as JSON values.
   *
   * @param machine the machine
   * @return maps, lists and values as {@link Json} writes them
   */
  public static Map<String, @Nullable Object> toJson(StateMachine machine) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    putComment(json, machine.comment());
    json.put("QueryLanguage", StateMachine.QUERY_LANGUAGE);
    json.put("StartAt", machine.startAt());
    if (machine.timeoutSeconds().isPresent()) {
      json.put("TimeoutSeconds", machine.timeoutSeconds().get());
    }
    json.put("States", states(machine));
    return json;
  }

  private static Map<String, @Nullable Object> branch(Branch branch) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    putComment(json, branch.comment());
    json.put("StartAt", branch.startAt());
    json.put("States", states(branch));
    return json;
  }

  private static Map<String, @Nullable Object> states(StateGraph graph) {
    Map<String, @Nullable Object> states = new LinkedHashMap<>();
    for (Map.Entry<String, State> state : graph.states().entrySet()) {
      states.put(state.getKey(), state(state.getValue()));
    }
    return states;
  }

  private static Map<String, @Nullable Object> state(State state) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("Type", state.type());
    putComment(json, state.comment());
    if (state instanceof Task task) {
      json.put("Resource", task.resource());
      put(json, "Arguments", task.arguments());
      put(json, "TimeoutSeconds", task.timeoutSeconds());
      put(json, "HeartbeatSeconds", task.heartbeatSeconds());
    } else if (state instanceof Parallel parallel) {
      put(json, "Arguments", parallel.arguments());
      json.put("Branches", parallel.branches().stream().map(AslWriter::branch).toList());
    } else if (state instanceof MapState map) {
      putMap(json, map);
    } else if (state instanceof Wait wait) {
      put(json, "Seconds", wait.seconds());
      put(json, "Timestamp", wait.timestamp());
    } else if (state instanceof Choice choice) {
      json.put("Choices", choice.choices().stream().map(AslWriter::rule).toList());
      choice.defaultNext().ifPresent(next -> json.put("Default", next));
    } else if (state instanceof Fail fail) {
      put(json, "Error", fail.error());
      put(json, "Cause", fail.cause());
    }
    putResult(json, state.output(), state.assign());
    putRecovery(json, state);
    putNext(json, state);
    return json;
  }

  private static void putMap(Map<String, @Nullable Object> json, MapState map) {
    put(json, "Items", map.items());
    put(json, "ItemSelector", map.itemSelector());
    put(json, "MaxConcurrency", map.maxConcurrency());
    Map<String, @Nullable Object> processor = new LinkedHashMap<>();
    processor.put("ProcessorConfig", Map.of("Mode", "INLINE"));
    processor.putAll(branch(map.itemProcessor()));
    json.put("ItemProcessor", processor);
  }

  private static Map<String, @Nullable Object> rule(ChoiceRule rule) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    putComment(json, rule.comment());
    json.put("Condition", rule.condition().value());
    putResult(json, rule.output(), rule.assign());
    json.put("Next", rule.next());
    return json;
  }

  private static void putRecovery(Map<String, @Nullable Object> json, State state) {
    if (state instanceof RecoverableState recoverable) {
      List<Object> retriers = new ArrayList<>();
      for (Retrier retrier : recoverable.retry()) {
        retriers.add(retrier(retrier));
      }
      putAll(json, "Retry", retriers);
      List<Object> catchers = new ArrayList<>();
      for (Catcher catcher : recoverable.catchers()) {
        catchers.add(catcher(catcher));
      }
      putAll(json, "Catch", catchers);
    }
  }

  private static Map<String, @Nullable Object> retrier(Retrier retrier) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("ErrorEquals", retrier.errorEquals());
    if (retrier.maxAttempts() == 0) {
      json.put("MaxAttempts", 0);
      return json;
    }
    json.put("IntervalSeconds", retrier.intervalSeconds());
    json.put("MaxAttempts", retrier.maxAttempts());
    json.put("BackoffRate", number(retrier.backoffRate()));
    if (retrier.maxDelaySeconds().isPresent()) {
      json.put("MaxDelaySeconds", retrier.maxDelaySeconds().get());
    }
    if (retrier.jitterStrategy() != JitterStrategy.NONE) {
      json.put("JitterStrategy", retrier.jitterStrategy().name());
    }
    return json;
  }

  /** A whole number without its fraction, as people write it. */
  private static Number number(double value) {
    long whole = (long) value;
    if (whole == value) {
      return whole;
    }
    return value;
  }

  private static Map<String, @Nullable Object> catcher(Catcher catcher) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    putComment(json, catcher.comment());
    json.put("ErrorEquals", catcher.errorEquals());
    putResult(json, catcher.output(), catcher.assign());
    json.put("Next", catcher.next());
    return json;
  }

  private static void putComment(Map<String, @Nullable Object> json, String comment) {
    if (!comment.isEmpty()) {
      json.put("Comment", comment);
    }
  }

  private static void putResult(
      Map<String, @Nullable Object> json,
      Optional<JsonTemplate> output,
      Map<String, JsonTemplate> assign) {
    put(json, "Output", output);
    if (!assign.isEmpty()) {
      Map<String, @Nullable Object> variables = new LinkedHashMap<>();
      for (Map.Entry<String, JsonTemplate> variable : assign.entrySet()) {
        variables.put(variable.getKey(), variable.getValue().value());
      }
      json.put("Assign", variables);
    }
  }

  private static void putNext(Map<String, @Nullable Object> json, State state) {
    if (state instanceof Choice || state instanceof Succeed || state instanceof Fail) {
      return;
    }
    if (state.isTerminal()) {
      json.put("End", true);
    } else {
      json.put("Next", state.successors().get(0));
    }
  }

  private static void put(
      Map<String, @Nullable Object> json, String name, Optional<JsonTemplate> template) {
    if (template.isPresent()) {
      json.put(name, template.get().value());
    }
  }

  private static void putAll(Map<String, @Nullable Object> json, String name, List<?> items) {
    if (!items.isEmpty()) {
      json.put(name, items);
    }
  }
}
