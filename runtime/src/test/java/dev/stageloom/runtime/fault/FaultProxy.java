package dev.stageloom.runtime.fault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Stands between a client and an S3 server, over HTTP, and injects the planned faults. Requests and
 * answers are passed on whole; content is held in memory.
 */
public final class FaultProxy implements AutoCloseable {

  private static final Duration REFUSAL = Duration.ofMillis(25);
  private static final Duration LONGEST_DELAY = Duration.ofMillis(30);

  private final URI upstream;
  private final List<PlannedFault> plan;
  private final Duration clientTimeout;
  private final Random random;
  private final Consumer<String> replacer;
  private final int port;
  private final Set<Socket> connections = new HashSet<>();
  private final List<Thread> threads = new ArrayList<>();
  private ServerSocket listener;
  private boolean closed;

  private FaultProxy(Builder builder) throws IOException {
    this.upstream = builder.upstream;
    this.plan = List.copyOf(builder.plan);
    this.clientTimeout = builder.clientTimeout;
    this.random = new Random(builder.seed);
    this.replacer = builder.replacer;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
    accept();
  }

  /** What a proxy is made of. */
  public static final class Builder {
    private final URI upstream;
    private List<PlannedFault> plan = List.of();
    private Duration clientTimeout = Duration.ofSeconds(1);
    private long seed;
    private Consumer<String> replacer = path -> {};

    private Builder(URI upstream) {
      this.upstream = upstream;
    }

    /** Sets the faults. */
    public Builder plan(List<PlannedFault> plan) {
      this.plan = plan;
      return this;
    }

    /** Sets after what time the client gives up waiting. */
    public Builder clientTimeout(Duration clientTimeout) {
      this.clientTimeout = clientTimeout;
      return this;
    }

    /** Sets what the places of faults in bodies and the lengths of delays are drawn from. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Sets what replaces the object of a path, {@code /bucket/key}. */
    public Builder replacer(Consumer<String> replacer) {
      this.replacer = replacer;
      return this;
    }

    /** Starts the proxy on the loopback address and a free port. */
    public FaultProxy start() {
      try {
        return new FaultProxy(this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Begins a proxy.
   *
   * @param upstream the server's address
   */
  public static Builder to(URI upstream) {
    return new Builder(upstream);
  }

  /** Where the proxy listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    return socket;
  }

  private synchronized void accept() {
    ServerSocket from = listener;
    start(
        () -> {
          try {
            while (true) {
              Socket connection = from.accept();
              if (!add(connection)) {
                return;
              }
              start(() -> serve(connection));
            }
          } catch (IOException e) {
            // The listener was closed.
          }
        });
  }

  private synchronized boolean add(Socket connection) throws IOException {
    if (closed) {
      connection.close();
      return false;
    }
    connections.add(connection);
    return true;
  }

  private synchronized void start(Runnable task) {
    if (closed) {
      return;
    }
    Thread thread = new Thread(task, "fault-proxy-" + port);
    thread.setDaemon(true);
    threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
    threads.add(thread);
    thread.start();
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      boolean goOn = true;
      while (goOn) {
        Optional<HttpMessage> request = HttpMessage.read(in);
        if (request.isEmpty()) {
          return;
        }
        goOn = new Exchange(connection, in, request.get()).run();
      }
    } catch (IOException e) {
      // One side has gone: what the client makes of it is what the test looks at.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        connections.remove(connection);
      }
    }
  }

  private int below(int bound) {
    synchronized (random) {
      return random.nextInt(bound);
    }
  }

  private Optional<Fault> faultOf(S3Operation operation) {
    Optional<Fault> fault = Optional.empty();
    for (PlannedFault each : plan) {
      if (fault.isEmpty() && each.hitsNext(operation)) {
        fault = Optional.of(each.fault());
      }
    }
    return fault;
  }

  /** Stops listening for a while, or for ever when the proxy is closed meanwhile. */
  private void refuse() throws IOException {
    synchronized (this) {
      listener.close();
    }
    start(
        () -> {
          try {
            Thread.sleep(REFUSAL.toMillis());
            synchronized (this) {
              if (!closed && listener.isClosed()) {
                listener = listen(port);
                accept();
              }
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (IOException e) {
            // Another socket has taken the port: from now on all is refused.
          }
        });
  }

  /** Stops the proxy when the requests that are done late are done. */
  @Override
  public void close() {
    List<Thread> running;
    synchronized (this) {
      closed = true;
      running = List.copyOf(threads);
      try {
        listener.close();
        for (Socket each : connections) {
          each.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (Thread each : running) {
      try {
        each.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One request and its answer. */
  private final class Exchange {
    private static final Set<String> OF_THE_CONNECTION =
        Set.of("connection", "expect", "transfer-encoding", "content-length");

    private final Socket connection;
    private final InputStream in;
    private final HttpMessage request;
    private final S3Operation operation;

    Exchange(Socket connection, InputStream in, HttpMessage request) {
      this.connection = connection;
      this.in = in;
      this.request = request;
      this.operation = S3Operation.of(request);
    }

    /** Returns whether the connection can be used again. */
    boolean run() throws IOException, InterruptedException {
      Optional<Fault> fault = faultOf(operation);
      if (fault.isEmpty()) {
        return pass();
      }
      switch (fault.get()) {
        case SLOW_DOWN -> {
          return fail(503, "SlowDown", "Please reduce your request rate.");
        }
        case INTERNAL_ERROR -> {
          return fail(500, "InternalError", "We encountered an internal error.");
        }
        case REQUEST_TIMEOUT -> {
          return fail(400, "RequestTimeout", "Your socket connection was not read from in time.");
        }
        case CLOCK_SKEW -> {
          return fail(403, "RequestTimeTooSkewed", "The difference of the times is too large.");
        }
        case ACCESS_DENIED -> {
          return fail(403, "AccessDenied", "Access Denied");
        }
        case NO_SUCH_BUCKET -> {
          return fail(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        case NO_SUCH_KEY -> {
          return fail(404, "NoSuchKey", "The specified key does not exist.");
        }
        case CONNECTION_REFUSED -> {
          refuse();
          return reset();
        }
        case RESET_BEFORE_ANSWER -> {
          receive();
          return reset();
        }
        case CLOSED_BEFORE_ANSWER -> {
          receive();
          return false;
        }
        case RESET_IN_REQUEST -> {
          allow();
          in.readNBytes(below((int) Math.max(1, request.contentLength())));
          return reset();
        }
        case ANSWER_LOST -> {
          forward(receive());
          return reset();
        }
        case DONE_LATE -> {
          byte[] content = receive();
          stall();
          forward(content);
          return false;
        }
        case STALLED -> {
          receive();
          stall();
          return false;
        }
        case DELAYED -> {
          Thread.sleep(below((int) LONGEST_DELAY.toMillis()));
          return pass();
        }
        case ERROR_IN_200 -> {
          receive();
          return send(error(200, "InternalError", "We encountered an internal error."));
        }
        case WRONG_CONTENT -> {
          receive();
          return send(answer("200 OK", "text/html", "<html>Sign in to the proxy first.</html>"));
        }
        case RESET_IN_ANSWER, TRUNCATED_ANSWER, STALLED_IN_ANSWER, SLOW_ANSWER, OBJECT_REPLACED -> {
          return breakAnswer(fault.get());
        }
      }
      throw new IllegalStateException(String.valueOf(fault));
    }

    private boolean pass() throws IOException {
      return send(forward(receive()));
    }

    private void allow() throws IOException {
      if (request.header("Expect").isPresent()) {
        connection
            .getOutputStream()
            .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
    }

    private byte[] receive() throws IOException {
      allow();
      return request.readContent(in);
    }

    /** Answers with an error, now and then before the client has sent its content. */
    private boolean fail(int status, String code, String message) throws IOException {
      boolean early = request.header("Expect").isPresent() && below(2) == 0;
      if (!early) {
        receive();
      }
      return send(error(status, code, message)) && !early;
    }

    private Answer error(int status, String code, String message) {
      return answer(
          status + " Injected",
          "application/xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
              + code
              + "</Code><Message>"
              + message
              + "</Message><RequestId>injected</RequestId></Error>");
    }

    private Answer answer(String status, String type, String content) {
      String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return new Answer(
          new HttpMessage(
              "HTTP/1.1 " + status,
              List.of(
                  "x-amz-request-id: injected",
                  "Date: " + date,
                  "ETag: \"injected\"",
                  "Content-Type: " + type,
                  "Content-Length: " + bytes.length)),
          bytes);
    }

    private Answer forward(byte[] content) throws IOException {
      try (Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
        server.setTcpNoDelay(true);
        OutputStream out = new BufferedOutputStream(server.getOutputStream());
        HttpMessage head = request.without(OF_THE_CONNECTION).with("Connection: close");
        out.write(head.with("Content-Length: " + content.length).toBytes());
        out.write(content);
        out.flush();
        InputStream answer = new BufferedInputStream(server.getInputStream());
        HttpMessage answered =
            HttpMessage.read(answer).orElseThrow(() -> new IOException("no answer"));
        boolean noContent =
            answered.startLine().contains(" 204") || answered.startLine().contains(" 304");
        if (noContent) {
          return new Answer(answered.without(Set.of("connection")), new byte[0]);
        }
        byte[] bytes = answered.readContent(answer);
        return new Answer(
            answered.without(OF_THE_CONNECTION).with("Content-Length: " + bytes.length), bytes);
      }
    }

    private boolean send(Answer answer) throws IOException {
      OutputStream out = connection.getOutputStream();
      out.write(answer.toBytes());
      out.flush();
      return true;
    }

    private boolean breakAnswer(Fault fault) throws IOException, InterruptedException {
      Answer answer = forward(receive());
      if (answer.content().length == 0) {
        return send(answer);
      }
      byte[] bytes = answer.toBytes();
      int head = bytes.length - answer.content().length;
      // Now and then nothing of the content: not every parser notices that.
      int arrive = head + (below(4) == 0 ? 0 : below(answer.content().length));
      OutputStream out = connection.getOutputStream();
      switch (fault) {
        case SLOW_ANSWER -> {
          int piece = Math.max(1, bytes.length / (2 + below(8)));
          for (int from = 0; from < bytes.length; from += piece) {
            out.write(bytes, from, Math.min(piece, bytes.length - from));
            Thread.sleep(1 + below(10));
          }
          return true;
        }
        case OBJECT_REPLACED -> {
          if (!answer.head().startLine().contains(" 200")) {
            return send(answer);
          }
          replacer.accept(request.startLine().split("[ ?]")[1]);
          out.write(Arrays.copyOf(bytes, arrive));
          return reset();
        }
        default -> {
          out.write(Arrays.copyOf(bytes, arrive));
          if (fault == Fault.STALLED_IN_ANSWER) {
            stall();
          }
          return fault == Fault.RESET_IN_ANSWER && reset();
        }
      }
    }

    private void stall() throws InterruptedException {
      Thread.sleep(clientTimeout.multipliedBy(3).dividedBy(2).toMillis());
    }

    private boolean reset() throws IOException {
      connection.setSoLinger(true, 0);
      connection.close();
      return false;
    }
  }

  /** An answer with its content. */
  private record Answer(HttpMessage head, byte[] content) {
    byte[] toBytes() {
      byte[] start = head.toBytes();
      byte[] all = Arrays.copyOf(start, start.length + content.length);
      System.arraycopy(content, 0, all, start.length, content.length);
      return all;
    }
  }
}
