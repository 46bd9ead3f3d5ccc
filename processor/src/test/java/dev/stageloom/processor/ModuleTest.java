package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users' code in a named module, with our jars as automatic modules. Glue stages cannot be there:
 * Spark's jars share packages.
 */
class ModuleTest {

  private static final String MODULE_INFO =
      """
      module p {
        requires stageloom.annotations;
        requires stageloom.cdk;
        requires stageloom.runtime;
        requires io.avaje.jsonb;
        provides io.avaje.jsonb.spi.JsonbExtension with p.jsonb.GeneratedJsonComponent;
        %s
      }
      """;
  private static final List<String> MODULES =
      List.of(
          "stageloom-annotations-",
          "stageloom-asl-",
          "stageloom-cdk-",
          "stageloom-runtime-0",
          "avaje",
          "aws-lambda-java-core",
          "aws-cdk-lib",
          "jsii-runtime",
          "constructs",
          "/awssdk/");

  @TempDir private Path folder;

  private List<Path> sources;

  @BeforeEach
  void writeStage() throws IOException {
    String imports = "package p; import dev.stageloom.annotations.*;\n";
    sources =
        List.of(
            compile().write("Item", "package p; public record Item(int a) {}"),
            compile()
                .write(
                    "A",
                    imports
                        + "@LambdaStage public class A { public Item run(Item in) { return in; } }"),
            compile().write("W", imports + "@Workflow(stages = A.class) public final class W {}"));
  }

  private FolderCompile compile() {
    return new FolderCompile(folder);
  }

  private String compileModule(String more) throws IOException {
    Path info = Files.writeString(folder.resolve("module-info.java"), MODULE_INFO.formatted(more));
    List<String> jars =
        ProcessorPath.classPath()
            .filter(entry -> MODULES.stream().anyMatch(entry::contains))
            .toList();
    // A folder of classes, which a build without the package phase gives, is no automatic module.
    assumeThat(jars).filteredOn(jar -> jar.contains("stageloom-")).hasSize(4);
    return compile()
        .option("--release", "17", "--module-path", String.join(File.pathSeparator, jars))
        .into(folder.resolve("out"), Stream.concat(sources.stream(), Stream.of(info)).toList());
  }

  private String handler() throws IOException {
    return Files.readString(folder.resolve("out/p/A_Handler.java"));
  }

  @Test
  void compilesWithoutTheModuleOfGenerated() throws IOException {
    assertThat(compileModule("")).isEmpty();
    assertThat(folder.resolve("out/p/W_Stack.class")).exists();
    assertThat(folder.resolve("out/META-INF/stageloom/w.asl.json")).exists();
    assertThat(handler()).doesNotContain("Generated");
  }

  @Test
  void isMarkedAsGeneratedWhereTheModuleReadsThat() throws IOException {
    assertThat(compileModule("requires static java.compiler;")).isEmpty();
    assertThat(handler())
        .contains("@Generated(\"dev.stageloom.processor.StageloomProcessor\")\n")
        .contains("import javax.annotation.processing.Generated;\n");
  }
}
