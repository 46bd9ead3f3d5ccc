package dev.stageloom.annotations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.Compression;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionFormatTest {

  @ParameterizedTest
  @CsvSource({
    "1f8b0800, GZIP",
    "1f8b, GZIP",
    "28b52ffd, ZSTD",
    "502a4d18, ZSTD",
    "5f2a4d18, ZSTD",
    "602a4d18, NONE",
    "28b52f, NONE",
    "1f, NONE",
    "'', NONE"
  })
  void theFirstBytesTell(String hex, Compression format) {
    assertThat(CompressionFormat.of(HexFormat.of().parseHex(hex))).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\"", "[1,2", "\"(x\"", "1", " \r\n\t", "true", "\ufeff{"})
  void jsonIsNotCompressed(String text) {
    assertThat(CompressionFormat.of(text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Compression.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "part-00000.json, NONE",
    "part-00000.json.gz, GZIP",
    "part-00000.json.zst, ZSTD",
    "gz, NONE"
  })
  void namesTell(String name, Compression format) {
    assertThat(CompressionFormat.ofName(name)).isEqualTo(format);
  }
}
