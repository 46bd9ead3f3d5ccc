package dev.stageloom.asl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsEveryKindOfValue() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("text", "a\"\\/\b\f\n\r\té\uD83D\uDE00");
    expected.put("whole", -42L);
    expected.put("fraction", 1.5);
    expected.put("exponent", 1000.0);
    expected.put("yes", true);
    expected.put("no", false);
    expected.put("nothing", null);
    expected.put("list", List.of(1L, List.of(), Map.of()));

    Object value =
        Json.parse(
            " { \"text\" : \"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\", \"whole\": -42,\r\n"
                + "\t\"fraction\": 1.5, \"exponent\": 1e3, \"yes\": true, \"no\": false,"
                + " \"nothing\": null, \"list\": [1, [], {}] } ");

    assertThat(value).isEqualTo(expected);
  }

  @Test
  void keepsTheOrderOfFields() {
    Object value = Json.parse("{\"b\": 1, \"a\": 2, \"c\": 3}");

    assertThat(Json.writeCompact(value)).isEqualTo("{\"b\":1,\"a\":2,\"c\":3}");
  }

  @Test
  void skipsByteOrderMark() {
    assertThat(Json.parse("\uFEFF1")).isEqualTo(1L);
  }

  @Test
  void readsIntegersBeyondLongAsDoubles() {
    assertThat(Json.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(Json.parse("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(Json.parse("9223372036854775808")).isEqualTo(9.223372036854775808E18);
    assertThat(Json.parse("123456789012345678901234567890")).isEqualTo(1.2345678901234568E29);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                 | line 1, column 1: expected a JSON value, found the end of the text",
        "{a: 1}             | line 1, column 2: expected a field's name in double quotes, found 'a'",
        "{\"a\" 1}          | line 1, column 6: expected ':', found '1'",
        "{\"a\": 1          | line 1, column 8: expected ',' or '}', found the end of the text",
        "{\"a\": 1,}        | line 1, column 9: expected a field's name in double quotes, found '}'",
        "[1, 2              | line 1, column 6: expected ',' or ']', found the end of the text",
        "[1,]               | line 1, column 4: expected a JSON value, found ']'",
        "[1] 2              | line 1, column 5: nothing may follow the JSON value, but '2' does",
        "nul                | line 1, column 1: expected a JSON value, found 'n'",
        "01                 | line 1, column 2: a number has no leading zeros",
        "-                  | line 1, column 2: expected a digit, found the end of the text",
        "1.                 | line 1, column 3: expected a digit, found the end of the text",
        "1e                 | line 1, column 3: expected a digit, found the end of the text",
        "1e999              | line 1, column 1: the number 1e999 is too large for a double",
        "\"abc              | line 1, column 5: the string is not closed",
        "\"\\x\"            | line 1, column 3: after a backslash, expected one of \"\\/bfnrtu,"
            + " found 'x'",
        "\"\\u12g4\"        | line 1, column 6: after \\u, expected four hexadecimal digits, found"
            + " 'g'",
        "{\"a\":1,\"a\":2}  | line 1, column 8: the field \"a\" is there twice",
      })
  void saysWhereAndWhyTextIsNotJson(String text, String message) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonException.class)
        .hasMessage(message);
  }

  @Test
  void countsLines() {
    assertThatThrownBy(() -> Json.parse("{\n  \"a\": 1,\n  \"b\": ?\n}"))
        .hasMessage("line 3, column 8: expected a JSON value, found '?'");
  }

  @Test
  void refusesControlCharactersInStrings() {
    assertThatThrownBy(() -> Json.parse("\"a\tb\""))
        .hasMessage(
            "line 1, column 3: a string may hold the control character U+0009 only as \\u0009");
  }

  @Test
  void refusesTooDeepNesting() {
    String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
    assertThat(Json.writeCompact(Json.parse(deepest))).isEqualTo(deepest);

    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .hasMessage("line 1, column 501: nested deeper than 500");
  }

  @Test
  void writesForPeople() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("name", "x");
    value.put("items", List.of(1, 2));
    value.put("none", List.of());
    value.put("empty", Map.of());

    assertThat(Json.write(value))
        .isEqualTo(
            """
            {
              "name": "x",
              "items": [
                1,
                2
              ],
              "none": [],
              "empty": {}
            }""");
  }

  @Test
  void writesOnOneLine() {
    assertThat(Json.writeCompact(Arrays.asList(1, null, true, "a", Map.of("b", 2.5))))
        .isEqualTo("[1,null,true,\"a\",{\"b\":2.5}]");
  }

  @Test
  void escapesWhatJsonMustEscape() {
    assertThat(Json.writeCompact("\"\\/\b\f\n\r\t\u0001\u001Fé\uD83D\uDE00"))
        .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001fé\uD83D\uDE00\"");
  }

  @Test
  void escapesSurrogatesThatHaveLostTheirOtherHalf() {
    assertThat(Json.writeCompact("\uD83D")).isEqualTo("\"\\ud83d\"");
    assertThat(Json.writeCompact("\uDE00a")).isEqualTo("\"\\ude00a\"");
    assertThat(Json.parse("\"\\ud83d\"")).isEqualTo("\uD83D");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "2, 2.0",
    "-2.5, -2.5",
    "0.1, 0.1",
    "100, 100.0",
    "0.001, 0.001",
    "2.0E-3, 0.002",
    "1e20, 100000000000000000000.0",
    "1e21, 1E+21",
    "1.5e300, 1.5E+300",
    "1e-7, 0.0000001",
    "1e-8, 1E-8",
    "4.9e-324, 5E-324",
    "1.7976931348623157e308, 1.7976931348623157E+308",
    "0.30000000000000004, 0.30000000000000004",
  })
  void writesDoublesWithTheFewestDigitsThatReadBackTheSame(double value, String text) {
    assertThat(Json.writeCompact(value)).isEqualTo(text);
    assertThat(Json.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,2.0,-3.25,\"x\",true,false,null,{\"b\":{}}]}",
        "[[[]],\"\",0,\"\\u0000\"]",
        "12345678901234567000.0",
      })
  void readsBackWhatItWrote(String text) {
    Object value = Json.parse(text);

    assertThat(Json.parse(Json.write(value))).isEqualTo(value);
    assertThat(Json.parse(Json.writeCompact(value))).isEqualTo(value);
    assertThat(Json.writeCompact(value)).isEqualTo(text);
  }

  @Test
  void writesEveryKindOfNumber() {
    assertThat(Json.writeCompact(List.of((byte) 1, (short) 2, 3, 4L, 5.5f, new BigDecimal("6.70"))))
        .isEqualTo("[1,2,3,4,5.5,6.70]");
  }

  @Test
  void refusesWhatJsonCannotExpress() {
    assertThatThrownBy(() -> Json.write(Double.NaN))
        .isInstanceOf(JsonException.class)
        .hasMessage("JSON cannot express the number NaN");
    assertThatThrownBy(() -> Json.write(List.of(new StringBuilder().getClass())))
        .hasMessage("JSON cannot express a java.lang.Class (class java.lang.StringBuilder)");
    assertThatThrownBy(() -> Json.write(Map.of(1, 2)))
        .hasMessage("a JSON object's field is named by a string, not 1=2");
  }
}
