package dev.stageloom.cdk;

import dev.stageloom.asl.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.assertions.Template;

/** The resources of a template, in the short forms that the tests compare. */
final class Resources {

  private final Map<String, Object> resources;

  Resources(Template template) {
    this.resources = map(template.toJSON().get("Resources"));
  }

  /** The properties of every resource of a type, by their logical ids. */
  Map<String, Map<String, Object>> all(String type) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    resources.forEach(
        (id, resource) -> {
          if (map(resource).get("Type").equals(type)) {
            all.put(id, map(map(resource).getOrDefault("Properties", Map.of())));
          }
        });
    return all;
  }

  /** The properties of the one resource of a type whose logical id starts so. */
  Map<String, Object> properties(String type, String start) {
    return all(type).get(id(type, start));
  }

  /** The same, as JSON. */
  String json(String type, String start) {
    return string(properties(type, start));
  }

  /** The logical ids that the resource depends on. */
  List<String> dependsOn(String type, String start) {
    return list(map(resources.get(id(type, start))).get("DependsOn")).stream()
        .map(String::valueOf)
        .toList();
  }

  private String id(String type, String start) {
    List<String> ids = all(type).keySet().stream().filter(id -> id.startsWith(start)).toList();
    if (ids.size() != 1) {
      throw new AssertionError(type + " " + start + ": " + ids);
    }
    return ids.get(0);
  }

  /** The permissions of a role's inline policy, or of a policy, one line for each statement. */
  List<String> statements(String type, String start) {
    Map<String, Object> properties = properties(type, start);
    List<Object> documents = new ArrayList<>();
    if (properties.get("Policies") instanceof List<?> policies) {
      policies.forEach(policy -> documents.add(map(policy).get("PolicyDocument")));
    } else {
      documents.add(properties.get("PolicyDocument"));
    }
    List<String> lines = new ArrayList<>();
    for (Object document : documents) {
      for (Object statement : list(map(document).get("Statement"))) {
        lines.add(line(map(statement)));
      }
    }
    return lines;
  }

  private static String line(Map<String, Object> statement) {
    String line =
        join(statement.get("Action"), ",") + " on " + join(statement.get("Resource"), " ");
    if (statement.get("Condition") != null) {
      for (Map.Entry<String, Object> operator : map(statement.get("Condition")).entrySet()) {
        for (Map.Entry<String, Object> key : map(operator.getValue()).entrySet()) {
          line += " if " + operator.getKey() + " " + key.getKey() + " " + key.getValue();
        }
      }
    }
    return line;
  }

  private static String join(Object values, String separator) {
    return list(values).stream().map(Resources::reference).collect(Collectors.joining(separator));
  }

  /** A value with intrinsic functions as text: logical ids without their hashes. */
  static String reference(Object value) {
    if (!(value instanceof Map<?, ?>)) {
      return String.valueOf(value);
    }
    Map<String, Object> function = map(value);
    if (function.get("Ref") != null) {
      return withoutHash((String) function.get("Ref"));
    }
    if (function.get("Fn::GetAtt") != null) {
      List<?> attribute = list(function.get("Fn::GetAtt"));
      return withoutHash((String) attribute.get(0)) + "." + attribute.get(1);
    }
    if (function.get("Fn::Join") != null) {
      return list(list(function.get("Fn::Join")).get(1)).stream()
          .map(Resources::reference)
          .collect(Collectors.joining());
    }
    return String.valueOf(function.get("Fn::Sub"));
  }

  private static String withoutHash(String logicalId) {
    return logicalId.replaceFirst("[0-9A-F]{8}$", "");
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** A value as JSON. */
  static String string(Object value) {
    return Json.write(value);
  }
}
