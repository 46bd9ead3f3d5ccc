package dev.stageloom.runtime.spark.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineInputTest {

  private static List<String> lines(InputStream input) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineInput reader = new LineInput(input, 0)) {
      while (reader.next()) {
        lines.add(
            new String(reader.bytes(), reader.offset(), reader.length(), StandardCharsets.UTF_8));
      }
    }
    return lines;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void endsWithOrWithoutALineFeed() throws IOException {
    assertThat(lines(stream(""))).isEmpty();
    assertThat(lines(stream("\n"))).containsExactly("");
    assertThat(lines(stream("a"))).containsExactly("a");
    assertThat(lines(stream("a\n\nb\n"))).containsExactly("a", "", "b");
  }

  @Test
  void linesMayBeLongerThanTheBuffer() throws IOException {
    String longLine = "ä".repeat(300_000);

    assertThat(lines(stream("a\n" + longLine + "\nb\n" + longLine)))
        .containsExactly("a", longLine, "b", longLine);
  }

  @Test
  void bytesMayComeOneByOne() throws IOException {
    InputStream slow =
        new InputStream() {
          private final InputStream all = stream("ab\n\ncd");

          @Override
          public int read() throws IOException {
            return all.read();
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return all.read(buffer, offset, Math.min(length, 1));
          }
        };

    assertThat(lines(slow)).containsExactly("ab", "", "cd");
  }

  @Test
  void knowsItsPosition() throws IOException {
    try (LineInput reader = new LineInput(stream("ab\n\ncd"), 10)) {
      assertThat(reader.position()).isEqualTo(10);
      assertThat(reader.next()).isTrue();
      assertThat(reader.position()).isEqualTo(13);
      assertThat(reader.next()).isTrue();
      assertThat(reader.isBlank()).isTrue();
      assertThat(reader.position()).isEqualTo(14);
      assertThat(reader.next()).isTrue();
      assertThat(reader.position()).isEqualTo(16);
      assertThat(reader.next()).isFalse();
    }
  }
}
