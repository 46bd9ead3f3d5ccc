package dev.stageloom.asl.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS takes for a schedule, a pattern and a bucket's name, and what it does not. */
class TriggerRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 3 * * ? *)",
        "cron(0/15 8-17 ? * MON-FRI 2026-2030)",
        "cron(5,10 * L * ? *)",
        "cron(0 9 15W JAN,jul ? *)",
        "cron(0 9 ? 1/3 6#3 *)",
        "cron(0 9 ? * FRIL 1970,2199)",
        "rate(1 minute)",
        "rate(12 hours)",
        "at(2027-01-01T00:00:00)"
      })
  void schedules(String expression) {
    assertThat(ScheduleExpression.problem(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cron()",
        "cron(60 3 * * ? *)",
        "cron(0 3 0 * ? *)",
        "cron(0 3 * 13 ? *)",
        "cron(0 3 ? * 8 *)",
        "cron(0 3 ? * ? *)",
        "cron(0 3 * * MON *)",
        "cron(0 3 1,? * ? *)",
        "cron(0/0 3 * * ? *)",
        "cron(0 3 * * ? 1969)",
        "cron(a 3 * * ? *)",
        "rate(-1 day)",
        "rate(1 week)",
        "rate(1day)",
        "at(2027-01-01)",
        "at(2027-01-01T00:00:00Z)"
      })
  void noSchedules(String expression) {
    assertThat(ScheduleExpression.problem(expression)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\": [\"shop\"]}",
        "{\"detail\": {\"total\": [{\"numeric\": [\">\", 10]}], \"vip\": [true, null]}}",
        "{\"detail\": {\"state\": [{\"anything-but\": {\"prefix\": \"a\"}}]}}",
        "{\"$or\": [{\"source\": [\"a\"]}, {\"detail\": {\"b\": [1]}}]}"
      })
  void patterns(String pattern) {
    assertThat(EventPattern.problem(pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"source\": []}",
        "{\"source\": [[\"a\"]]}",
        "{\"detail\": {}}",
        "{\"source\": [{}]}",
        "{\"source\": [{\"prefix\": \"a\", \"suffix\": \"b\"}]}",
        "{\"$or\": [{\"source\": [\"a\"]}]}",
        "{\"$or\": [{\"source\": [\"a\"]}, {}]}",
        "{\"$or\": [{\"source\": [\"a\"]}, {\"source\": \"b\"}]}"
      })
  void noPatterns(String pattern) {
    assertThat(EventPattern.problem(pattern)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "my-bucket", "a.b.c", "1234"})
  void bucketNames(String name) {
    assertThat(BucketName.problem(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "My-Bucket",
        "a_b",
        "-ab",
        "ab-",
        "a..b",
        "192.168.0.1",
        "xn--a",
        "a-s3alias",
        "a/b"
      })
  void noBucketNames(String name) {
    assertThat(BucketName.problem(name)).isPresent();
  }
}
