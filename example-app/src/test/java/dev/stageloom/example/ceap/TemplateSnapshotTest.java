package dev.stageloom.example.ceap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.stageloom.asl.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The example's templates, as they are in {@code src/test/templates}: so a change of what would be
 * deployed is seen in review. {@code -Dgolden.update=true} writes them anew.
 */
class TemplateSnapshotTest {

  private static final Path SNAPSHOTS = Path.of("src/test/templates");

  /** The hash of an asset's content, and of a function's version. */
  private static final Pattern HASH =
      Pattern.compile("\\b[0-9a-f]{64}\\b|(?<=CurrentVersion[0-9A-F]{8})[0-9a-f]{32}");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ceap-candidates", "ceap-customer-check"})
  void isWhatWasReviewed(String stack) throws IOException, InterruptedException {
    Path assembly = synthesize();
    Path template = assembly.resolve(stack + ".template.json");
    Path snapshot = SNAPSHOTS.resolve(template.getFileName());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(SNAPSHOTS);
      Files.copy(template, snapshot, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.readString(template).equals(Files.readString(snapshot))) {
      fail(
          "the template of "
              + stack
              + " is not the one in "
              + snapshot
              + "; if it is meant to be, run the tests with -Dgolden.update=true. The difference:\n"
              + diff(assembly, stack, snapshot));
    }
  }

  @Test
  void cdkShowsADifference() throws IOException, InterruptedException {
    Path assembly = synthesize();
    Path same = assembly.resolve("ceap-candidates.template.json");
    Path changed = folder.resolve("changed.json");
    Files.writeString(
        changed,
        Files.readString(same).replace("\"NumberOfWorkers\": 10", "\"NumberOfWorkers\": 11"));

    assertThat(diff(assembly, "ceap-candidates", changed))
        .contains("AWS::Glue::Job", "NumberOfWorkers", "11", "10");
    assertThat(diff(assembly, "ceap-candidates", same)).contains("There were no differences");
  }

  /** The cloud assembly with the context of cdk.json, jars of no content, and no hashes. */
  private Path synthesize() throws IOException {
    Map<String, Object> context = new HashMap<>();
    Map<?, ?> file = (Map<?, ?>) Json.parse(Files.readString(Path.of("cdk.json")));
    ((Map<?, ?>) file.get("context")).forEach((key, value) -> context.put((String) key, value));
    for (String jar : List.of("lambda", "glue")) {
      context.put(
          "stageloom:" + jar + "-jar",
          Files.writeString(folder.resolve(jar + ".jar"), jar).toString());
    }
    Path assembly = folder.resolve("cdk.out");
    App app = new App(AppProps.builder().outdir(assembly.toString()).context(context).build());
    new CeapWorkflow_Stack(app, "ceap-candidates");
    new CustomerCheckWorkflow_Stack(app, "ceap-customer-check");
    app.synth();
    for (String stack : List.of("ceap-candidates", "ceap-customer-check")) {
      Path template = assembly.resolve(stack + ".template.json");
      Files.writeString(template, HASH.matcher(Files.readString(template)).replaceAll("HASH"));
    }
    return assembly;
  }

  private String diff(Path assembly, String stack, Path template)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "npx",
                "--no-install",
                "cdk",
                "diff",
                stack,
                "--template",
                template.toAbsolutePath().toString(),
                "--app",
                assembly.toString(),
                "--no-color",
                "--no-notices",
                "--no-version-reporting")
            .redirectErrorStream(true);
    builder.environment().put("CDK_DISABLE_VERSION_CHECK", "1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
