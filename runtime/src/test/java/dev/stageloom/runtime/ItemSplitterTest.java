package dev.stageloom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splitting, with items of all lengths around the splitters' buffer sizes. */
class ItemSplitterTest {

  private static final String ALPHABET = "ab,[]{}: é€😀";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsEveryItem(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      items.add(item(random, random.nextInt(i % 50 == 0 ? 200_000 : 2_000)));
    }

    assertThat(split(String.join("\n", items), true)).isEqualTo(items);
    assertThat(split(String.join("\r\n\n", items) + "\r\n", false)).isEqualTo(items);
    assertThat(split("[" + String.join(",", items) + "]", false)).isEqualTo(items);
    assertThat(split("[ " + String.join("\n , ", items) + "\n]\n", false)).isEqualTo(items);
  }

  private static String item(Random random, int length) {
    String text =
        random
            .ints(length, 0, ALPHABET.codePointCount(0, ALPHABET.length()))
            .map(i -> ALPHABET.codePointAt(ALPHABET.offsetByCodePoints(0, i)))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    String quoted = "\"" + text + (length % 3 == 0 ? "\\\"\\\\" : "") + "\"";
    return "{\"a\":[" + quoted + ",{\"b\":" + length + "}]}";
  }

  private static List<String> split(String text, boolean lines)
      throws IOException, MalformedJsonException {
    ItemSplitter splitter =
        ItemSplitter.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lines);
    List<String> items = new ArrayList<>();
    byte[] item = splitter.next();
    while (item != null) {
      items.add(new String(item, StandardCharsets.UTF_8));
      item = splitter.next();
    }
    assertThat(splitter.next()).isNull();
    return items;
  }
}
