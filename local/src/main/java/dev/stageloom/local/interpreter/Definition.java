package dev.stageloom.local.interpreter;

import dev.stageloom.asl.AslException;
import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.AslWriter;
import dev.stageloom.asl.JsonTemplate;
import dev.stageloom.asl.StateMachine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a definition ready to run, as its deployment would. */
final class Definition {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<String, String> substitutions;
  private final Set<String> problems = new LinkedHashSet<>();

  private Definition(Map<String, String> substitutions) {
    this.substitutions = substitutions;
  }

  /**
   * Fills in the substitutions and checks the rules of the language and the syntax of all
   * expressions.
   *
   * @param machine the machine
   * @param substitutions the values by the names between <code>${</code> and <code>}</code>
   * @return the machine to run
   * @throws DefinitionException if something is wrong; with every problem found
   */
  static StateMachine prepare(StateMachine machine, Map<String, String> substitutions) {
    Definition definition = new Definition(substitutions);
    Map<String, @Nullable Object> json =
        DefinitionStrings.replaceAll(AslWriter.toJson(machine), definition::fillIn);
    json = DefinitionStrings.replaceAll(json, definition::checkSyntax);
    if (!definition.problems.isEmpty()) {
      throw new DefinitionException(List.copyOf(definition.problems));
    }
    try {
      return AslReader.fromJson(json);
    } catch (AslException e) {
      throw new DefinitionException(e.problems());
    }
  }

  private String fillIn(String where, String text) {
    Matcher matcher = SUBSTITUTION.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String value = substitutions.get(matcher.group(1));
      if (value == null) {
        problems.add(
            where
                + ": "
                + matcher.group()
                + " has no value: the values given are of "
                + (substitutions.isEmpty()
                    ? "no names"
                    : String.join(", ", new TreeSet<>(substitutions.keySet()))));
        value = matcher.group();
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  private String checkSyntax(String where, String text) {
    JsonTemplate.expressionIn(text)
        .flatMap(Expression::syntaxError)
        .ifPresent(
            error ->
                problems.add(where + ": the expression " + text + " is not JSONata: " + error));
    return text;
  }
}
