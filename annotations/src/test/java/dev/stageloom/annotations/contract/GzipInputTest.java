package dev.stageloom.annotations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipInputTest {

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    }
    return compressed.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  /** Reads from a source that gives a certain number of bytes at once. */
  private static byte[] read(byte[] compressed, int atOnce) throws IOException {
    InputStream source =
        new ByteArrayInputStream(compressed) {
          @Override
          public synchronized int read(byte[] target, int offset, int count) {
            return super.read(target, offset, Math.min(count, atOnce));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    try (GzipInput in = new GzipInput(source)) {
      return in.readAllBytes();
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 18, 1 << 16, 1 << 20})
  void readsAllMembersHoweverTheyArrive(int atOnce) throws IOException {
    byte[] first = noise(200_000);
    byte[] compressed =
        join(gzip(first), gzip(new byte[0]), gzip(text("second")), gzip(new byte[300_000]));

    assertThat(read(compressed, atOnce)).isEqualTo(join(first, text("second"), new byte[300_000]));
  }

  @Test
  void readsHeadersWithAllFields() throws IOException {
    byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3};
    Deflater deflater = new Deflater(9, /* nowrap= */ true);
    deflater.setInput(text("content"));
    deflater.finish();
    byte[] deflated = new byte[100];
    deflated = Arrays.copyOf(deflated, deflater.deflate(deflated));
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(text("content"));
    int sum = (int) crc.getValue();
    byte[] end = {
      (byte) sum, (byte) (sum >> 8), (byte) (sum >> 16), (byte) (sum >> 24), 7, 0, 0, 0
    };

    byte[] compressed =
        join(
            header, new byte[] {3, 0, 9, 9, 9}, text("name\0comment\0"), text("hh"), deflated, end);

    assertThat(read(compressed, 3)).isEqualTo(text("content"));
  }

  @Test
  void whereverDataIsCutOffIsAnError() throws IOException {
    byte[] whole = join(gzip(noise(100)), gzip(text("second")));
    int boundary = gzip(noise(100)).length;

    for (int length = 1; length < whole.length; length++) {
      byte[] start = Arrays.copyOf(whole, length);
      if (length != boundary) {
        assertThatExceptionOfType(EOFException.class)
            .as("cut off at %s of %s", length, whole.length)
            .isThrownBy(() -> read(start, 1000))
            .withMessage("the data ends in the middle: it was cut off");
      }
    }
  }

  @Test
  void everyChangedByteOfContentIsAnError() throws IOException {
    byte[] whole = gzip(noise(300));

    // Of the byte after the header some bits have no meaning.
    for (int i = 11; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x10;
      assertThatExceptionOfType(IOException.class)
          .as("byte %s changed", i)
          .isThrownBy(() -> read(changed, 1000));
    }
  }

  @Test
  void whatStandsBehindIsAnError() throws IOException {
    byte[] more = join(gzip(text("content")), text("{\"id\":1}"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(more, 1000))
        .withMessage("there is something else behind the gzip data");
  }
}
