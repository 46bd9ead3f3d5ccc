package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageOutputTest {

  @TempDir private Path folder;

  private StageOutput output(String text) throws IOException {
    return new StageOutput(Files.writeString(folder.resolve("output.json"), text));
  }

  @Test
  void readsValuesThatAreNoObjects() throws IOException {
    assertThat(output("\"north 1\"").value(String.class)).isEqualTo("north 1");
    assertThat(output(" 17\n").value(Long.class)).isEqualTo(17);
    assertThat(output("\"a\"\n\n\"b\"\n").items(String.class)).containsExactly("a", "b");
  }
}
