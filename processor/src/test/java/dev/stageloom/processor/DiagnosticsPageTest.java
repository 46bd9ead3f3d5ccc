package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.processor.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page has a section for every diagnostic, with its severity, and no other section. */
class DiagnosticsPageTest {

  @Test
  void pageAndCatalogueAgree() throws IOException {
    String page = Files.readString(Path.of("../docs/diagnostics.md"));
    List<String> sections =
        Pattern.compile("(?m)^### (SL\\d{3} \\(\\w+\\))")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(sections)
        .containsExactlyElementsOf(
            Arrays.stream(Diagnostic.values())
                .map(d -> d.id() + " (" + d.severity().name().toLowerCase(Locale.ROOT) + ")")
                .toList());
  }

  @Test
  void idsAreUniqueAndInOrder() {
    assertThat(Arrays.stream(Diagnostic.values()).map(Diagnostic::id).toList())
        .doesNotHaveDuplicates()
        .isSorted();
  }
}
