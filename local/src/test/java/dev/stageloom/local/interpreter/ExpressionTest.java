package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.asl.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$x                       | [1,null,{\"a\":null}]",
        "$x[1]                    | null",
        "$x[1] = null             | true",
        "$x[2].a                  | null",
        "$count($x)               | 3",
        "$string($x)              | \"[1,null,{\\\"a\\\":null}]\"",
        "$x[0] + 1                | 2",
        "$x[0] = 1                | true",
        "[$x[0]]                  | [1]",
        "{'a': $x[2].a}           | {\"a\":null}",
        "{'a': $missing}          | {}",
        "[$missing]               | []",
        "$exists($missing)        | false",
        "null                     | null",
        "[1..3]                   | [1,2,3]",
        "1 / 3                    | 0.3333333333333333",
        "4 / 2                    | 2",
        "10000000000 * 10         | 100000000000",
        "$merge([{'a': null}])    | {\"a\":null}",
        "$x.a                     | null",
        "'a' & 1 & true & null    | \"a1truenull\"",
        "($y := 5; $y * $y)       | 25",
        "$map([1, 2], function($v) { $v * 2 }) | [2,4]",
      })
  void givesJsonValues(String expression, String json) throws EvaluationException {
    assertThat(Json.writeCompact(evaluate(expression))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$missing", "$x[7]", "$x[2].b", "a.b", "$", "()", "$parse($missing)"})
  void refusesUndefined(String expression) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("gave nothing (undefined)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "function($a) { $a } | a function",
        "$sum                | a function",
        "[$sum]              | a function",
        "{'a': /x/}          | a regular expression",
      })
  void refusesWhatIsNotJson(String expression, String kind) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("gave a value that cannot be used: " + kind + " is no JSON value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'a' + 1        | failed: The left side of the \"+\" operator must evaluate to a number"
            + " (T2001)",
        "$nothing(1)    | failed: Attempted to invoke a non-function (T1006)",
        "$error('mine') | failed: mine (D3137)",
        "$eval('1')     | failed: Step Functions has no function $eval: use $parse to read JSON",
        "($f := function($n) { 1 + $f($n) }; $f(1)) | failed: it calls itself too deeply",
      })
  void saysWhyAnExpressionFailed(String expression, String message) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(message);
  }

  @Test
  void doesNotChangeItsVariables() throws EvaluationException {
    Map<String, Object> variables = variables();

    evaluateWith("$append($x, 4)", variables);
    evaluateWith("$x[2] ~> |$|{'a': 9}|", variables);

    assertThat(Json.writeCompact(evaluateWith("$x", variables))).isEqualTo("[1,null,{\"a\":null}]");
  }

  @Test
  void findsErrorsOfSyntax() {
    assertThat(Expression.syntaxError("1 +")).contains("Unexpected end of expression (S0207)");
    assertThat(Expression.syntaxError("$x.")).isPresent();
    assertThat(Expression.syntaxError("$states.input")).isEmpty();
  }

  @Test
  void namesStateAndFieldOfAnExpressionThatFails() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Pass', 'End': true, 'Output': {'a': [1, {'b': '{% $states.input.x"
                + " %}'}]}}");

    ExecutionResult.Failed failure = machine.failure();

    assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(failure.state()).isEqualTo("A");
    assertThat(failure.cause())
        .isEqualTo(
            "state \"A\", Output.a[1].b: the expression {% $states.input.x %} gave nothing"
                + " (undefined)");
  }

  private static Object evaluate(String expression) throws EvaluationException {
    return evaluateWith(expression, variables());
  }

  private static Object evaluateWith(String expression, Map<String, Object> variables)
      throws EvaluationException {
    return Expression.evaluate(expression, variables);
  }

  private static Map<String, Object> variables() {
    return Map.of("x", JsonValues.toJsonata(Json.parse("[1, null, {\"a\": null}]")));
  }
}
