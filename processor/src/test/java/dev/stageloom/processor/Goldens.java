package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares generated files with the ones kept in {@code src/test/resources/golden}. Run the tests
 * with {@code -Dgolden.update=true} to write them anew, and read the difference before committing.
 */
final class Goldens {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Goldens() {}

  static void assertEqual(String test, String file, String content) throws IOException {
    Path golden = FOLDER.resolve(test).resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, content);
    }
    assertThat(golden).exists();
    assertThat(content).as("%s", golden).isEqualTo(Files.readString(golden));
  }
}
