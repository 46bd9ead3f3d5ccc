package dev.stageloom.benchmarks.synth;

import dev.stageloom.asl.json.Json;
import dev.stageloom.benchmarks.common.ChildCpu;
import dev.stageloom.benchmarks.common.Quantiles;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Compares what the synthesis of a workflow's stack costs as a whole process, JVM and Node: built
 * as generated stacks are, and written by hand with the CDK's own constructs. The two run in turn,
 * each first in every other run.
 */
public final class SynthTime {

  private record Cost(double cpu, double wall) {}

  private SynthTime() {}

  /**
   * Measures, and prints a Markdown table.
   *
   * @param arguments the numbers of stages with commas (5,50,200), the number of runs (9), further
   *     JVM options
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    String sizes = arguments.length > 0 ? arguments[0] : "5,50,200";
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
    List<String> options =
        arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.of();
    Path jar = Path.of(SynthTime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = Files.createDirectories(jar.resolveSibling("synth-time"));
    String classPath =
        jar + File.pathSeparator + Files.readString(jar.resolveSibling("synth.classpath")).strip();
    System.out.println(
        "| stages | resources | generated, CPU s | by hand, CPU s | ratio of CPU | quartiles |"
            + " generated, wall s | by hand, wall s | ratio of wall |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (String size : sizes.split(",", -1)) {
      List<Cost> generated = new ArrayList<>();
      List<Cost> byHand = new ArrayList<>();
      for (int run = -1; run < runs; run++) {
        boolean first = run % 2 == 0;
        for (boolean ours : new boolean[] {first, !first}) {
          Class<?> app = ours ? GeneratedApp.class : HandWrittenApp.class;
          Cost cost = run(app, size, classPath, jar, folder, options);
          if (run >= 0) {
            (ours ? generated : byHand).add(cost);
            System.err.printf(
                Locale.ROOT,
                "%s %s %.2f %.2f%n",
                size,
                app.getSimpleName(),
                cost.cpu(),
                cost.wall());
          }
        }
      }
      int resources = sameResources(folder, size);
      System.out.println(row(size, resources, generated, byHand));
    }
  }

  private static Cost run(
      Class<?> app, String size, String classPath, Path jar, Path folder, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, app.getName(), size, jar.toString()));
    command.add(output(folder, app, size).toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("CDK_VALIDATION", "false");
    double cpu = ChildCpu.seconds();
    long start = System.nanoTime();
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
    double wall = (System.nanoTime() - start) / 1e9;
    return new Cost(ChildCpu.seconds() - cpu, wall);
  }

  private static Path output(Path folder, Class<?> app, String size) {
    return folder.resolve(app.getSimpleName() + "-" + size);
  }

  /**
   * How many resources both have, which must be of the same types; except managed policies, into
   * which CDK itself puts the statements that a role's own policy cannot hold.
   */
  private static int sameResources(Path folder, String size) throws IOException {
    Map<String, Integer> generated = types(output(folder, GeneratedApp.class, size));
    Map<String, Integer> byHand = types(output(folder, HandWrittenApp.class, size));
    if (!generated.equals(byHand)) {
      throw new IllegalStateException("the resources differ:\n" + generated + "\n" + byHand);
    }
    return generated.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> types(Path assembly) throws IOException {
    Map<String, Integer> types = new TreeMap<>();
    List<Path> templates;
    try (Stream<Path> files = Files.list(assembly)) {
      templates = files.filter(file -> file.toString().endsWith(".template.json")).toList();
    }
    for (Path template : templates) {
      if (Json.parse(Files.readString(template)) instanceof Map<?, ?> json
          && json.get("Resources") instanceof Map<?, ?> resources) {
        resources
            .values()
            .forEach(
                resource ->
                    types.merge(
                        String.valueOf(((Map<?, ?>) resource).get("Type")), 1, Integer::sum));
      }
    }
    types.remove("AWS::IAM::ManagedPolicy");
    return types;
  }

  private static String row(String size, int resources, List<Cost> generated, List<Cost> byHand) {
    List<Double> ratios = new ArrayList<>();
    List<Double> wallRatios = new ArrayList<>();
    for (int i = 0; i < generated.size(); i++) {
      ratios.add(generated.get(i).cpu() / byHand.get(i).cpu());
      wallRatios.add(generated.get(i).wall() / byHand.get(i).wall());
    }
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %.2f | **%.2f** | %.2f to %.2f | %.2f | %.2f | %.2f |",
        size,
        resources,
        median(generated, Cost::cpu),
        median(byHand, Cost::cpu),
        Quantiles.quantile(ratios, 0.5),
        Quantiles.quantile(ratios, 0.25),
        Quantiles.quantile(ratios, 0.75),
        median(generated, Cost::wall),
        median(byHand, Cost::wall),
        Quantiles.quantile(wallRatios, 0.5));
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> value) {
    return Quantiles.quantile(costs.stream().mapToDouble(value).boxed().toList(), 0.5);
  }
}
