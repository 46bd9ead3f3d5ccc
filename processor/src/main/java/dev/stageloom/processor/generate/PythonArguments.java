package dev.stageloom.processor.generate;

import dev.stageloom.processor.model.ArgumentConversion;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.PythonScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the arguments of a stage are declared and converted in Python. */
final class PythonArguments {

  /**
   * A Python type.
   *
   * @param name what a field of the type is declared as
   * @param module what the name is imported from; empty for a type that Python knows
   * @param converter what makes it of a text
   * @param libraryName the name to import from Stageloom's library; empty for none
   */
  private record PythonType(String name, String module, String converter, String libraryName) {}

  private static final PythonType TEXT = new PythonType("str", "", "str", "");

  private static final Map<String, PythonType> TYPES =
      Map.ofEntries(
          Map.entry("boolean", new PythonType("bool", "", "boolean", "boolean")),
          Map.entry("byte", integer("-128, 127")),
          Map.entry("short", integer("-32768, 32767")),
          Map.entry("int", integer("-2147483648, 2147483647")),
          Map.entry("long", integer("-9223372036854775808, 9223372036854775807")),
          Map.entry("java.math.BigInteger", integer("")),
          Map.entry("float", new PythonType("float", "", "float", "")),
          Map.entry("double", new PythonType("float", "", "float", "")),
          Map.entry(
              "java.math.BigDecimal", new PythonType("Decimal", "decimal", "decimal", "decimal")),
          Map.entry("java.util.UUID", new PythonType("UUID", "uuid", "UUID", "")),
          Map.entry(
              "java.time.LocalDate", new PythonType("date", "datetime", "date.fromisoformat", "")),
          Map.entry(
              "java.time.LocalTime",
              new PythonType("time", "datetime", "local_time", "local_time")),
          Map.entry(
              "java.time.LocalDateTime",
              new PythonType("datetime", "datetime", "local_date_time", "local_date_time")),
          Map.entry("java.time.Instant", instant()),
          Map.entry("java.time.OffsetDateTime", instant()),
          Map.entry("java.time.ZonedDateTime", instant()));

  private final List<Parameter.ArgumentValue> arguments;

  PythonArguments(List<Parameter.ArgumentValue> arguments) {
    this.arguments = arguments;
  }

  boolean isEmpty() {
    return arguments.isEmpty();
  }

  /** The names to import, by their modules. */
  Map<String, String> imports() {
    Map<String, Set<String>> names = new TreeMap<>();
    for (Parameter.ArgumentValue argument : arguments) {
      PythonType type = type(argument);
      if (!type.module().isEmpty()) {
        names.computeIfAbsent(type.module(), m -> new TreeSet<>()).add(type.name());
      }
    }
    Map<String, String> imports = new TreeMap<>();
    names.forEach((module, some) -> imports.put(module, String.join(", ", some)));
    return imports;
  }

  /** The names to import from Stageloom's library. */
  Set<String> libraryNames() {
    Set<String> names = new TreeSet<>();
    for (Parameter.ArgumentValue argument : arguments) {
      names.add("Argument");
      String name = isEnum(argument) ? "one_of" : type(argument).libraryName();
      if (!name.isEmpty()) {
        names.add(name);
      }
      if (isList(argument)) {
        names.add("list_of");
      }
    }
    return names;
  }

  /** The tuple {@code ARGUMENTS}. */
  String declaration() {
    StringBuilder text = new StringBuilder("ARGUMENTS = (\n");
    for (Parameter.ArgumentValue argument : arguments) {
      text.append("    Argument(\n        ")
          .append(PythonText.literal(argument.argument()))
          .append(",\n        ")
          .append(PythonText.literal(words(argument)))
          .append(",\n        ")
          .append(converter(argument))
          .append(",\n");
      argument
          .defaultValue()
          .ifPresent(
              value ->
                  text.append("        default=").append(PythonText.literal(value)).append(",\n"));
      text.append("    ),\n");
    }
    return text.append(")\n").toString();
  }

  /** The fields of the context. */
  List<String> fields() {
    return arguments.stream().map(a -> PythonScript.pythonName(a.name()) + ": " + hint(a)).toList();
  }

  /** The expressions for the arguments' values, by their names in Python. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Parameter.ArgumentValue argument : arguments) {
      values.put(
          PythonScript.pythonName(argument.name()),
          "stage.arguments[" + PythonText.literal(argument.argument()) + "]");
    }
    return values;
  }

  private static String words(Parameter.ArgumentValue argument) {
    return ArgumentConversion.of(argument).map(ArgumentConversion::words).orElse("a text");
  }

  private static String hint(Parameter.ArgumentValue argument) {
    String name = type(argument).name();
    return isList(argument) ? "list[" + name + "]" : name;
  }

  private static String converter(Parameter.ArgumentValue argument) {
    String before = isList(argument) ? "list_of(" : "";
    String after = isList(argument) ? ")" : "";
    if (!isEnum(argument)) {
      return before + type(argument).converter() + after;
    }
    List<String> constants = argument.enumConstants().stream().map(PythonText::literal).toList();
    String line = before + "one_of(" + String.join(", ", constants) + ")" + after;
    if ("        ".length() + line.length() < PythonText.LONGEST_LINE) {
      return line;
    }
    String indent = isList(argument) ? "                " : "            ";
    String lines =
        constants.stream()
            .map(constant -> indent + constant + ",\n")
            .collect(Collectors.joining("", "one_of(\n", indent.substring(4) + ")"));
    return isList(argument) ? "list_of(\n            " + lines + "\n        )" : lines;
  }

  private static boolean isList(Parameter.ArgumentValue argument) {
    return ArgumentConversion.listItem(argument.type()).isPresent();
  }

  private static boolean isEnum(Parameter.ArgumentValue argument) {
    return !argument.enumConstants().isEmpty();
  }

  private static PythonType type(Parameter.ArgumentValue argument) {
    return isEnum(argument) ? TEXT : TYPES.getOrDefault(unboxed(argument), TEXT);
  }

  private static String unboxed(Parameter.ArgumentValue argument) {
    String type = ArgumentConversion.listItem(argument.type()).orElse(argument.type()).qualified();
    return switch (type) {
      case "java.lang.Integer" -> "int";
      case "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double" ->
          Character.toLowerCase(type.charAt("java.lang.".length()))
              + type.substring("java.lang.".length() + 1);
      default -> type;
    };
  }

  private static PythonType integer(String bounds) {
    return new PythonType("int", "", "integer(" + bounds + ")", "integer");
  }

  private static PythonType instant() {
    return new PythonType("datetime", "datetime", "instant", "instant");
  }
}
