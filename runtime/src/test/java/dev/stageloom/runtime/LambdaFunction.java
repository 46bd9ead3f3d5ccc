package dev.stageloom.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A handler in a process of its own, run by Lambda's runtime client against a server of Lambda's
 * Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
 */
final class LambdaFunction implements AutoCloseable {

  static final String NAME = "ceap-probe";
  static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:" + NAME;

  private static final String API = "/2018-06-01/runtime/";

  /**
   * What the function has posted.
   *
   * @param kind {@code response}, {@code error}, {@code init/error}, or {@code restore/next}
   * @param requestId of which invocation; empty for an error of the initialization
   */
  record Answer(String kind, String requestId, String body) {}

  private record Invocation(String requestId, String event, Duration timeout) {}

  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Process process;
  private final Path output;

  private LambdaFunction(Class<?> handler, Path folder, Map<String, String> environment)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(API, this::handle);
    server.start();
    output = folder.resolve("function.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler.getName());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                "127.0.0.1:" + server.getAddress().getPort(),
                "AWS_LAMBDA_FUNCTION_NAME",
                NAME,
                "AWS_LAMBDA_FUNCTION_VERSION",
                "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "512",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/" + NAME,
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "stream",
                "LAMBDA_TASK_ROOT",
                folder.toString(),
                "_HANDLER",
                handler.getName()));
    builder.environment().putAll(environment);
    process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** Starts a function whose S3 is at an endpoint, as Lambda starts it. */
  static LambdaFunction start(
      Class<?> handler, URI s3, Path folder, Map<String, String> environment) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("AWS_REGION", "eu-west-1");
    all.put("AWS_ACCESS_KEY_ID", "test");
    all.put("AWS_SECRET_ACCESS_KEY", "test");
    all.put("AWS_SESSION_TOKEN", "token");
    all.put("AWS_ENDPOINT_URL_S3", s3.toString());
    all.putAll(environment);
    return new LambdaFunction(handler, folder, all);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(API.length());
    try (exchange) {
      if (path.equals("invocation/next")) {
        next(exchange);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals("restore/next")) {
        // Lambda takes its snapshot here, and answers when the function is needed.
        answers.add(new Answer(path, "", body));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      if (path.startsWith("invocation/")) {
        String[] parts = path.split("/", -1);
        answers.add(new Answer(parts[2], parts[1], body));
      } else {
        answers.add(new Answer(path, "", body));
      }
      exchange.sendResponseHeaders(202, -1);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Invocation invocation = invocations.take();
    long deadline = System.currentTimeMillis() + invocation.timeout().toMillis();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", ARN);
    // Lambda's runtime client takes for granted that they are there.
    exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e8");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  /** Invokes the function and waits for its answer. */
  Answer invoke(String requestId, String event, Duration timeout) throws InterruptedException {
    invocations.add(new Invocation(requestId, event, timeout));
    return answer();
  }

  /** Waits for an answer. */
  Answer answer() throws InterruptedException {
    Answer answer = answers.poll(100, TimeUnit.MILLISECONDS);
    while (answer == null && process.isAlive()) {
      answer = answers.poll(100, TimeUnit.MILLISECONDS);
    }
    if (answer == null) {
      answer = answers.poll();
    }
    if (answer == null) {
      throw new AssertionError("the function has not answered; its output: " + log());
    }
    return answer;
  }

  /** What the function has written to its log so far. */
  List<String> log() {
    try {
      return Files.readAllLines(output);
    } catch (IOException e) {
      return List.of(e.toString());
    }
  }

  /** Stops the function. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
    server.stop(0);
    threads.shutdownNow();
  }
}
