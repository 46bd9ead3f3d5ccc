package dev.stageloom.benchmarks.streaming;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/**
 * What a file of lines holds, found out without Stageloom and without a JSON library.
 *
 * @param lines how many lines
 * @param bytes how many bytes
 * @param crc32 the checksum of all bytes
 */
record LineFile(long lines, long bytes, long crc32) {

  /** Reads a file. */
  static LineFile read(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    long lines = 0;
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        checksum.update(buffer, 0, count);
        bytes += count;
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
      }
    }
    return new LineFile(lines, bytes, checksum.getValue());
  }

  /** What a file with these lines holds. */
  static LineFile of(long lines, LongFunction<String> line) {
    CRC32 checksum = new CRC32();
    long bytes =
        LongStream.range(0, lines)
            .map(
                i -> {
                  byte[] text = (line.apply(i) + '\n').getBytes(StandardCharsets.UTF_8);
                  checksum.update(text);
                  return text.length;
                })
            .sum();
    return new LineFile(lines, bytes, checksum.getValue());
  }
}
