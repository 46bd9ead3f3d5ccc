package dev.stageloom.local.interpreter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a graph of states. Those of the graph around it can be read, and not set.
 *
 * <p>Source of the limits: AWS Step Functions developer guide, "Passing data between states with
 * variables".
 */
final class Variables {

  /** The largest variable, and the largest Assign, in bytes of JSON. */
  static final int LARGEST_ASSIGN = 262_144;

  /** The largest sum of all variables of an execution, in bytes of JSON. */
  static final int LARGEST_TOTAL = 10_485_760;

  private final @Nullable Variables outer;
  private final AtomicLong total;
  private final Map<String, Variable> own = new LinkedHashMap<>();

  private record Variable(@Nullable Object value, int size) {}

  private Variables(@Nullable Variables outer, AtomicLong total) {
    this.outer = outer;
    this.total = total;
  }

  /** The variables of the whole execution. */
  static Variables ofExecution() {
    return new Variables(null, new AtomicLong());
  }

  /** The variables of a branch or an iteration inside the graph of these. */
  Variables inner() {
    return new Variables(this, total);
  }

  /**
   * Sets variables, all or none.
   *
   * @param state the state that sets them
   * @param values the values by name
   * @throws StateFailure if they are too large
   */
  void assign(String state, Map<String, @Nullable Object> values) throws StateFailure {
    if (values.isEmpty()) {
      return;
    }
    Map<String, Variable> variables = new LinkedHashMap<>();
    long size = 0;
    long growth = 0;
    for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
      Variable variable = new Variable(entry.getValue(), JsonValues.size(entry.getValue()));
      Variable old = own.get(entry.getKey());
      variables.put(entry.getKey(), variable);
      size += variable.size();
      growth += variable.size() - (old == null ? 0 : old.size());
    }
    if (size > LARGEST_ASSIGN) {
      throw StateFailure.dataLimit(state, "its Assign", size, LARGEST_ASSIGN);
    }
    long sum = total.addAndGet(growth);
    if (sum > LARGEST_TOTAL) {
      total.addAndGet(-growth);
      throw StateFailure.dataLimit(state, "the sum of all variables", sum, LARGEST_TOTAL);
    }
    own.putAll(variables);
  }

  /** Forgets the variables at the end of their branch. */
  void close() {
    own.values().forEach(variable -> total.addAndGet(-variable.size()));
    own.clear();
  }

  /** All that can be read here, in the JSONata library's form. */
  Map<String, Object> toJsonata() {
    Map<String, Object> all = outer == null ? new LinkedHashMap<>() : outer.toJsonata();
    own.forEach((name, variable) -> all.put(name, JsonValues.toJsonata(variable.value())));
    return all;
  }
}
