package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownPathsTest {

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(folder.resolve("deep/er"));
    Files.writeString(folder.resolve("a.json"), "");
    Files.writeString(folder.resolve("b.json"), "");
    Files.writeString(folder.resolve("c.txt"), "");
    for (int i = 0; i < 6; i++) {
      Files.writeString(folder.resolve("deep/er/" + i + ".json"), "");
    }
  }

  private Iterable<String> lines(String pattern) {
    return ShownPaths.parse("x=" + folder + "/" + pattern).lines();
  }

  private String path(String name) {
    return Format.path(folder.resolve(name));
  }

  @Test
  void namesTheFilesOfAGlobAndCountsMany() {
    assertThat(lines("*.json")).containsExactly(path("a.json"), path("b.json"));
    assertThat(lines("deep/*/*.json")).containsExactly(folder + "/deep/*/*.json (6 files)");
    assertThat(lines("**.json")).containsExactly(folder + "/**.json (8 files)");
    assertThat(lines("none/*.json")).containsExactly(folder + "/none/*.json (none)");
    assertThat(lines("[")).containsExactly(folder + "/[ (cannot be read)");
  }

  @Test
  void namesFilesAndCountsWhatIsInFolders() {
    assertThat(lines("c.txt")).containsExactly(path("c.txt"));
    assertThat(lines("deep")).containsExactly(path("deep") + " (6 files)");
    assertThat(lines("d.txt")).containsExactly(path("d.txt") + " (none)");
  }

  @Test
  void wantsALabel() {
    for (String text : new String[] {"", "x", "=x", "x="}) {
      assertThatThrownBy(() -> ShownPaths.parse(text)).isInstanceOf(LocalRunException.class);
    }
    assertThat(ShownPaths.parse("a b = c=d")).isEqualTo(new ShownPaths("a b", "c=d"));
  }
}
