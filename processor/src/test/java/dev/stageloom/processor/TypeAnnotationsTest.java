package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotations on types are no part of their names. */
class TypeAnnotationsTest {

  @TempDir private Path folder;

  @Test
  void nullnessDoesNotKeepTypesFromFitting() throws IOException {
    FolderCompile compile = new FolderCompile(folder);
    String imports =
        "package p; import dev.stageloom.annotations.*; import java.util.*;"
            + " import org.jspecify.annotations.*;\n";
    List<Path> sources =
        List.of(
            compile.write("Item", imports + "public record Item(@Nullable String name) {}"),
            compile.write(
                "A",
                imports
                    + "@LambdaStage public class A {"
                    + " public @NonNull List<@NonNull Item> run(@Nullable String in) {"
                    + " return List.of(); } }"),
            compile.write(
                "B",
                imports
                    + "@LambdaStage public class B {"
                    + " public @Nullable Map<String, @Nullable Item> run(List<Item> in,"
                    + " @Argument(\"n\") @NonNull Integer n) { return null; } }"),
            compile.write(
                "W", imports + "@Workflow(stages = {A.class, B.class}) public class W {}"));
    Path out = folder.resolve("out");

    assertThat(compile.errors(out, sources)).isEmpty();
    assertThat(Outputs.of(out).get("META-INF/stageloom/w.json"))
        .contains("\"type\": \"p.Item\"")
        .doesNotContain("jspecify");
  }
}
