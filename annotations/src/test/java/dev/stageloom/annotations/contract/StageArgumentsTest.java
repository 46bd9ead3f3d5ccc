package dev.stageloom.annotations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b | a;b",
        " a , b c ,| a;b c;",
        "a | a",
        "[\"a\", \"b,c\"] | a;b,c",
        " [ 1 , -2.50, true,1e3 ] | 1;-2.50;true;1e3"
      })
  void readsLists(String text, String items) {
    assertThat(String.join(";", StageArguments.listOf(item -> item).apply(text))).isEqualTo(items);
  }

  @Test
  void textsOfAListMayHaveEscapes() {
    String text = "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9]\"]";
    assertThat(StageArguments.listOf(item -> item).apply(text))
        .containsExactly("\"\\/\b\f\n\r\té]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", " [ ] "})
  void nothingIsAnEmptyList(String text) {
    assertThat(StageArguments.listOf(item -> item).apply(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[a]",
        "[null]",
        "[[1]]",
        "[{}]",
        "[1]x",
        "[\"a",
        "[\"\\x\"]",
        "[\"\\u00zz\"]",
        "[1 2]",
        "[01x]",
        "[.]",
        "[,1]"
      })
  void refusesWhatBeginsAsAnArrayAndIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StageArguments.listOf(item -> item).apply(text));
  }

  @Test
  void convertsTheItemsOfAList() {
    StageArguments lists =
        new StageArguments("S", Map.of("days", "2026-11-23,2026-11-24", "n", "1,x"));
    assertThat(
            lists.<List<LocalDate>>required(
                "days", "a list", StageArguments.listOf(LocalDate::parse)))
        .containsExactly(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 24));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                lists.required(
                    "n", "a list, each item an int", StageArguments.listOf(Integer::parseInt)))
        .withMessage(
            "stage S: the argument \"n\" is \"1,x\", which is not a list, each item an int");
  }

  private final StageArguments arguments =
      new StageArguments("FilterStage", Map.of("run-date", "2026-11-23", "limit", "ten"));

  @Test
  void convertsAGivenValue() {
    assertThat(arguments.<LocalDate>required("run-date", "a LocalDate", LocalDate::parse))
        .isEqualTo("2026-11-23");
    assertThat(
            arguments.<LocalDate>optional(
                "run-date", "a LocalDate", "2000-01-01", LocalDate::parse))
        .isEqualTo("2026-11-23");
  }

  @Test
  void takesTheDefaultWhenThereIsNoValue() {
    assertThat(arguments.<Integer>optional("other", "an int", "7", Integer::parseInt)).isEqualTo(7);
  }

  @Test
  void namesAMissingArgument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments.required("day", "a LocalDate", LocalDate::parse))
        .withMessage(
            "stage FilterStage needs the argument \"day\" (a LocalDate), and the execution's input"
                + " has no \"day\": add it to the input, or give @Argument(\"day\") a"
                + " defaultValue");
  }

  @Test
  void namesAValueThatCannotBeConverted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments.required("limit", "an int", Integer::parseInt))
        .withMessage("stage FilterStage: the argument \"limit\" is \"ten\", which is not an int");
  }

  @Test
  void readsBooleansAndCharactersStrictly() {
    assertThat(StageArguments.parseBoolean("True")).isTrue();
    assertThat(StageArguments.parseBoolean("false")).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> StageArguments.parseBoolean("yes"));
    assertThat(StageArguments.parseChar("x")).isEqualTo('x');
    assertThatIllegalArgumentException().isThrownBy(() -> StageArguments.parseChar("xy"));
  }
}
