package dev.stageloom.asl.workflow;

import static com.dashjoin.jsonata.Jsonata.jsonata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import dev.stageloom.asl.JsonTemplate;
import dev.stageloom.asl.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluates the expressions as Step Functions does, with its own function $parse. */
class ExpressionsTest {

  private static final String UNDEFINED = "undefined";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"day\":\"2026-11-23\"}  | {\"day\":\"2026-11-23\"}",
        "[\"a\",{\"b\":null}]      | [\"a\",{\"b\":null}]",
        "[]                        | []",
        "[{\"only\":\"one\"}]      | [{\"only\":\"one\"}]",
        "\"text\"                  | \"text\"",
        "7                         | 7",
      })
  void takesTheMessageFromThePipesRecord(String body, String message) {
    String records =
        Json.writeCompact(
            List.of(Map.of("messageId", "1", "eventSource", "aws:sqs", "body", body)));

    assertThat(startMessage(records)).isEqualTo(message);
  }

  @Test
  void refusesRecordWhoseBodyIsNotJson() {
    assertThatThrownBy(
            () -> startMessage("[{\"eventSource\": \"aws:sqs\", \"body\": \"not JSON\"}]"))
        .hasMessageContaining("expected a JSON value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"run-date\":\"2026-11-23\"}",
        "{}",
        "[]",
        "[1]",
        "[[1]]",
        "[{\"a\":1}]",
        "[{\"a\":1},{\"a\":2}]",
        "[{\"eventSource\":\"aws:s3\",\"body\":\"{}\"}]",
        "{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}",
        "[null]",
        "null",
        "\"text\"",
        "1",
        "true",
      })
  void takesAnyOtherInputAsItIs(String input) {
    assertThat(startMessage(input)).isEqualTo(input);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"run-date\": \"2026-11-23\"} | \"2026-11-23\"",
        "{\"run-date\": 5}              | 5",
        "{\"run-date\": 5.5}            | 5.5",
        "{\"run-date\": false}          | false",
        "{\"run-date\": \"\"}           | \"\"",
        "{\"run-date\": [1]}            | [1]",
        "{\"run-date\": []}             | []",
        "{\"run-date\": {\"a\": 1}}     | {\"a\":1}",
        "{\"run-date\": null}           | null",
        "{\"other\": 1}                 | null",
        "{\"a\": {\"run-date\": 1}}     | null",
        "[{\"run-date\": 1}]            | null",
        "\"run-date\"                   | null",
        "null                           | null",
        "5                              | null",
      })
  void passesArgumentToLambdaAsItIsAndNullIfThereIsNone(String initialData, String value) {
    TaskArgument argument = new TaskArgument("run-date", Optional.empty());

    assertThat(evaluate(Expressions.lambdaArgument(argument), "initialData", initialData))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"limit\": \"10\"}     | \"10\"",
        "{\"limit\": 10}         | \"10\"",
        "{\"limit\": 0}          | \"0\"",
        "{\"limit\": 2.5}        | \"2.5\"",
        "{\"limit\": true}       | \"true\"",
        "{\"limit\": false}      | \"false\"",
        "{\"limit\": \"\"}       | \"\"",
        "{\"limit\": {\"a\": 1}} | \"{\\\"a\\\":1}\"",
        "{\"limit\": [1]}        | \"[1]\"",
        "{\"limit\": null}       | \"none\"",
        "{}                      | \"none\"",
        "[{\"limit\": 1}]        | \"none\"",
        "\"limit\"               | \"none\"",
        "null                    | \"none\"",
      })
  void passesArgumentToGlueAsTextAndTheDefaultIfThereIsNone(String initialData, String value) {
    TaskArgument argument = new TaskArgument("limit", Optional.of("none"));

    assertThat(evaluate(Expressions.glueArgument("Load", argument), "initialData", initialData))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "\"limit\"", "{\"limit\":null}"})
  void failsForMissingArgumentOfGlueWithoutDefault(String initialData) {
    String expression =
        Expressions.glueArgument("Load", new TaskArgument("limit", Optional.empty()));

    assertThatThrownBy(() -> evaluate(expression, "initialData", initialData))
        .hasMessage(
            "stage Load needs the argument \"limit\", and the input of the execution has none: add"
                + " it to the input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "it's",
        "\"quoted\"",
        "back\\slash",
        "a ${Substitution} b",
        "100 %} done",
        "{% 1 + 1 %}",
        "tab\tnew\nline\u0001",
        "$five",
        "/* not a comment */",
        "é\uD83D\uDE00",
        "\\u0041",
      })
  void keepsEveryDefaultValueAsItIs(String text) {
    String expression =
        Expressions.glueArgument("Load", new TaskArgument("limit", Optional.of(text)));

    assertThat(Json.parse(evaluate(expression, "initialData", "{}"))).isEqualTo(text);
    assertThat(expression).doesNotContain("${");
    assertThat(expression.indexOf("%}")).isEqualTo(expression.length() - 2);
  }

  @Test
  void makesTheKeyOfOutputFromTheExecutionId() {
    assertThat(
            evaluate(
                Expressions.outputKey("EtlStage", OutputFile.JSON), "executionId", "\"run-1\""))
        .isEqualTo("\"executions/run-1/EtlStage/output.json\"");
    assertThat(
            evaluate(
                Expressions.outputKey("EtlStage", OutputFile.PARQUET), "executionId", "\"run-1\""))
        .isEqualTo("\"executions/run-1/EtlStage/output.parquet\"");
  }

  private static String startMessage(String input) {
    return evaluate(Expressions.START_MESSAGE, "states", "{\"input\": " + input + "}");
  }

  /** Evaluates an expression with one variable, and returns the value as JSON. */
  private static String evaluate(String expression, String variable, String json) {
    Jsonata jsonata = jsonata(JsonTemplate.expressionIn(expression).orElseThrow());
    jsonata.setOutputConvertNulls(false);
    Jsonata.Frame frame = jsonata.createFrame();
    frame.bind(variable, orNull(Json.parse(json)));
    frame.bind(
        "parse",
        new Jsonata.JFunction(
            (input, arguments) -> orNull(Json.parse((String) arguments.get(0))), "<s-:x>"));
    Object value = jsonata.evaluate(null, frame);
    return value == null ? UNDEFINED : Json.writeCompact(Utils.convertNulls(value));
  }

  private static Object orNull(Object value) {
    return value == null ? Jsonata.NULL_VALUE : value;
  }
}
