package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.local.sample.Shop;
import dev.stageloom.runtime.spark.InvalidDataException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void ourOwnExceptionsExplainThemselves() {
    assertThat(FailureText.of("States.TaskFailed", "{}", new InvalidDataException("line 2 of x")))
        .isEqualTo("line 2 of x");
  }

  @Test
  void otherExceptionsHaveTheirClassAndTheirPlace() {
    assertThat(FailureText.of("e", "c", Shop.closed("closed\n\tat x")))
        .matches("IllegalStateException: closed \\(Shop.java:\\d+\\)");
    assertThat(FailureText.of("e", "c", Shop.closed(null)))
        .matches("IllegalStateException \\(Shop.java:\\d+\\)");
  }

  @Test
  void ourOwnCodeIsNoPlace() {
    assertThat(FailureText.of("e", "c", new IllegalStateException("closed")))
        .isEqualTo("IllegalStateException: closed");
  }

  @Test
  void sparksWrappersAreTakenOff() {
    SparkException failure =
        new SparkException(
            "Job aborted due to stage failure",
            new SparkException("task failed", Shop.closed("closed")));

    assertThat(FailureText.of("e", "c", failure))
        .startsWith("IllegalStateException: closed (Shop.java:");
  }

  @Test
  void withoutAnExceptionTheCauseIsTold() {
    assertThat(FailureText.of("States.Timeout", "too slow", null)).isEqualTo("too slow");
    assertThat(FailureText.of("States.Timeout", "", null)).isEqualTo("States.Timeout");
    assertThat(FailureText.ofCause("e", "{\"errorMessage\":\"no\",\"errorType\":\"e\"}"))
        .isEqualTo("no");
    assertThat(FailureText.ofCause("e", "{\"ErrorMessage\":\"no\"}")).isEqualTo("no");
    assertThat(FailureText.ofCause("e", "[1]")).isEqualTo("[1]");
  }
}
