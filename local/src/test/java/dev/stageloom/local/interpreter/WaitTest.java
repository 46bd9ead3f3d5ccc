package dev.stageloom.local.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitTest {

  @Test
  void waitsForSeconds() {
    Machine machine = Machine.of("'A': {'Type': 'Wait', 'Seconds': 90, 'End': true}");

    assertThat(machine.output("{'a': 1}")).isEqualTo("{'a':1}");
    assertThat(machine.delays).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void waitsForSecondsOfAnExpression() {
    Machine machine =
        Machine.of(
            "'A': {'Type': 'Wait', 'Seconds': '{% $states.input.s %}', 'End': true, 'Output': {}}");

    assertThat(machine.output("{'s': 5}")).isEqualTo("{}");
    assertThat(machine.delays).containsExactly(Duration.ofSeconds(5));
    assertThat(machine.failure("{'s': -1}").cause())
        .isEqualTo("state \"A\", Seconds must be an integer from 0 to 99,999,999, but is -1");
    assertThat(machine.failure("{'s': 1.5}").cause())
        .isEqualTo("state \"A\", Seconds must be an integer from 0 to 99,999,999, but is 1.5");
  }

  @Test
  void waitsUntilTime() {
    Machine machine =
        Machine.of("'A': {'Type': 'Wait', 'Timestamp': '{% $states.input.t %}', 'End': true}");

    machine.output("{'t': '2999-01-01T00:00:00Z'}");
    machine.output("{'t': '2001-01-01T00:00:00+02:00'}");

    assertThat(machine.delays).hasSize(2);
    assertThat(machine.delays.get(0)).isGreaterThan(Duration.ofDays(300_000));
    assertThat(machine.delays.get(1)).isZero();
    assertThat(machine.failure("{'t': 'tomorrow'}").cause())
        .isEqualTo(
            "state \"A\", Timestamp must be a time such as 2026-11-23T08:00:00Z, but is"
                + " \"tomorrow\"");
  }

  @Test
  void skipsDelaysOrWaitsThemOut() throws InterruptedException {
    Pace.immediate().delay(Duration.ofDays(1000));
    Pace.realTime().delay(Duration.ZERO);
  }
}
