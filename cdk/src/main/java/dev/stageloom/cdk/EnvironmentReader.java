package dev.stageloom.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;

/** Reads an {@link Environment} of the CDK context, and reports all problems at once. */
final class EnvironmentReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final String name;
  private final Problems problems;
  private final WorkflowSettings.Builder settings = WorkflowSettings.builder();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, Consumer<Object>> fields = new LinkedHashMap<>();
  private @Nullable String account;
  private @Nullable String region;

  /**
   * Prepares the reading.
   *
   * @param name the environment's name
   */
  EnvironmentReader(String name) {
    this.name = name;
    this.problems = new Problems("environment \"" + name + "\" of the context");
    fields.put("account", value -> text("account", value, text -> account = text));
    fields.put("region", value -> text("region", value, text -> region = text));
    fields.put("tags", this::tags);
    fields.put(
        "logRetentionDays", value -> number("logRetentionDays", value, settings::logRetentionDays));
    fields.put("removalPolicy", this::removalPolicy);
    fields.put("alarms", value -> flag("alarms", value, settings::alarms));
    fields.put("alarmEmail", value -> text("alarmEmail", value, settings::alarmEmail));
    fields.put("stageErrors", value -> number("stageErrors", value, settings::stageErrors));
    fields.put(
        "oldestMessageMinutes",
        value ->
            number(
                "oldestMessageMinutes",
                value,
                minutes -> settings.oldestMessage(Duration.minutes(minutes))));
    fields.put("dashboard", value -> flag("dashboard", value, settings::dashboard));
    fields.put("triggerEnabled", value -> flag("triggerEnabled", value, settings::triggerEnabled));
    fields.put("snapStart", value -> flag("snapStart", value, settings::snapStart));
    fields.put("exportOutputs", value -> flag("exportOutputs", value, settings::exportOutputs));
    fields.put("trafficShift", this::trafficShift);
    fields.put("triggerBuckets", this::triggerBuckets);
    fields.put("stages", this::stages);
  }

  /**
   * Reads the environment.
   *
   * @param content what the context says
   * @return the environment
   * @throws IllegalArgumentException if something is wrong
   */
  Environment read(@Nullable Object content) {
    if (!NAME.matcher(name).matches()) {
      problems.add("its name must be a letter and then letters, digits and '-'");
    }
    eachField("", content, fields);
    if (account != null && !ACCOUNT.matcher(account).matches()) {
      problems.add("account is \"" + account + "\": it must be 12 digits in quotes");
    }
    settings.check(problems);
    problems.throwIfAny();
    return new Environment(
        name, Optional.ofNullable(account), Optional.ofNullable(region), tags, settings.build());
  }

  private void eachField(
      String prefix, @Nullable Object content, Map<String, Consumer<Object>> known) {
    if (!(content instanceof Map<?, ?> map)) {
      problems.add((prefix.isEmpty() ? "it" : prefix) + " must be an object");
      return;
    }
    map.forEach(
        (key, value) -> {
          Consumer<Object> field = known.get(String.valueOf(key));
          if (field == null) {
            problems.add(
                "there is no field \""
                    + (prefix.isEmpty() ? "" : prefix + ".")
                    + key
                    + "\": there are "
                    + new TreeSet<>(known.keySet()));
          } else {
            field.accept(value);
          }
        });
  }

  private void tags(Object content) {
    if (content instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> text("tags." + key, value, text -> tags.put(String.valueOf(key), text)));
    } else {
      problems.add("tags must be an object");
    }
  }

  private void triggerBuckets(Object content) {
    if (content instanceof Map<?, ?> map) {
      map.forEach(
          (workflow, bucket) ->
              text(
                  "triggerBuckets." + workflow,
                  bucket,
                  name -> settings.triggerBucket(String.valueOf(workflow), name)));
    } else {
      problems.add("triggerBuckets must be an object");
    }
  }

  private void removalPolicy(Object value) {
    if ("retain".equals(value)) {
      settings.removalPolicy(RemovalPolicy.RETAIN);
    } else if ("destroy".equals(value)) {
      settings.removalPolicy(RemovalPolicy.DESTROY);
    } else {
      problems.add("removalPolicy is " + value + ": \"retain\" and \"destroy\" are allowed");
    }
  }

  private void trafficShift(Object content) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Consumer<Object>> known = new LinkedHashMap<>();
    known.put("type", value -> text("trafficShift.type", value, text -> values.put("type", text)));
    known.put(
        "percent", value -> number("trafficShift.percent", value, n -> values.put("percent", n)));
    known.put(
        "minutes", value -> number("trafficShift.minutes", value, n -> values.put("minutes", n)));
    eachField("trafficShift", content, known);
    if (values.get("percent") instanceof Integer percent
        && values.get("minutes") instanceof Integer minutes
        && ("canary".equals(values.get("type")) || "linear".equals(values.get("type")))) {
      try {
        settings.trafficShift(
            new TrafficShift(
                "linear".equals(values.get("type")), percent, Duration.minutes(minutes)));
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    } else {
      problems.add(
          "trafficShift must have a type, which is \"canary\" or \"linear\", a percent and minutes");
    }
  }

  private void stages(Object content) {
    if (!(content instanceof Map<?, ?> map)) {
      problems.add("stages must be an object");
      return;
    }
    map.forEach(
        (key, value) -> {
          String stage = String.valueOf(key);
          String prefix = "stages." + stage;
          Map<String, Consumer<Object>> known = new LinkedHashMap<>();
          known.put(
              "memory",
              number -> number(prefix + ".memory", number, mb -> settings.memory(stage, mb)));
          known.put(
              "workers",
              number -> number(prefix + ".workers", number, n -> settings.workers(stage, n)));
          known.put(
              "maxConcurrentRuns",
              number ->
                  number(
                      prefix + ".maxConcurrentRuns",
                      number,
                      n -> settings.maxConcurrentRuns(stage, n)));
          known.put(
              "connections",
              names ->
                  texts(prefix + ".connections", names, list -> settings.connections(stage, list)));
          known.put(
              "securityConfiguration",
              text ->
                  text(
                      prefix + ".securityConfiguration",
                      text,
                      name -> settings.securityConfiguration(stage, name)));
          eachField(prefix, value, known);
        });
  }

  private void text(String field, Object value, Consumer<String> setter) {
    if (value instanceof String text) {
      setter.accept(text);
    } else {
      problems.add(field + " is " + value + ": it must be a text in quotes");
    }
  }

  private void texts(String field, Object value, Consumer<List<String>> setter) {
    if (value instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
      setter.accept(items.stream().map(String.class::cast).toList());
    } else {
      problems.add(field + " is " + value + ": it must be a list of texts in quotes");
    }
  }

  private void number(String field, Object value, Consumer<Integer> setter) {
    if (value instanceof Number number && number.doubleValue() == number.intValue()) {
      setter.accept(number.intValue());
    } else {
      problems.add(field + " is " + value + ": it must be a whole number");
    }
  }

  private void flag(String field, Object value, Consumer<Boolean> setter) {
    if (value instanceof Boolean flag) {
      setter.accept(flag);
    } else {
      problems.add(field + " is " + value + ": it must be true or false");
    }
  }
}
