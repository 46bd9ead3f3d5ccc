package dev.stageloom.cdk;

import dev.stageloom.asl.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the states of functions with SnapStart wait for a snapshot. Lambda deletes the snapshot of a
 * version that was not invoked for 14 days, and renews it from time to time; until it has made a
 * new one, it answers {@code SnapStartNotReadyException} (AWS Lambda developer guide,
 * "Troubleshooting SnapStart errors"). That is no failure of the stage, whose own retries may be
 * over before.
 */
final class SnapshotRetry {

  /** Twelve times 15 s: three minutes, where Lambda speaks of "several". */
  private static final Map<String, Object> RETRIER = retrier();

  private SnapshotRetry() {}

  private static Map<String, Object> retrier() {
    Map<String, Object> retrier = new LinkedHashMap<>();
    retrier.put("ErrorEquals", List.of("Lambda.SnapStartNotReadyException"));
    retrier.put("IntervalSeconds", 15);
    retrier.put("MaxAttempts", 12);
    retrier.put("BackoffRate", 1);
    return retrier;
  }

  /**
   * Adds a retrier in front of the others.
   *
   * @param definition the definition
   * @param functions the names in it that stand for functions with SnapStart, such as {@code
   *     EtlStageFunctionArn}
   * @return the changed definition
   */
  static String add(String definition, Set<String> functions) {
    return functions.isEmpty()
        ? definition
        : Json.write(changed(Json.parse(definition), functions));
  }

  private static @Nullable Object changed(@Nullable Object value, Set<String> functions) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> changed = new ArrayList<>();
      list.forEach(item -> changed.add(changed(item, functions)));
      return changed;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, @Nullable Object> changed = new LinkedHashMap<>();
    map.forEach((key, item) -> changed.put(String.valueOf(key), changed(item, functions)));
    if ("Task".equals(map.get("Type"))
        && map.get("Arguments") instanceof Map<?, ?> arguments
        && arguments.get("FunctionName") instanceof String name
        && name.startsWith("${")
        && functions.contains(name.substring(2, name.length() - 1))) {
      List<Object> retry = new ArrayList<>();
      retry.add(RETRIER);
      if (map.get("Retry") instanceof List<?> retriers) {
        retry.addAll(retriers);
      }
      changed.put("Retry", retry);
    }
    return changed;
  }
}
