package dev.stageloom.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API for one invocation: it hands out an event, takes the answer, and tells when
 * the function asks for the next event.
 */
final class ColdInvocation implements AutoCloseable {

  private static final String API = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final byte[] event;
  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> idleSince = new LinkedBlockingQueue<>();
  private boolean handedOut;

  ColdInvocation(String event) throws IOException {
    this.event = event.getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(API, this::handle);
    server.start();
  }

  /** What the environment variable {@code AWS_LAMBDA_RUNTIME_API} must be. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.endsWith("/next")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      posted.add(path.substring(path.lastIndexOf('/') + 1) + " " + body);
      exchange.sendResponseHeaders(202, -1);
      exchange.close();
      return;
    }
    if (handedOut) {
      // The process is ended while it waits.
      idleSince.add(System.nanoTime());
      return;
    }
    handedOut = true;
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-1");
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:eu-west-1:123456789012:function:benchmark");
    exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e8");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
    exchange.close();
  }

  /**
   * Waits until the function has answered and asks for the next event.
   *
   * @return {@link System#nanoTime} at that moment
   * @throws IllegalStateException if the function has failed
   */
  long awaitIdle() throws InterruptedException {
    String answer = posted.take();
    if (!answer.startsWith("response ")) {
      throw new IllegalStateException("the function has failed: " + answer);
    }
    return idleSince.take();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
