package dev.stageloom.annotations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageArgumentsTest {

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
