package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FormatTest {

  @Test
  void numbersAndTimes() {
    assertThat(Format.records(0)).isEqualTo("0");
    assertThat(Format.records(15_000)).isEqualTo("15,000");
    assertThat(Format.records(-1)).isEqualTo("?");
    assertThat(Format.time(Duration.ofMillis(849))).isEqualTo("0.8 s");
    assertThat(Format.time(Duration.ofSeconds(99))).isEqualTo("99.0 s");
    assertThat(Format.time(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
  }

  @Test
  void pathsAreRelativeUnlessThatIsLonger() {
    Path working = Path.of("").toAbsolutePath();
    assertThat(Format.path(working.resolve("a/b"))).isEqualTo(Path.of("a", "b").toString());
    assertThat(Format.path(Path.of("a/../b"))).isEqualTo("b");
    assertThat(Format.path(working)).isEqualTo(working.toString());
    assertThat(Format.path(working.getRoot())).isEqualTo(working.getRoot().toString());
  }

  @Test
  void oneLineOfAMessage() {
    assertThat(Format.oneLine("  a\tb\u001b[31m\n\tat c")).isEqualTo("a b [31m");
    assertThat(Format.oneLine("\n\n")).isEmpty();
  }
}
