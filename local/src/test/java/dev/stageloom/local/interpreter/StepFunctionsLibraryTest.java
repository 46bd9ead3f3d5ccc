package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.asl.json.Json;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepFunctionsLibraryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$partition([1, 2, 3, 4, 5], 2)       | [[1,2],[3,4],[5]]",
        "$partition([1], 2)                   | [[1]]",
        "$partition([], 2)                    | []",
        "$range(1, 9, 2)                      | [1,3,5,7,9]",
        "$range(3, 1, -1)                     | [3,2,1]",
        "$range(1, 1, 1)                      | [1]",
        "$range(2, 1, 1)                      | []",
        "$hash('input data', 'SHA-1')         | \"aaff4a450a104cd177d28d18d74485e8cae074b7\"",
        "$hash('', 'MD5')                     | \"d41d8cd98f00b204e9800998ecf8427e\"",
        "$parse('{\"a\": [1, null]}')         | {\"a\":[1,null]}",
        "$parse('null')                       | null",
        "$parse('[1]')                        | [1]",
        "$random(5) = $random(5)              | true",
        "$random() >= 0 and $random() < 1     | true",
        "$uuid() != $uuid()                   | true",
      })
  void computes(String expression, String json) throws EvaluationException {
    assertThat(Json.writeCompact(Expression.evaluate(expression, Map.of()))).isEqualTo(json);
  }

  @Test
  void makesRandomUuids() throws EvaluationException {
    UUID uuid = UUID.fromString((String) Expression.evaluate("$uuid()", Map.of()));

    assertThat(uuid.version()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$partition([1], 0)    | $partition: the size of a part must be at least 1",
        "$partition([1], 1.5)  | $partition: the size of a part must be an integer, but is 1.5",
        "$range(1, 9, 0)       | $range: the step must not be 0",
        "$range(1, 1001, 1.5)  | $range: the step must be an integer, but is 1.5",
        "$range(0, 1000, 1)    | $range: more than 1000 values, the limit of Step Functions",
        "$hash('a', 'CRC')     | $hash: the algorithm must be MD5, SHA-1, SHA-256, SHA-384 or"
            + " SHA-512, but is CRC",
        "$hash($pad('', 10001), 'MD5') | $hash: more than 10,000 characters, the limit of Step"
            + " Functions",
        "$parse('nope')        | $parse: the text is not JSON: line 1, column 1: expected a JSON"
            + " value, found 'n'",
      })
  void refusesWrongArguments(String expression, String message) {
    assertThatThrownBy(() -> Expression.evaluate(expression, Map.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("failed: " + message);
  }

  @Test
  void refusesArgumentsOfOtherTypes() {
    assertThatThrownBy(() -> Expression.evaluate("$parse(1)", Map.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("T0410");
    assertThatThrownBy(() -> Expression.evaluate("$range('a', 2, 1)", Map.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("T0410");
  }
}
