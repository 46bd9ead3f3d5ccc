package dev.stageloom.local.interpreter;

import dev.stageloom.asl.JsonTemplate;
import dev.stageloom.asl.State;
import dev.stageloom.asl.Task;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of one state: what it got, and how its output and its variables come about. */
final class StateRun {

  /** The largest input, output, arguments and result, in bytes of JSON (AWS service quotas). */
  static final int LARGEST_DATA = 262_144;

  private final ContextObject context;
  private final String name;
  private final @Nullable Object input;
  private final Variables variables;
  private final Optional<MapItem> item;
  private final StateEvent event;
  private int retries;

  StateRun(
      ContextObject context,
      String name,
      State state,
      @Nullable Object input,
      Variables variables,
      Optional<MapItem> item) {
    this.context = context;
    this.name = name;
    this.input = input;
    this.variables = variables;
    this.item = item;
    this.event =
        new StateEvent(
            name,
            state.type(),
            state instanceof Task task ? Optional.of(task.resource()) : Optional.empty(),
            item.map(MapItem::index),
            input,
            Instant.now());
  }

  String name() {
    return name;
  }

  @Nullable Object input() {
    return input;
  }

  Variables variables() {
    return variables;
  }

  Optional<MapItem> item() {
    return item;
  }

  StateEvent event() {
    return event;
  }

  /** Counts a retry, for {@code $states.context.State.RetryCount}. */
  void retried() {
    retries++;
  }

  /** The fields that are evaluated before the state does its work. */
  Templates templates() {
    return templates(item, Map.of());
  }

  /** The fields that are evaluated for one item of a Map state. */
  Templates templatesFor(MapItem mapItem) {
    return templates(Optional.of(mapItem), Map.of());
  }

  private Templates templates(Optional<MapItem> mapItem, Map<String, @Nullable Object> results) {
    Map<String, @Nullable Object> states = new LinkedHashMap<>();
    states.put("input", input);
    states.put("context", context.in(name, event.entered(), retries, mapItem));
    states.putAll(results);
    return new Templates(name, variables, states);
  }

  /**
   * Ends the run: makes the output and sets the variables, both from the variables' old values.
   *
   * @param output the template of the output, if there is one
   * @param assign the templates of the variables
   * @param defaultOutput the output if there is no template
   * @return the output
   */
  @Nullable Object finish(
      Optional<JsonTemplate> output,
      Map<String, JsonTemplate> assign,
      @Nullable Object defaultOutput)
      throws StateFailure {
    return finish(templates(), output, assign, defaultOutput);
  }

  /** Ends the run, with a result that the templates can read as {@code $states.result}. */
  @Nullable Object finishWithResult(
      Optional<JsonTemplate> output, Map<String, JsonTemplate> assign, @Nullable Object result)
      throws StateFailure {
    Map<String, @Nullable Object> results = new LinkedHashMap<>();
    results.put("result", result);
    return finish(templates(item, results), output, assign, result);
  }

  /** Ends the run after an error, which the templates can read as {@code $states.errorOutput}. */
  @Nullable Object finishWithError(
      Optional<JsonTemplate> output, Map<String, JsonTemplate> assign, StateFailure failure)
      throws StateFailure {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("Error", failure.error());
    error.put("Cause", failure.cause());
    Map<String, @Nullable Object> results = new LinkedHashMap<>();
    results.put("errorOutput", error);
    return finish(templates(item, results), output, assign, error);
  }

  private @Nullable Object finish(
      Templates templates,
      Optional<JsonTemplate> output,
      Map<String, JsonTemplate> assign,
      @Nullable Object defaultOutput)
      throws StateFailure {
    Object value = output.isPresent() ? templates.value("Output", output.get()) : defaultOutput;
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonTemplate> entry : assign.entrySet()) {
      String variable = entry.getKey();
      values.put(variable, templates.value("Assign." + variable, entry.getValue()));
    }
    requireSize("its output", value);
    variables.assign(name, values);
    return value;
  }

  /**
   * Checks that data is not larger than Step Functions takes.
   *
   * @param what what the data is, for the message
   * @param data the data
   * @throws StateFailure if it is
   */
  void requireSize(String what, @Nullable Object data) throws StateFailure {
    int size = JsonValues.size(data);
    if (size > LARGEST_DATA) {
      throw StateFailure.dataLimit(name, what, size, LARGEST_DATA);
    }
  }
}
