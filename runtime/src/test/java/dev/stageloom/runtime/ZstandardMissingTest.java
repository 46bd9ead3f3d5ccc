package dev.stageloom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.Compression;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Functions without the library of Zstandard, in JVMs of their own. */
class ZstandardMissingTest {

  private static String run(String what) throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("zstd-jni"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Program.class.getName(),
                what)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void readingAndWritingSayWhatToAdd() throws Exception {
    for (String what : new String[] {"read", "write"}) {
      assertThat(run(what))
          .startsWith(
              "zstd needs the library com.github.luben:zstd-jni, which cannot be loaded"
                  + " (NoClassDefFoundError: com/github/luben/zstd/Zstd): add it to the function's"
                  + " dependencies");
    }
  }

  @Test
  void othersNeedItNot() throws Exception {
    assertThat(run("others")).startsWith("done");
  }

  /** What a function does. */
  static final class Program {
    private Program() {}

    public static void main(String[] what) throws IOException {
      byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0};
      try {
        switch (what[0]) {
          case "read" -> Decompression.of(new ByteArrayInputStream(zstd)).close();
          case "write" -> OutputBody.compressor(Compression.ZSTD, System.out).close();
          default -> {
            Decompression.of(new ByteArrayInputStream(new byte[0])).close();
            OutputBody.compressor(Compression.NONE, System.out);
          }
        }
        System.out.println("done");
      } catch (InvalidDataException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
