package dev.stageloom.cdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks two independent tools on Node.js about synthesized templates: {@code
 * @aws/cloudformation-validate}, and asl-validator for the definitions in them.
 *
 * @param templates the names of the templates that were checked
 * @param definitions how many state machines' definitions were checked
 * @param problems what is wrong, with the template's name
 */
record TemplateCheck(List<String> templates, int definitions, List<String> problems) {

  /** Checks every template, nested ones too, in a cloud assembly. */
  static TemplateCheck of(Path assembly) throws IOException, InterruptedException {
    Path root = repositoryRoot();
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(root.resolve("cdk/src/test/node/check-templates.js").toString());
    try (Stream<Path> files = Files.list(assembly)) {
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".template.json"))
          .sorted()
          .forEach(command::add);
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("NODE_PATH", root.resolve("node_modules").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> problems = lines(output, "problem ");
    int exitCode = process.waitFor();
    if (exitCode != (problems.isEmpty() ? 0 : 1)) {
      throw new AssertionError("exit code " + exitCode + "\n" + output);
    }
    return new TemplateCheck(
        lines(output, "template "), lines(output, "definition ").size(), problems);
  }

  private static List<String> lines(String output, String start) {
    return output
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  private static Path repositoryRoot() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("node_modules/@aws/cloudformation-validate"))) {
        return at;
      }
    }
    throw new AssertionError(
        "@aws/cloudformation-validate is not installed: run `npm ci` in the root of the repository");
  }
}
