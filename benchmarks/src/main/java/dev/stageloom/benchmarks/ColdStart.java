package dev.stageloom.benchmarks;

import dev.stageloom.benchmarks.common.Quantiles;
import dev.stageloom.local.s3.LocalS3;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares what a cold Lambda function takes for its first event: each in a fresh JVM with Lambda's
 * own flags, run by Lambda's runtime client, with an order of 1 kB to read from S3 and its score to
 * write. The functions take turns, so that a busy moment of the machine meets all of them.
 */
public final class ColdStart {

  private static final String BUCKET = "bucket";
  private static final String EXECUTION = "executions/execution-1/";
  private static final String EVENT =
      """
      {"executionId":"execution-1","currentStage":"ScoreStage","previousStage":"ReadStage",\
      "workflowBucket":"bucket"}""";

  private static final String HEADING =
      """
      | function | CPU ms | quartiles | generated / this | wall ms | classes | not from the JDK's archive |
      |---|---|---|---|---|---|---|
      """;

  private final Path functions;
  private final Path folder;
  private final LocalS3 s3;

  private ColdStart(Path functions, Path folder, LocalS3 s3) {
    this.functions = functions;
    this.folder = folder;
    this.s3 = s3;
  }

  /**
   * Measures, and prints a Markdown table. Single measurements go to the standard error stream.
   *
   * @param arguments the number of runs, 21 if it is left out, and the folder of the functions, all
   *     if it is left out
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    int runs = arguments.length == 0 ? 21 : Integer.parseInt(arguments[0]);
    List<Function> chosen =
        Function.ALL.stream()
            .filter(each -> arguments.length < 2 || each.module().equals(arguments[1]))
            .toList();
    Path jar = Path.of(ColdStart.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = Files.createDirectories(jar.resolveSibling("cold-start"));
    try (LocalS3 s3 = LocalS3.start(folder.resolve("s3"))) {
      s3.createBucket(BUCKET);
      Files.createDirectories(folder.resolve("s3/" + BUCKET + "/" + EXECUTION + "ReadStage"));
      Files.writeString(
          folder.resolve("s3/" + BUCKET + "/" + EXECUTION + "ReadStage/output.json"), order());
      new ColdStart(jar.resolveSibling("../functions").normalize(), folder, s3)
          .measure(chosen, runs);
    }
    // The servers' threads would keep this process.
    System.exit(0);
  }

  /** An order of ten lines, 1 kB. */
  private static String order() {
    List<String> lines =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    "{\"product\":\"A product of some name, number "
                        + i
                        + "\",\"quantity\":"
                        + (i + 1)
                        + ",\"price\":12.50}")
            .toList();
    return "{\"id\":\"order-1\",\"customer\":\"customer-1\",\"day\":\"2026-11-23\",\"lines\":["
        + String.join(",", lines)
        + "]}";
  }

  private void measure(List<Function> chosen, int runs) throws IOException, InterruptedException {
    Map<Function, List<Cost>> costs = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      for (Function function : chosen) {
        Cost cost = run(function, List.of());
        System.err.printf(Locale.ROOT, "%d %s: %.0f ms%n", run, function.name(), cost.cpu() * 1000);
        costs.computeIfAbsent(function, f -> new ArrayList<>()).add(cost);
      }
    }
    System.out.print(HEADING);
    for (Function function : chosen) {
      System.out.println(row(function, costs));
    }
  }

  private String row(Function function, Map<Function, List<Cost>> costs)
      throws IOException, InterruptedException {
    Path log = folder.resolve("classes-" + function.handler() + ".log");
    run(function, List.of("-Xlog:class+load:file=" + log + "::filecount=0"));
    List<String> classes =
        Files.readAllLines(log).stream().filter(line -> line.contains(" source: ")).toList();
    long own = classes.stream().filter(line -> !line.contains("shared objects file")).count();
    List<Cost> of = costs.getOrDefault(function, List.of());
    List<Cost> generated = costs.getOrDefault(Function.GENERATED, List.of());
    List<Double> ratios =
        IntStream.range(0, of.size())
            .mapToObj(run -> generated.get(run).cpu() / of.get(run).cpu())
            .toList();
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.0f to %.0f | %.2f | %.0f | %,d | %,d |",
        function.name(),
        millis(of, Cost::cpu, 0.5),
        millis(of, Cost::cpu, 0.25),
        millis(of, Cost::cpu, 0.75),
        Quantiles.quantile(ratios, 0.5),
        millis(of, Cost::wall, 0.5),
        classes.size(),
        own);
  }

  private static double millis(List<Cost> costs, ToDoubleFunction<Cost> value, double quantile) {
    return 1000 * Quantiles.quantile(costs.stream().mapToDouble(value).boxed().toList(), quantile);
  }

  /** Runs a function for its first event. */
  private Cost run(Function function, List<String> options)
      throws IOException, InterruptedException {
    Path module = functions.resolve(function.module()).resolve("target");
    Path output = folder.resolve("s3/" + BUCKET + "/" + EXECUTION + "ScoreStage/output.json");
    Files.deleteIfExists(output);
    Path times = folder.resolve("times");
    try (ColdInvocation invocation = new ColdInvocation(EVENT)) {
      List<String> command = new ArrayList<>();
      command.addAll(List.of("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.add("-Xshare:auto");
      command.addAll(options);
      command.addAll(
          List.of(
              "-cp",
              module.resolve("function.jar")
                  + File.pathSeparator
                  + Files.readString(module.resolve("runtime.classpath")).strip(),
              "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
              function.handler()));
      // The shell's clock counts in milliseconds, what the JDK tells of processes in hundredths.
      ProcessBuilder shell =
          new ProcessBuilder(
              "bash",
              "-c",
              "TIMEFORMAT='%3U %3S'; { time \"$@\" >\"$0\" 2>&1; } 2>" + times,
              folder.resolve("function.log").toString());
      shell.command().addAll(command);
      shell.environment().putAll(environment(invocation.address(), function.handler()));
      long start = System.nanoTime();
      Process process = shell.start();
      double wall = (invocation.awaitIdle() - start) / 1e9;
      process.descendants().forEach(ProcessHandle::destroy);
      process.waitFor();
      if (Files.exists(output) != function.writes()) {
        throw new IllegalStateException(function.name() + " has not written what it should");
      }
      List<String> lines = Files.readAllLines(times);
      String[] seconds = lines.get(lines.size() - 1).split(" ", -1);
      return new Cost(Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]), wall);
    }
  }

  private Map<String, String> environment(String runtimeApi, String handler) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java17");
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "benchmark");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/benchmark");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
    environment.put("LAMBDA_TASK_ROOT", folder.toString());
    environment.put("_HANDLER", handler);
    // For Spring Cloud Function; others ignore it.
    environment.put("MAIN_CLASS", "dev.stageloom.benchmarks.functions.spring.SpringFunction");
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_SESSION_TOKEN", "test");
    environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
    return environment;
  }
}
